// The words of a node, in fields within the text: description, caption, credit.
import { crel, pm } from "django-prose-editor/editor";
import { onKeys } from "../key-list.js";

const LONGEST = { alt: 300, caption: 500, credit: 200 }; // newsroom/content/nodes.py
const PAUSE = 1_000; // milliseconds without typing, after which undo stops
let session = -1; // of typing into one field: it is one step of undo

// As the server writes them: a blank at the end stays in the field while somebody types on.
const oneLine = (text) => text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");

export class WordFields {
  // `names` are those of the words that the node may have.
  constructor({ names, editor, getPos, words }) {
    Object.assign(this, { editor, getPos, typedAt: 0 });
    this.fields = Object.fromEntries(names.map((name) => [name, this.field(name)]));
    const named = (name) => crel("label", {}, [crel("span", { textContent: words[name] }), this.fields[name]]);
    this.element = crel("div", { className: "node-fields" }, names.map(named));
  }

  field(name) {
    const { lang, dir } = this.editor.options.element.querySelector("textarea");
    const input = crel("input", { type: "text", lang, dir, maxLength: LONGEST[name], autocomplete: "off" });
    input.dataset.name = name;
    input.addEventListener("focus", () => (this.typedAt = 0));
    input.addEventListener("input", () => this.write(name, oneLine(input.value)));
    input.addEventListener("keydown", (event) => this.onKey(event));
    onKeys(input, { undo: () => this.editor.commands.undo(), redo: () => this.editor.commands.redo() });
    return input;
  }

  // What is typed without a pause is one step of undo, as in a paragraph. The history joins changes of one composition.
  write(name, text) {
    const { state, view } = this.editor;
    const now = performance.now();
    if (now - this.typedAt > PAUSE) session -= 1;
    this.typedAt = now;
    view.dispatch(state.tr.setNodeAttribute(this.getPos(), name, text || null).setMeta("composition", session));
  }

  // Enter would send the form. The keys that move and remove blocks work while the node is selected.
  onKey(event) {
    const acts = { Enter: () => this.goOn(event.target), Escape: () => this.select() };
    if (event.isComposing || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }

  goOn(field) {
    const all = [...this.editor.view.dom.querySelectorAll(".node-fields input")];
    all[all.indexOf(field) + 1]?.focus();
  }

  select() {
    const { view, commands } = this.editor;
    view.dispatch(view.state.tr.setSelection(pm.state.NodeSelection.create(view.state.doc, this.getPos())));
    commands.focus();
  }

  // `attrs` are those of the node, `ofDesk` the words of the photo desk. Empty words are possible: then the node has none,
  // though the photo desk has some.
  show(attrs, ofDesk) {
    for (const [name, input] of Object.entries(this.fields)) {
      const text = attrs[name] ?? "";
      if (oneLine(input.value) !== text) input.value = text;
      input.placeholder = attrs[name] === "" ? "" : (ofDesk?.[name] ?? "");
    }
  }

  has(name) {
    return Boolean(this.fields[name].value || this.fields[name].placeholder);
  }
}
