// <writing-hints>: what the house style, the typography and the alphabet of an edition want otherwise. Each hint is
// underlined in the text and listed with its reason; one key applies the next one.
import { crel, pm } from "django-prose-editor/editor";
import { onKeys } from "../key-list.js";
import { HintsOfBlocks } from "./blocks.js";
import { HouseStyle } from "./house-style.js";
import { OwnLinks } from "./links.js";
import { mixedWords } from "./look-alikes.js";
import { repairLookAlikes } from "./repairs.js";
import { typographyOf } from "./typography.js";

const { Decoration, DecorationSet } = pm.view;
const { Plugin, PluginKey, TextSelection } = pm.state;
const DELAY = 400; // milliseconds after typing
const MOST_LISTED = 50;
const key = new PluginKey("hints");

function underlines() {
  const apply = (tr, marks) => tr.getMeta(key) ?? marks.map(tr.mapping, tr.doc);
  const state = { init: () => DecorationSet.empty, apply };
  return new Plugin({ key, state, props: { decorations: (now) => key.getState(now) } });
}

const isSame = (one, other) => ["kind", "field", "text", "replacement"].every((name) => one[name] === other[name]);

export class WritingHints extends HTMLElement {
  // `fields` are looked at before the editor. The hints of the house style come when its rules have arrived.
  async watch({ editor, fields, form, words, language }) {
    Object.assign(this, { editor, fields, words, language, repaired: [], rules: new HouseStyle([]) });
    this.links = new OwnLinks(form.closest("[data-own-stories-url]").dataset.ownStoriesUrl, () => this.show());
    this.lookAlikes = JSON.parse(this.dataset.lookAlikes);
    this.ownerDocument.querySelector("[data-part=hints]").append((this.link = crel("a", { href: "#hints" })));
    editor.registerPlugin(underlines());
    repairLookAlikes(editor, this.lookAlikes, (repaired) => this.tellRepaired(repaired));
    editor.on("update", () => this.later());
    form.addEventListener("input", () => this.later());
    onKeys(document, { "fix-hint": () => this.fixNext(), "next-hint": () => this.go(this.next()) });
    this.forget();
    this.rules = new HouseStyle(await this.fetchRules());
    this.forget();
  }

  // A page without the rules is of use, too: the others are there.
  async fetchRules() {
    const answer = await fetch(this.dataset.rules).catch(() => null);
    return answer?.ok && answer.headers.get("content-type") === "application/json" ? (await answer.json()).rules : [];
  }

  forget() {
    this.blocks = new HintsOfBlocks((text) => this.hintsIn(text));
    this.show();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), DELAY);
  }

  hintsIn(text) {
    const kinds = [
      ["style", this.rules.find(text)],
      ["letters", mixedWords(text, this.lookAlikes)],
      ["typography", typographyOf(text, this.language)],
    ];
    return kinds.flatMap(([kind, found]) => found.map((hint) => ({ kind, ...hint })));
  }

  all() {
    const inFields = this.fields.flatMap((field) => {
      const { value } = field;
      return this.hintsIn(value).map((hint) => ({ ...hint, field, text: value.slice(hint.from, hint.to) }));
    });
    const { doc } = this.editor.state;
    return [...inFields, ...this.links.hintsIn(doc), ...this.blocks.in(doc)];
  }

  // Showing

  show() {
    const hints = this.all();
    const [small, listed] = [hints.filter(({ kind }) => kind === "typography"), hints.filter(({ kind }) => kind !== "typography")];
    this.underline(listed);
    const rows = listed.slice(0, MOST_LISTED).map((hint) => this.row(hint));
    if (small.length) rows.push(this.typographyRow(small));
    if (this.repaired.length) rows.push(this.repairedRow());
    this.replaceChildren(rows.length ? crel("ul", { className: "hint-list" }, rows) : this.words.none);
    this.link.hidden = !hints.length;
    this.link.textContent = hints.length ? this.words.hints.replace("{count}", hints.length) : "";
  }

  underline(hints) {
    const { state, view } = this.editor;
    const marks = hints
      .filter(({ field }) => !field)
      .map(({ from, to, kind }) => Decoration.inline(from, to, { "data-hint": kind }));
    view.dispatch(state.tr.setMeta(key, DecorationSet.create(state.doc, marks)).setMeta("addToHistory", false));
  }

  row(hint) {
    const { text, replacement } = hint;
    const change = replacement ? [crel("del", {}, [text]), " ", crel("ins", {}, [replacement])] : [text];
    const words = crel("button", { type: "button", className: "hint-words", lang: this.language }, change);
    words.addEventListener("click", () => this.go(hint));
    const row = crel("li", {}, [words, crel("p", {}, [hint.reason ?? this.words[hint.kind]])]);
    if (replacement) row.append(this.button(this.words.fix, () => this.fix([hint])));
    return row;
  }

  typographyRow(hints) {
    const words = crel("p", {}, [this.words.typography.replace("{count}", hints.length)]);
    return crel("li", {}, [words, this.button(this.words.fix_all, () => this.fix(hints))]);
  }

  repairedRow() {
    const words = crel("span", { lang: this.language }, [this.repaired.join(", ")]);
    return crel("li", {}, [crel("p", {}, [this.words.repaired, " ", words])]);
  }

  button(label, act) {
    const button = crel("button", { type: "button", className: "btn", textContent: label });
    button.addEventListener("click", act);
    return button;
  }

  tellRepaired(repaired) {
    this.repaired = [...new Set([...this.repaired, ...repaired.map(({ replacement }) => replacement)])];
    this.later();
  }

  // Acting

  // The hint after the caret, or the first one of the story.
  next() {
    const hints = this.all().filter(({ kind }) => kind !== "typography");
    const { from } = this.editor.state.selection;
    return hints.find((hint) => !hint.field && hint.to >= from) ?? hints[0];
  }

  fixNext() {
    const hints = this.all();
    const { from } = this.editor.state.selection;
    const fixable = hints.filter(({ kind, replacement }) => kind !== "typography" && replacement);
    const next = fixable.find((hint) => !hint.field && hint.to >= from) ?? fixable[0];
    this.fix(next ? [next] : hints.filter(({ kind }) => kind === "typography"));
  }

  go(hint) {
    if (!hint) return;
    if (hint.field) {
      hint.field.focus();
      hint.field.setSelectionRange(hint.from, hint.to);
      return;
    }
    const { state, view } = this.editor;
    const [from, to] = [hint.from, hint.to].map((pos) => Math.min(pos, state.doc.content.size));
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)).scrollIntoView());
    view.focus();
  }

  // Colleagues may have changed the text since a hint was listed, so it is looked for again. In the editor it is one
  // step to undo.
  fix(hints) {
    const now = this.all();
    const still = hints.map((hint) => this.nearest(now, hint)).filter(Boolean);
    const { tr } = this.editor.state;
    for (const { field, from, to, replacement } of still.toReversed()) {
      if (!field) tr.insertText(replacement, from, to);
      else {
        field.setRangeText(replacement, from, to, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
    if (tr.docChanged) this.editor.view.dispatch(tr);
    this.show();
  }

  nearest(hints, wanted) {
    const same = hints.filter((hint) => isSame(hint, wanted));
    const distance = ({ from }) => Math.abs(from - wanted.from);
    return same.reduce((one, other) => (one && distance(one) <= distance(other) ? one : other), null);
  }
}

customElements.define("writing-hints", WritingHints);
