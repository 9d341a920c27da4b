// What is chosen in a select for many rows, as fields of a draft: {"tag:4": true}. The prefix is its `data-part`.
import { tellChange, withOption } from "./fields.js";

export class ChosenValues {
  constructor(select) {
    this.select = select;
    this.prefix = select.dataset.part;
  }

  get content() {
    return Object.fromEntries([...this.select.selectedOptions].map(({ value }) => [`${this.prefix}:${value}`, true]));
  }

  // `names` are {part: what people call the row}.
  show(values, names) {
    const own = Object.entries(values).filter(([part]) => part.startsWith(`${this.prefix}:`));
    for (const [part, value] of own) {
      withOption(this.select, part.slice(this.prefix.length + 1), names[part]).selected = Boolean(value);
    }
    if (own.length) tellChange(this.select);
  }

  controlOf(part) {
    return part.startsWith(`${this.prefix}:`) ? this.select : undefined;
  }
}
