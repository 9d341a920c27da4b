// What suggestions make of a text: accepted, they are carried out; refused, they never were. The server does the same
// (newsroom/content/suggestions.py). The commands of the library are not used: they also take a space away.
import { pm } from "django-prose-editor/editor";
import { suggestChangesKey } from "../vendor/prosemirror-suggest-changes/suggest-changes.js";
import { idOf } from "./marks.js";

const { Fragment } = pm.model;
export const OWN = { skip: true }; // said of a transaction: its changes are no suggestions

const markNamed = (node, name) => node.marks.find(({ type }) => type.name === name);
const wanted = (ids) => (mark) => Boolean(mark) && (!ids || ids.has(idOf(mark)));

// [the mark whose words stay, the mark whose words go] in words, and the same of blocks
const MARKS = { true: ["insertion", "deletion"], false: ["deletion", "insertion"] };
const ATTRIBUTES = { true: ["inserted", "deleted"], false: ["deleted", "inserted"] };

// Returns a block as it is with all suggestions accepted or refused; null if it is gone. Its id stays.
export function decidedBlock(block, isAccepted) {
  const [, goes] = ATTRIBUTES[isAccepted];
  if (block.attrs[goes]) return null;
  const words = withWordsDecided(block, isAccepted);
  const { inserted, deleted } = block.attrs;
  return inserted || deleted ? words.type.create(withoutSuggestion(words.attrs), words.content, words.marks) : words;
}

const withoutSuggestion = (attrs) => ({ ...attrs, inserted: null, deleted: null });

function withWordsDecided(node, isAccepted) {
  const [stays, goes] = MARKS[isAccepted];
  const children = [];
  let isSame = true;
  node.forEach((child) => {
    if (markNamed(child, goes)) return (isSame = false);
    const mark = markNamed(child, stays);
    const other = child.isInline ? (mark ? child.mark(mark.removeFromSet(child.marks)) : child) : withWordsDecided(child, isAccepted);
    isSame &&= other === child;
    return children.push(other);
  });
  return isSame ? node : node.copy(Fragment.fromArray(children));
}

// The words of a text as readers would get them: without what is only suggested.
export function textForReaders(doc) {
  const blocks = doc.content.content.map((block) => decidedBlock(block, false)).filter(Boolean);
  const text = doc.copy(Fragment.fromArray(blocks));
  return text.textBetween(0, text.content.size, "\n", "\n");
}

// {from, to, kind, mark} of the words, {pos, node, kind, mark} of the blocks; kind is "inserted" or "deleted".
export function suggestionsIn(doc) {
  const found = [];
  doc.forEach((block, start) => {
    for (const kind of ["inserted", "deleted"]) {
      if (block.attrs[kind]) found.push({ kind, mark: block.attrs[kind], from: start, to: start + block.nodeSize, node: block });
    }
    block.descendants((node, offset) => {
      if (!node.isInline) return true;
      const mark = markNamed(node, "insertion") ?? markNamed(node, "deletion");
      const from = start + 1 + offset;
      const kind = mark?.type.name === "insertion" ? "inserted" : "deleted";
      if (mark) found.push({ kind, mark: mark.attrs.id, from, to: from + node.nodeSize, type: mark.type });
      return false;
    });
  });
  return found;
}

// Whether there are suggestions in the block that has a position.
export function hasSuggestions(doc, pos) {
  const block = doc.resolve(pos).node(1) ?? doc.nodeAt(pos);
  return Boolean(block) && suggestionsIn({ forEach: (visit) => visit(block, 0) }).length > 0;
}

// A transaction that decides suggestions: those with the ids in a set, or all.
export function decide(state, ids, isAccepted) {
  const { tr } = state;
  const [, goes] = ATTRIBUTES[isAccepted];
  const isWanted = wanted(ids);
  // From the end, so that the places before stay right. A block comes before its words, and so is decided after them.
  for (const { kind, mark, from, to, node, type } of suggestionsIn(state.doc).toReversed()) {
    if (!isWanted(mark)) continue;
    if (!node) kind === goes ? tr.delete(from, to) : tr.removeMark(from, to, type);
    else if (kind === goes) removeBlock(tr, from);
    else tr.setNodeAttribute(from, kind, null);
  }
  return tr.setMeta(suggestChangesKey, OWN).setMeta("preventAutolink", true);
}

// A text is never without a block.
function removeBlock(tr, pos) {
  const { nodeSize } = tr.doc.nodeAt(pos);
  if (tr.doc.childCount === 1) tr.replaceWith(pos, pos + nodeSize, tr.doc.type.contentMatch.defaultType.createAndFill());
  else tr.delete(pos, pos + nodeSize);
}
