// <writing-hints>: what the house style, the typography and the alphabet of an edition want otherwise, and names that it
// has printed otherwise. Each hint is underlined in the text and listed with its reason; one key applies the next one.
import { crel, pm } from "django-prose-editor/editor";
import { actOf, codeOf, onKeys } from "../key-list.js";
import { HintsOfBlocks } from "./blocks.js";
import { HouseStyle } from "./house-style.js";
import { repairedRow, rowOf, typographyRow } from "./hint-rows.js";
import { Ignored } from "./ignored.js";
import { OwnLinks } from "./links.js";
import { mixedWords } from "./look-alikes.js";
import { Names } from "./names.js";
import { repairLookAlikes } from "./repairs.js";
import { runsIn } from "./runs.js";
import "./stories-about.js";
import { replaceWords, sayTyped } from "../writing/searching.js";
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

// The editor would make words superscript with `Ctrl .`. The key goes on to the page, which applies a hint.
const keysOfHints = () => new Plugin({
  props: { handleKeyDown: (_view, event) => ["fix-hint", "next-hint"].includes(actOf(codeOf(event))) },
});

const isSame = (one, other) => ["kind", "field", "text", "replacement"].every((name) => one[name] === other[name]);

export class WritingHints extends HTMLElement {
  // `fields` are looked at before the editor. The hints of the house style come when its rules have arrived.
  async watch({ editor, fields, form, words, language }) {
    Object.assign(this, { editor, fields, words, language, repaired: [], rules: new HouseStyle([]) });
    const { ownStoriesUrl, namesUrl } = form.closest("[data-own-stories-url]").dataset;
    this.links = new OwnLinks(ownStoriesUrl, () => this.show());
    this.names = new Names(namesUrl, () => this.show());
    this.runs = new HintsOfBlocks(runsIn);
    this.ignored = new Ignored(namesUrl);
    this.lookAlikes = JSON.parse(this.dataset.lookAlikes);
    this.ownerDocument.querySelector("[data-part=hints]").append((this.link = crel("a", { href: "#hints" })));
    editor.registerPlugin(underlines());
    editor.registerPlugin(keysOfHints(), (own, plugins) => [own, ...plugins]);
    repairLookAlikes(editor, this.lookAlikes, (repaired) => this.tellRepaired(repaired));
    editor.on("update", () => this.later());
    editor.on("selectionUpdate", () => this.names.isWaiting && this.later());
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
    const names = this.names.hintsIn([...this.runsOfFields(), ...this.runs.in(doc)], (run) => this.isTyped(run));
    const inText = [...this.links.hintsIn(doc), ...this.blocks.in(doc), ...names.filter(({ field }) => !field)];
    inText.sort((one, other) => one.from - other.from);
    return [...inFields, ...names.filter(({ field }) => field), ...inText].filter((hint) => !this.ignored.has(hint));
  }

  runsOfFields() {
    return this.fields.flatMap((field) => {
      const { value } = field;
      return runsIn(value).map((run) => ({ ...run, field, text: value.slice(run.from, run.to) }));
    });
  }

  // Whether the caret is in a run.
  isTyped({ field, from, to }) {
    if (!field) return this.editor.isFocused && this.caret >= from && this.caret <= to;
    return document.activeElement === field && field.selectionStart >= from && field.selectionStart <= to;
  }

  get caret() {
    return this.editor.state.selection.from;
  }

  // Showing

  show() {
    const hints = this.all();
    const [small, listed] = [hints.filter(({ kind }) => kind === "typography"), hints.filter(({ kind }) => kind !== "typography")];
    this.underline(listed);
    const rows = listed.slice(0, MOST_LISTED).map((hint) => rowOf(hint, this));
    if (small.length) rows.push(typographyRow(small, this));
    if (this.repaired.length) rows.push(repairedRow(this));
    this.replaceChildren(rows.length ? crel("ul", { className: "hint-list" }, rows) : this.words.none);
    this.link.hidden = !hints.length;
    this.link.textContent = hints.length ? this.words.hints.replace("{count}", hints.length) : "";
    this.parentElement.querySelector("stories-about").show([...this.names.stories.values()], this);
  }

  underline(hints) {
    const { state, view } = this.editor;
    const marks = hints
      .filter(({ field }) => !field)
      .map(({ from, to, kind }) => Decoration.inline(from, to, { "data-hint": kind }));
    view.dispatch(state.tr.setMeta(key, DecorationSet.create(state.doc, marks)).setMeta("addToHistory", false));
  }

  tellRepaired(repaired) {
    this.repaired = [...new Set([...this.repaired, ...repaired.map(({ replacement }) => replacement)])];
    this.later();
  }

  // Acting

  // The hint after the caret, or the first one of the story.
  next() {
    const hints = this.all().filter(({ kind }) => kind !== "typography");
    return hints.find((hint) => !hint.field && hint.to >= this.caret) ?? hints[0];
  }

  fixNext() {
    const hints = this.all();
    const fixable = hints.filter(({ kind, replacement }) => kind !== "typography" && replacement);
    const next = fixable.find((hint) => !hint.field && hint.to >= this.caret) ?? fixable[0];
    this.fix(next ? [next] : hints.filter(({ kind }) => kind === "typography"));
  }

  ignore(hint) {
    this.ignored.add(hint);
    this.show();
    this.querySelector("button")?.focus();
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
      if (field) field.setRangeText(replacement, from, to, "end");
      else replaceWords(tr, { from, to }, replacement);
    }
    sayTyped(still);
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
