// The bar between the tools and the text: whether changes are suggestions, how many wait, and what can be done with them.
import { crel } from "django-prose-editor/editor";
import { onKeys } from "../key-list.js";
import { idOf } from "./marks.js";
import { suggestionsIn } from "./deciding.js";

const shape = (name) => `<svg class="icon" aria-hidden="true"><use href="#shape-${name}"/></svg>`;

export class SuggestionBar {
  constructor(editor, words, acts) {
    Object.assign(this, { editor, words, acts });
    this.toggle = crel("button", { type: "button", className: "suggest-toggle" });
    this.toggle.addEventListener("click", () => this.switch());
    this.count = crel("span", { className: "suggestion-count" });
    this.note = crel("span", { className: "suggestion-note", role: "status" });
    this.buttons = crel("span", { className: "suggestion-buttons" }, [
      this.button("accept", "passes", () => acts.decideHere(editor, true)),
      this.button("refuse", "close", () => acts.decideHere(editor, false)),
      this.button("accept_all", "passes", () => acts.decideAll(editor, true)),
      this.button("refuse_all", "close", () => acts.decideAll(editor, false)),
    ]);
    this.element = crel("div", { className: "suggestion-bar" }, [this.toggle, this.count, this.buttons, this.note]);
    editor.view.dom.before(this.element);
    document.getElementById("suggestions")?.remove(); // the list for pages without scripts
    onKeys(document, {
      suggest: () => this.switch(),
      "accept-suggestion": () => this.decide(true),
      "refuse-suggestion": () => this.decide(false),
    });
    editor.on("transaction", () => this.show());
    this.show();
  }

  button(word, icon, act) {
    const button = crel("button", { type: "button" });
    button.innerHTML = shape(icon);
    button.append(crel("span", { textContent: this.words[word] }));
    button.addEventListener("click", () => (act(), this.editor.view.focus()));
    return button;
  }

  // In other fields, the keys are not for the text.
  decide(isAccepted) {
    if (!this.editor.isFocused) return false;
    if (!this.acts.decideHere(this.editor, isAccepted)) this.say(this.words.nothing);
    return true;
  }

  switch() {
    this.acts.toggle(this.editor);
    this.editor.view.focus();
  }

  show() {
    const { state } = this.editor;
    const isOn = this.acts.isOn(state);
    const waiting = new Set(suggestionsIn(state.doc).map(({ mark }) => idOf(mark))).size;
    if (isOn === this.isOn && waiting === this.waiting) return;
    Object.assign(this, { isOn, waiting });
    this.toggle.setAttribute("aria-pressed", isOn);
    this.toggle.innerHTML = shape(isOn ? "ready" : "draft");
    this.toggle.append(crel("span", { textContent: this.words.suggest }));
    this.toggle.title = isOn ? this.words.on : this.words.off;
    this.element.toggleAttribute("data-on", isOn);
    this.say(isOn ? this.words.on : "");
    this.count.textContent = waiting ? this.words.count.replace("{count}", waiting) : "";
    this.buttons.hidden = !waiting;
  }

  say(text) {
    this.note.textContent = text;
  }

  sayRemoved() {
    this.say(this.words.is_removed);
    return null;
  }
}
