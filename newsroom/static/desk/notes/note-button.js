// A small button beside selected words that writes a note on them; in words with a note, it leads to that. It stands in
// the margin of the line; on a phone below the words.
import { crel } from "django-prose-editor/editor";

export class NoteButton {
  // `write` and `go` are what it does: go(pk) leads to a note. `noteAt(pos)` is the id of the note there.
  constructor(editor, fields, { words, write, go, noteAt }) {
    Object.assign(this, { editor, fields, words, noteAt });
    this.button = crel("button", { type: "button", className: "btn note-button", hidden: true });
    this.button.innerHTML = '<svg class="icon" aria-hidden="true"><use href="#shape-note"/></svg><span></span>';
    this.button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
    this.button.addEventListener("click", () => {
      this.show(); // the selection may be newer
      return this.note ? go(this.note) : write();
    });
    this.sheet = editor.view.dom.closest(".sheet-measure");
    this.sheet.append(this.button);
    for (const name of ["selectionUpdate", "focus", "blur"]) editor.on(name, () => this.showSoon());
    for (const field of fields) for (const name of ["select", "blur"]) field.addEventListener(name, () => this.showSoon());
    document.addEventListener("selectionchange", () => fields.includes(document.activeElement) && this.showSoon());
  }

  // Once a frame: it needs the layout of the page.
  showSoon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.show();
    });
  }

  show() {
    const field = this.fields.find((one) => one === document.activeElement);
    const place = field ? this.inField(field) : this.inText();
    this.button.hidden = !place;
    if (!place) return;
    this.button.lastChild.textContent = this.note ? this.words.go : this.words.add;
    this.button.title = this.note ? this.words.go : this.words.add_label;
    this.button.setAttribute("aria-label", this.button.title);
    this.moveTo(place);
  }

  inField(field) {
    this.note = undefined;
    if (field.selectionStart === field.selectionEnd) return null;
    return field.getBoundingClientRect();
  }

  inText() {
    const { isFocused, state: { selection }, view } = this.editor;
    this.note = selection.empty ? this.noteAt(selection.from) : undefined;
    if (!isFocused || (selection.empty && !this.note)) return null;
    return view.coordsAtPos(selection.to, -1);
  }

  moveTo({ left, right, top, bottom }) {
    const sheet = this.sheet.getBoundingClientRect();
    const isRtl = getComputedStyle(this.sheet).direction === "rtl";
    const start = isRtl ? sheet.right - right : left - sheet.left;
    const most = Math.max(0, sheet.width - this.button.offsetWidth);
    const places = { top: top - sheet.top, bottom: bottom - sheet.top, start: Math.min(Math.max(0, start), most) };
    for (const [name, at] of Object.entries(places)) this.button.style.setProperty(`--${name}`, `${at}px`);
  }
}
