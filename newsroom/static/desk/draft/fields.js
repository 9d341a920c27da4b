// The plain fields of a form by their names: reads their values, and shows what others wrote.

const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);

// Where a caret at `place` of the old text belongs in the new one.
function moved(place, old, text) {
  let start = 0;
  while (start < old.length && old[start] === text[start]) start += 1;
  if (place <= start) return place;
  let end = 0;
  while (end < old.length - start && old.at(-1 - end) === text.at(-1 - end)) end += 1;
  return place >= old.length - end ? place + text.length - old.length : Math.min(place, text.length);
}

function write(field, text) {
  const { value: old, selectionStart, selectionEnd, selectionDirection } = field;
  field.value = text;
  if (document.activeElement !== field || selectionStart === null) return;
  const [start, end] = [selectionStart, selectionEnd].map((place) => moved(place, old, text));
  field.setSelectionRange(start, end, selectionDirection);
}

// A select that searches on the server has only the options that were chosen.
export function withOption(select, value, name = value) {
  const present = [...select.options].find((option) => option.value === value);
  if (!present) select.add(new Option(name, value));
  return present ?? select.options[select.options.length - 1];
}

// Pickers listen to `change`.
export function tellChange(field) {
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
}

export function showIn(field, value, name) {
  const text = value ?? "";
  if (field.type === "checkbox") field.checked = value;
  else if (field.tagName === "SELECT") withOption(field, text, name).selected = true;
  else write(field, text);
  tellChange(field);
}

export class FormFields {
  constructor(form, names) {
    this.fields = new Map();
    for (const name of names) {
      const field = form.querySelector(`[name="${CSS.escape(name)}"]`);
      if (field) this.fields.set(name, field);
    }
  }

  get content() {
    return Object.fromEntries([...this.fields].map(([name, field]) => [name, valueOf(field)]));
  }

  // `labels` are {name: what people call the row that is its value}.
  show(values, labels = {}) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.fields.get(name);
      if (field) showIn(field, value, labels[name]);
    }
  }

  // The name of the field that the person is in.
  get current() {
    return [...this.fields].find(([, field]) => field === document.activeElement)?.[0];
  }

  // Says who is in a field, and which fields wait for a decision.
  mark(conflicts, people) {
    for (const [name, field] of this.fields) {
      const names = people.filter(({ block }) => block === name).map(({ name: person }) => person);
      field.classList.toggle("in-conflict", conflicts.has(name));
      field.parentElement.toggleAttribute("data-person", names.length > 0);
      if (names.length) field.parentElement.dataset.person = names.join(", ");
    }
  }
}
