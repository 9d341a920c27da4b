// The rows of a <row-list> as fields of a draft, one for each value of a row: {"byline:7": "0"}. The element says which
// control names the row (`data-target`), and how the others are called in the draft (`data-parts`).
import "../row-list.js";
import { showIn } from "./fields.js";

export class RowValues {
  constructor(list) {
    this.list = list;
    this.target = list.dataset.target;
    this.parts = Object.entries(JSON.parse(list.dataset.parts)); // [[name of the control, prefix in the draft], …]
    this.first = this.parts[0][1];
  }

  control(row, name) {
    return row.querySelector(`[name$="-${name}"]`);
  }

  get content() {
    const rows = this.list.rows.filter((row) => !row.hidden && this.control(row, this.target).value);
    return Object.fromEntries(rows.flatMap((row) => this.valuesOf(row)));
  }

  // A row is in the draft by its first value. Of the others, empty ones are not there.
  valuesOf(row) {
    const id = this.control(row, this.target).value;
    const values = this.parts.map(([name, prefix]) => [`${prefix}:${id}`, this.control(row, name).value]);
    return values.filter(([, value], place) => !place || value);
  }

  // `names` are {part: what people call the row}.
  show(values, names) {
    for (const [part, value] of Object.entries(values)) {
      const [prefix, id] = part.split(":");
      const name = this.parts.find((one) => one[1] === prefix)?.[0];
      if (!name) continue;
      const row = this.rowOf(id);
      if (prefix === this.first && value === null) this.remove(row);
      else if (row || value !== null) this.put(row ?? this.add(id, names[part]), name, value);
    }
  }

  rowOf(id) {
    const rows = this.list.rows.filter((row) => this.control(row, this.target).value === id);
    return rows.find((row) => !row.hidden) ?? rows[0];
  }

  add(id, name) {
    this.list.closest("details").open = true;
    const row = this.list.addRow();
    showIn(this.control(row, this.target), id, name);
    return row;
  }

  put(row, name, value) {
    this.list.mark(row, false);
    showIn(this.control(row, name), value);
  }

  remove(row) {
    if (row) this.list.mark(row, true);
  }

  controlOf(part) {
    const [prefix, id] = part.split(":");
    const name = this.parts.find((one) => one[1] === prefix)?.[0];
    const row = name && this.rowOf(id);
    return row && this.control(row, name);
  }
}
