// Puts kept text back into a form: only what was changed in it, because a colleague may have changed other fields.
import { changesIn, controlsOf, entryOf, isChosenBox, keyOf, valuesOf } from "./form-state.js";

const rowId = (prefix, row) => `${prefix}-${row}-id`;

function addRow(prefix) {
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  const before = Number(total.value);
  document.querySelector(`#${prefix}-group .add-row a`)?.click();
  return Number(total.value) > before ? before : -1;
}

// Rows are found by their ids, because a colleague may have added or deleted some meanwhile. New rows are added again.
function rowPlaces(form, entries) {
  const kept = new Map(entries.map(({ name, value }) => [name, value]));
  const places = new Map();
  for (const [total, count] of kept) {
    const prefix = total.endsWith("-TOTAL_FORMS") && total.slice(0, -"-TOTAL_FORMS".length);
    if (!prefix || !form.elements[total]) continue;
    const idNow = (row) => form.elements[rowId(prefix, row)]?.value;
    const used = new Set();
    for (let row = 0; row < Number(count); row += 1) {
      const rows = [...Array(Number(form.elements[total].value)).keys()];
      const id = kept.get(rowId(prefix, row)) ?? "";
      let place = rows.find((one) => !used.has(one) && (idNow(one) ?? "") === id) ?? -1;
      if (place < 0 && !id) place = addRow(prefix);
      used.add(place);
      places.set(`${prefix}-${row}-`, place < 0 ? null : `${prefix}-${place}-`);
    }
  }
  return places;
}

function nameNow(name, places) {
  for (const [from, to] of places) if (name.startsWith(from)) return to && to + name.slice(from.length);
  return name;
}

function moveBetweenBoxes(box, values) {
  const { SelectBox } = window;
  const others = document.getElementById(box.id.replace(/_to$/, "_from"));
  for (const option of box.options) option.selected = !values.includes(option.value);
  SelectBox.move(box.id, others.id);
  for (const option of others.options) option.selected = values.includes(option.value);
  SelectBox.move(others.id, box.id);
}

function choose(select, { value: values, labels }) {
  if (isChosenBox(select)) return moveBetweenBoxes(select, values);
  values.forEach((value, index) => {
    if (![...select.options].some((option) => option.value === value)) select.add(new Option(labels[index], value));
  });
  for (const option of select.options) option.selected = values.includes(option.value);
}

function write(field, { value }) {
  field.value = value;
  const editor = field.closest(".prose-editor")?.querySelector(".tiptap")?.editor;
  editor?.commands.setContent(value, { emitUpdate: true });
  return Boolean(editor);
}

// Whether the control has taken the value. The editor may write the same text in another way.
function put(control, entry) {
  let isTaken = false;
  if (entry.kind === "tick") control.checked = entry.value;
  else if (entry.kind === "choice") choose(control, entry);
  else isTaken = write(control, entry);
  for (const name of ["input", "change"]) control.dispatchEvent(new Event(name, { bubbles: true }));
  return isTaken || JSON.stringify(entryOf(control).value) === JSON.stringify(entry.value);
}

const textOf = ({ name, labels, value }) => [name, labels?.join(", ") ?? String(value)];

// Returns two lists of [name, text]: texts that have no place in the form any more, and texts that a colleague has saved
// meanwhile in the fields that are filled.
export function fill(form, { entries, saved }) {
  const places = rowPlaces(form, entries);
  const before = valuesOf(saved);
  const left = [];
  const replaced = [];
  for (const entry of changesIn(entries, saved)) {
    const name = nameNow(entry.name, places);
    const control = controlsOf(form).find(
      (one) => one.name === name && (entry.kind !== "tick" || one.value === entry.option),
    );
    const known = [before.get(keyOf(entry)), JSON.stringify(entry.value)];
    const present = control && entryOf(control);
    if (known[0] && present && !known.includes(JSON.stringify(present.value))) replaced.push(present);
    if (!(control && put(control, entry)) && entry.kind !== "tick") left.push(entry);
  }
  return [left, replaced].map((texts) => texts.map(textOf).filter(([, text]) => text));
}
