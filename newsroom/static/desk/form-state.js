// What a form contains, and what the server sent in it. It is read from the controls, because pickers, calendars and
// editors fill them without events.

// Not part of anybody's text: the token, and what is ticked and chosen in a list to act on its rows.
const OTHERS = new Set(["csrfmiddlewaretoken", "action", "select_across", "_selected_action", "index"]);
const KINDS = new Map([
  ["hidden", "hidden"], ["file", "file"], ["checkbox", "tick"], ["radio", "tick"],
  ["select-one", "choice"], ["select-multiple", "choice"],
  ["submit", null], ["button", null], ["reset", null], ["image", null], ["fieldset", null], ["output", null],
  ["password", null], // is never kept
]);

export const kindOf = (control) => (KINDS.has(control.type) ? KINDS.get(control.type) : "text");

export function controlsOf(form) {
  return [...form.elements].filter(
    (control) =>
      control.name && !control.disabled && kindOf(control) &&
      !OTHERS.has(control.name) && !control.name.includes("__prefix__") && !isUnchosenBox(control),
  );
}

// Django shows a field for many rows as two boxes. All options of the second one are the value.
const isUnchosenBox = (control) => control.matches("select.filtered[id$=_from]");
export const isChosenBox = (control) => control.matches("select.filtered[id$=_to]");

function chosenOptions(select, isServed) {
  if (isChosenBox(select)) return window.SelectBox.cache[select.id].map(({ value, text }) => ({ value, text }));
  const chosen = [...select.options].filter((option) => (isServed ? option.defaultSelected : option.selected));
  return chosen.length || select.multiple ? chosen : [...select.options].slice(0, 1);
}

export function entryOf(control, isServed = false) {
  const kind = kindOf(control);
  const entry = { name: control.name, kind };
  if (kind === "tick") {
    return { ...entry, option: control.value, value: isServed ? control.defaultChecked : control.checked };
  }
  if (kind === "file") return { ...entry, value: isServed ? [] : [...control.files].map((file) => file.name) };
  if (kind === "choice") {
    const options = chosenOptions(control, isServed);
    return { ...entry, value: options.map(({ value }) => value), labels: options.map(({ text }) => text) };
  }
  // Scripts count inline rows in hidden inputs, which have no default value of their own.
  return { ...entry, value: isServed && kind === "text" ? control.defaultValue : control.value };
}

export const stateOf = (form) => controlsOf(form).map((control) => entryOf(control));
export const servedStateOf = (form) => controlsOf(form).map((control) => entryOf(control, true));

const comparable = (entries) => JSON.stringify(entries.map(({ name, option, value }) => [name, option, value]));
export const isSame = (some, others) => comparable(some) === comparable(others);

// What somebody has changed: the entries that differ from the saved ones. Files are not kept, so they don't count. The
// server removes spaces at the ends, so they don't count either.
export function changesIn(entries, saved) {
  const values = new Map(saved.map((entry) => [keyOf(entry), plain(entry)]));
  const isText = ({ kind }) => kind !== "hidden" && kind !== "file";
  return entries.filter((entry) => isText(entry) && values.get(keyOf(entry)) !== plain(entry));
}

const plain = ({ value }) => JSON.stringify(typeof value === "string" ? value.replace(/\r\n?/g, "\n").trim() : value);

export const keyOf = ({ name, option = "" }) => `${name} ${option}`;
export const valuesOf = (entries) => new Map(entries.map((entry) => [keyOf(entry), JSON.stringify(entry.value)]));

// Forms that somebody writes in. They have an id, by which their text is found again. Forms with nothing but buttons,
// choices or passwords need none, and a draft saves and keeps its text itself. `data-sent-once`: the answer shows what was
// made, so the form has to be sent by the browser.
export const formsToWriteIn = () =>
  [...document.forms].filter(
    (form) =>
      form.id && form.getAttribute("method") === "post" && !form.matches("draft-editor form, [data-sent-once], [data-kept-elsewhere]") &&
      controlsOf(form).some((one) => kindOf(one) !== "hidden"),
  );
