// The part of the form that all editions share, as a content of a draft: see `state.js`. It has no blocks.
import { ChosenValues } from "./chosen-values.js";
import { FormFields } from "./fields.js";
import { withoutScrolling } from "./scrolling.js";
import { RowValues } from "./row-values.js";

const isPlain = (control) => control.name && !control.multiple && !control.closest(".rows") && control.type !== "submit";

export class SharedForm {
  constructor(form) {
    const section = form.querySelector(".shared");
    const names = [...form.elements].filter((one) => section.contains(one) && isPlain(one)).map(({ name }) => name);
    this.version = form.elements.shared_version;
    this.plain = new FormFields(section, names);
    this.lists = [
      ...[...section.querySelectorAll("select[data-part]")].map((select) => new ChosenValues(select)),
      ...[...section.querySelectorAll("row-list")].map((list) => new RowValues(list)),
    ];
    this.known = new Set(); // the parts of rows that this page has had
    this.names = {};
  }

  // Nobody is shown where a colleague is in these fields.
  block() {
    return "";
  }

  // A row that is not there any more is null.
  content() {
    const present = Object.assign({}, ...this.lists.map(({ content }) => content));
    for (const part of Object.keys(present)) this.known.add(part);
    const rows = [...this.known].map((part) => [part, present[part] ?? null]);
    return { fields: { ...this.plain.content, ...Object.fromEntries(rows) }, blocks: {}, order: [] };
  }

  show({ fields }) {
    withoutScrolling(document.activeElement, () => {
      this.plain.show(fields, this.names);
      for (const list of this.lists) list.show(fields, this.names);
    });
  }

  get hasConflicts() {
    return this.state.held.size > 0;
  }

  // After each answer of the server. Fields that wait for a decision are marked.
  told() {
    const { held, version } = this.state;
    this.version.value = version;
    for (const field of this.marked ?? []) field.classList.remove("in-conflict");
    this.marked = [...held.keys()].map((part) => this.controlOf(part)?.parentElement).filter(Boolean);
    for (const field of this.marked) field.classList.add("in-conflict");
  }

  controlOf(part) {
    return this.plain.fields.get(part) ?? this.lists.map((list) => list.controlOf(part)).find(Boolean);
  }

  // A change in words, as the page can name it.
  describe(fields) {
    return Object.entries(fields).map(([part, value]) => {
      const label = this.controlOf(part)?.labels[0]?.textContent.trim() ?? part;
      return `${label}: ${value ?? ""}`;
    });
  }
}
