// A small button below selected words that writes a note on them; in words with a note, it leads to that.
import { crel } from "django-prose-editor/editor";

const GAP = 6; // pixels below the words

export class NoteButton {
  // `write` and `go` are what it does: go(pk) leads to a note. `noteAt(pos)` is the id of the note there.
  constructor(editor, fields, { words, write, go, noteAt }) {
    Object.assign(this, { editor, fields, words, noteAt });
    this.button = crel("button", { type: "button", className: "btn note-button", hidden: true });
    this.button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
    this.button.addEventListener("click", () => (this.note ? go(this.note) : write()));
    this.sheet = editor.view.dom.closest(".sheet-measure");
    this.sheet.append(this.button);
    for (const name of ["selectionUpdate", "focus", "blur"]) editor.on(name, () => this.show());
    for (const field of fields) for (const name of ["select", "blur"]) field.addEventListener(name, () => this.show());
    document.addEventListener("selectionchange", () => fields.includes(document.activeElement) && this.show());
  }

  show() {
    const field = this.fields.find((one) => one === document.activeElement);
    const place = field ? this.inField(field) : this.inText();
    this.button.hidden = !place;
    if (!place) return;
    this.button.textContent = this.note ? this.words.go : this.words.add;
    this.button.setAttribute("aria-label", this.note ? this.words.go : this.words.add_label);
    this.moveTo(place);
  }

  inField(field) {
    this.note = undefined;
    if (field.selectionStart === field.selectionEnd) return null;
    const { left, right, bottom } = field.getBoundingClientRect();
    return { left, right, bottom };
  }

  inText() {
    const { isFocused, state: { selection }, view } = this.editor;
    this.note = selection.empty ? this.noteAt(selection.from) : undefined;
    if (!isFocused || (selection.empty && !this.note)) return null;
    return view.coordsAtPos(selection.to, -1);
  }

  moveTo({ left, right, bottom }) {
    const sheet = this.sheet.getBoundingClientRect();
    const isRtl = getComputedStyle(this.sheet).direction === "rtl";
    const start = isRtl ? sheet.right - right : left - sheet.left;
    const most = Math.max(0, sheet.width - this.button.offsetWidth);
    this.button.style.insetBlockStart = `${bottom - sheet.top + GAP}px`;
    this.button.style.insetInlineStart = `${Math.min(Math.max(0, start), most)}px`;
  }
}
