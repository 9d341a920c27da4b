// The dialog for a new note on selected words. It has a copy of the form that stands among the notes.
import { crel } from "django-prose-editor/editor";

function copyOf(form) {
  const copy = form.cloneNode(true);
  for (const element of copy.querySelectorAll("[id]")) element.id += "_dialog";
  for (const label of copy.querySelectorAll("label")) label.htmlFor += "_dialog";
  return copy;
}

// `about` is {part, quotation, before}. `send` gets the values and returns what went wrong; nothing if it was sent.
export function openNoteDialog(form, about, { title, send, closed }) {
  const fields = copyOf(form);
  const [quoted, place, failure] = [".note-quoted", ".note-place", ".errornote"].map((name) => fields.querySelector(name));
  const text = fields.querySelector("[name=note_text]");
  quoted.textContent = about.quotation;
  quoted.hidden = !about.quotation;
  place.querySelector("select").value = about.part;
  if (about.quotation) place.remove();
  const dialog = crel("dialog", { className: "note-dialog", "aria-label": title }, [fields]);
  const submit = async (event) => {
    event.preventDefault();
    if (dialog.isSending) return;
    dialog.isSending = true;
    const chosen = fields.querySelector("[name=note_part]")?.value ?? about.part;
    const note_to = fields.querySelector("[name=note_to]").value;
    const { quotation: note_quotation, before: note_before } = about;
    const failed = await send({ note_part: chosen, note_quotation, note_before, note_text: text.value, note_to });
    dialog.isSending = false;
    failure.textContent = failed ?? "";
    failure.hidden = !failed;
    if (!failed) dialog.close();
  };
  for (const name of ["input", "keydown", "change"]) dialog.addEventListener(name, (event) => event.stopPropagation());
  const button = fields.querySelector("[name=note_act]");
  button.classList.add("btn-default");
  button.addEventListener("click", submit);
  const close = fields.querySelector("[data-closes-note]");
  close.hidden = false;
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed();
  });
  document.body.append(dialog);
  dialog.showModal();
  text.focus();
}
