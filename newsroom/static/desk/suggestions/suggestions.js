// «Suggest»: while it is on, what somebody changes in the text waits until it is accepted or refused. Only drafts have
// suggestions. docs/decisions/suggestions.md says what becomes one.
import { Extension, pm } from "django-prose-editor/editor";
import { newId } from "../block-ids.js";
import { isSuggestChangesEnabled, suggestChangesKey } from "../vendor/prosemirror-suggest-changes/suggest-changes.js";
import { decide, decidedBlock, suggestionsIn } from "./deciding.js";
import { SuggestionBar } from "./bar.js";
import { BLOCK_ATTRIBUTES, Deletion, idOf, Insertion, Modification } from "./marks.js";
import { labelOf } from "./people.js";
import { instead, marksOfBlocks, suggestedBlocks } from "./tracking.js";

const { Plugin, TextSelection } = pm.state;
const { Decoration, DecorationSet } = pm.view;
const { Fragment, Slice } = pm.model;

// The suggestion at the caret, or the first one in the selection.
export function suggestionAt({ doc, selection: { from, to } }) {
  return suggestionsIn(doc).find((one) => one.from <= to && from <= one.to && (one.node ? from > one.from || to > from : true));
}

const isOn = isSuggestChangesEnabled;

export function toggle({ state, view }) {
  view.dispatch(state.tr.setMeta(suggestChangesKey, { enabled: !isOn(state) }).setMeta("addToHistory", false));
}

export function decideAll(editor, isAccepted) {
  editor.view.dispatch(pm.history.closeHistory(decide(editor.state, null, isAccepted)).scrollIntoView());
}

// Decides the suggestion at the caret, and goes on to the next one. Without one there, only goes.
export function decideHere(editor, isAccepted) {
  const here = suggestionAt(editor.state);
  if (!here) return goToNext(editor);
  const { view } = editor;
  view.dispatch(pm.history.closeHistory(decide(editor.state, new Set([idOf(here.mark)]), isAccepted)));
  goToNext(editor);
  return true;
}

function goToNext({ state, view }) {
  const all = suggestionsIn(state.doc);
  const next = all.find(({ to }) => to >= state.selection.from) ?? all[0];
  if (!next) return false;
  const selection = TextSelection.near(state.doc.resolve(next.node ? next.from + 1 : next.from));
  view.dispatch(state.tr.setSelection(selection).scrollIntoView());
  return true;
}

// What is pasted is as it would be if its suggestions were accepted: it is new words, wherever it comes from.
function accepted(slice) {
  const nodes = slice.content.content.map((node) => (node.isInline ? node : decidedBlock(node, true))).filter(Boolean);
  const words = nodes.filter(({ marks }) => !marks.some(({ type }) => type.name === "deletion"));
  const bare = words.map((node) => node.mark(node.marks.filter(({ type }) => type.name !== "insertion")));
  const isWhole = bare.length === slice.content.childCount;
  return new Slice(Fragment.fromArray(bare), isWhole ? slice.openStart : 0, isWhole ? slice.openEnd : 0);
}

// Who has suggested what, over the words. The suggestion at the caret stands out.
function decorations(state, words) {
  const here = suggestionAt(state)?.mark;
  const found = suggestionsIn(state.doc).map(({ from, to, mark, kind, node }) => {
    const attributes = { title: labelOf(mark, kind, words), ...(mark === here && { "data-here": "" }) };
    if (!node) return Decoration.inline(from, to, attributes);
    return Decoration.node(from, to, { ...attributes, [`data-${kind}`]: mark });
  });
  return DecorationSet.create(state.doc, found);
}

// A removed word stays in sight, so the keys that remove words go over it.
function skipRemoved(view, { key }) {
  const { doc, selection, tr } = view.state;
  if (!["Backspace", "Delete"].includes(key) || !selection.empty) return;
  const isBack = key === "Backspace";
  let { pos } = selection.$from;
  const next = () => (isBack ? doc.resolve(pos).nodeBefore : doc.resolve(pos).nodeAfter);
  for (let node = next(); node?.marks.some(({ type }) => type.name === "deletion"); node = next()) {
    pos += isBack ? -node.nodeSize : node.nodeSize;
  }
  if (pos !== selection.from) view.dispatch(tr.setSelection(TextSelection.create(doc, pos)));
}

export const Suggestions = Extension.create({
  name: "suggestions",
  priority: 1, // after those that change what others did

  addOptions() {
    return { words: {} };
  },

  addExtensions() {
    return [Insertion, Deletion, Modification];
  },

  addGlobalAttributes() {
    const isBlock = ({ type, config }) => type === "node" && String(config.group).split(" ").includes("block");
    return [{ types: this.extensions.filter(isBlock).map(({ name }) => name), attributes: BLOCK_ATTRIBUTES }];
  },

  addStorage() {
    return { bar: null };
  },

  onCreate() {
    this.storage.bar = new SuggestionBar(this.editor, this.options.words, { toggle, decideAll, decideHere, isOn });
  },

  dispatchTransaction({ transaction, next }) {
    const { bar } = this.storage;
    const tr = bar ? instead(this.editor.state, transaction, newMark(this.editor), () => bar.sayRemoved()) : transaction;
    if (tr) next(tr);
  },

  addProseMirrorPlugins() {
    const { editor, options } = this;
    const tracking = new Plugin({
      key: suggestChangesKey,
      state: { init: () => ({ enabled: false }), apply: (tr, value) => ({ ...value, ...tr.getMeta(suggestChangesKey) }) },
      appendTransaction: (transactions, before, after) =>
        suggestedBlocks(transactions, before, after, newMark(editor)) ?? marksOfBlocks(after),
      props: {
        decorations: (state) => decorations(state, options.words),
        handleKeyDown: (view, event) => void skipRemoved(view, event),
        handleDOMEvents: { beforeinput: typeOver },
        transformPasted: accepted,
      },
    });
    return [tracking];
  },
});

// A browser that typed over selected words itself would leave the caret before the new ones, because the old ones stay.
function typeOver(view, event) {
  const isTyped = event.inputType === "insertText" && event.data && !view.composing;
  if (!isTyped || !isOn(view.state) || view.state.selection.empty) return false;
  event.preventDefault();
  view.dispatch(view.state.tr.insertText(event.data).scrollIntoView());
  return true;
}

const newMark = (editor) => () => {
  const { user } = editor.options.element.closest("draft-editor").dataset;
  return `${newId()}-${user}-${Math.floor(Date.now() / 1000)}`;
};
