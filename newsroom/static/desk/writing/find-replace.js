// <find-replace>: finds and replaces words in the headline, the lead and the text of an edition. Ctrl F opens it.
import { crel, pm } from "django-prose-editor/editor";
import { placesOf, rangesIn, replaceWords, sayTyped } from "./searching.js";

const { Decoration, DecorationSet } = pm.view;
const { Plugin, PluginKey, TextSelection } = pm.state;
const key = new PluginKey("foundWords");

function highlighter(panel) {
  const mark = ({ from, to }, index) =>
    Decoration.inline(from, to, { "data-found": index === panel.current ? "current" : "" });
  return new Plugin({
    key,
    props: {
      decorations: ({ doc }) => {
        if (panel.hidden || !panel.words) return DecorationSet.empty;
        const before = panel.inFields().length;
        return DecorationSet.create(doc, rangesIn(doc, panel.words).map((range, index) => mark(range, before + index)));
      },
    },
  });
}

const iconOf = (shape) => `<svg class="icon" aria-hidden="true"><use href="#shape-${shape}"/></svg>`;

// `text` in the letter case of what it replaces: somebody who looks for «аким» means «Аким» and «АКИМ», too. `words` are
// what was looked for. With a capital letter in them, the case is as it was typed.
function inCaseOf(found, text, words) {
  const [first, ...others] = text;
  if (!text || words !== words.toLowerCase() || found === found.toLowerCase()) return text;
  if (found.length > 1 && found === found.toUpperCase()) return text.toUpperCase();
  return found[0] === found[0].toLowerCase() ? text : first.toUpperCase() + others.join("");
}

export class FindReplace extends HTMLElement {
  // `fields` are searched before the editor.
  open({ editor, fields, words: labels }) {
    if (!this.editor) this.build({ editor, fields, labels });
    this.hidden = false;
    const { from, to } = editor.state.selection;
    const selected = editor.isFocused ? editor.state.doc.textBetween(from, to, " ") : "";
    if (selected) this.input.value = selected;
    this.input.focus();
    this.input.select();
    this.search(this.placeOfSelection());
  }

  build({ editor, fields, labels }) {
    Object.assign(this, { editor, fields, labels, current: -1 });
    this.setAttribute("role", "search");
    this.setAttribute("aria-label", labels.find);
    this.input = this.field(labels.find);
    this.replacement = this.field(labels.replace_with);
    this.count = crel("output", { role: "status" });
    this.append(
      this.input.parentElement,
      this.count,
      this.button(labels.previous, () => this.go(-1), "up"),
      this.button(labels.next, () => this.go(1), "down"),
      this.replacement.parentElement,
      this.button(labels.replace, () => this.replace()),
      this.button(labels.replace_all, () => this.replaceAll()),
      this.button(labels.close, () => this.close(), "close"),
    );
    this.input.addEventListener("input", (event) => (event.stopPropagation(), this.search(this.placeOfSelection())));
    this.replacement.addEventListener("input", (event) => event.stopPropagation());
    this.addEventListener("keydown", (event) => this.onKey(event));
    editor.registerPlugin(highlighter(this));
    editor.on("update", () => this.hidden || this.search(this.current));
  }

  field(label) {
    const input = crel("input", { type: "text", autocomplete: "off", placeholder: label });
    crel("label", {}, [crel("span", { textContent: label }), " ", input]);
    return input;
  }

  // On a phone, a button with a shape shows it instead of its words.
  button(label, act, shape = "") {
    const button = crel("button", { type: "button" }, [crel("span", { textContent: label })]);
    if (shape) {
      button.dataset.shape = shape;
      button.insertAdjacentHTML("beforeend", iconOf(shape));
    }
    button.addEventListener("click", act);
    return button;
  }

  onKey(event) {
    const inField = event.target === this.input || event.target === this.replacement;
    if (event.key === "Escape") this.close();
    else if (event.key !== "Enter" || !inField) return;
    else if (event.target === this.replacement) this.replace();
    else this.go(event.shiftKey ? -1 : 1);
    event.preventDefault();
    event.stopPropagation();
  }

  get words() {
    return this.input.value;
  }

  inFields() {
    return this.fields.flatMap((field) =>
      placesOf(this.words, field.value).map((from) => ({ field, from, to: from + this.words.length })),
    );
  }

  occurrences() {
    return [...this.inFields(), ...rangesIn(this.editor.state.doc, this.words)];
  }

  placeOfSelection() {
    const { from } = this.editor.state.selection;
    return Math.max(0, this.occurrences().findIndex((match) => !match.field && match.from >= from));
  }

  search(current) {
    const { length } = this.occurrences();
    this.current = length ? Math.min(Math.max(current, 0), length - 1) : -1;
    this.show();
  }

  go(step) {
    const { length } = this.occurrences();
    if (length) this.current = (this.current + step + length) % length;
    this.show();
    this.reveal();
  }

  show() {
    const { length } = this.occurrences();
    const text = length ? this.labels.found : this.labels.nothing;
    this.count.value = this.words ? text.replace("{number}", this.current + 1).replace("{count}", length) : "";
    const { field } = this.occurrences()[this.current] ?? {};
    for (const other of this.fields) other.toggleAttribute("data-found", other === field && !this.hidden);
    this.editor.view.dispatch(this.editor.state.tr.setMeta(key, true).setMeta("addToHistory", false));
  }

  reveal() {
    const match = this.occurrences()[this.current];
    if (match?.field) {
      match.field.setSelectionRange(match.from, match.to);
      match.field.scrollIntoView({ block: "nearest" });
    } else if (match) {
      const { state, view } = this.editor;
      view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, match.from, match.to)));
      view.dom.querySelector("[data-found=current]")?.scrollIntoView({ block: "center" });
    }
  }

  replace() {
    const match = this.occurrences()[this.current];
    if (!match) return;
    this.replaceEach([match]);
    this.search(this.current + this.occurrencesIn(this.replacement.value));
    this.reveal();
  }

  // How often the replacement has the words itself, as in «Астана» → «город Астана»: these are not the next ones.
  occurrencesIn(text) {
    return placesOf(this.words, text).length;
  }

  replaceAll() {
    const matches = this.occurrences();
    this.replaceEach(matches);
    this.search(0);
    this.count.value = this.labels.replaced.replace("{count}", matches.length);
  }

  // From the last to the first, so that the earlier places stay right. In the editor it is one step to undo.
  replaceEach(matches) {
    const { tr } = this.editor.state;
    const source = ({ field, from, to, text }) => (field ? field.value.slice(from, to) : text);
    for (const match of matches.toReversed()) {
      const { field, from, to } = match;
      const text = inCaseOf(source(match), this.replacement.value, this.words);
      if (field) field.setRangeText(text, from, to, "end");
      else replaceWords(tr, match, text);
    }
    sayTyped(matches);
    if (tr.docChanged) this.editor.view.dispatch(tr);
  }

  close() {
    this.hidden = true;
    this.show();
    this.editor.commands.focus();
  }
}

customElements.define("find-replace", FindReplace);
