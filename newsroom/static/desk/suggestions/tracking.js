// Makes suggestions of what somebody does while «Suggest» is on. Changes of the words of a block are marked by the library
// prosemirror-suggest-changes. All others, such as a divided paragraph, a list or a photo, replace blocks: the blocks
// before stand as removed, the blocks after as added. So each suggestion is in blocks, which are saved one by one, and
// the text without the suggestions is exactly as it was.
import { pm } from "django-prose-editor/editor";
import { newId } from "../block-ids.js";
import { isOfColleagues, isOfHistory } from "../draft/colleagues-words.js";
import {
  isSuggestChangesEnabled, suggestChangesKey, transformToSuggestionTransaction,
} from "../vendor/prosemirror-suggest-changes/suggest-changes.js";
import { decidedBlock, OWN, suggestionsIn } from "./deciding.js";

const { Fragment, Slice } = pm.model;
const { AddMarkStep, RemoveMarkStep, ReplaceStep } = pm.transform;

const blocksOf = (doc) => doc.content.content;
const isBlank = (doc) => doc.childCount === 1 && doc.firstChild.isTextblock && !doc.firstChild.content.size;
const withoutId = (node) => node.type.create({ ...node.attrs, block: null }, node.content, node.marks);
const isAlike = (one, other) => one === other || withoutId(one).eq(withoutId(other));

const isOwn = (tr) => isOfHistory(tr) || isOfColleagues(tr) || Boolean(tr.getMeta(suggestChangesKey)?.skip);
const isTracked = (state, tr) => isSuggestChangesEnabled(state) && tr.docChanged && !isOwn(tr);

// Words

// A slice as it is typed or pasted: nothing in it is a suggestion yet.
function withoutMarks(fragment) {
  const nodes = [];
  fragment.forEach((node) => {
    const marks = node.marks.filter(({ type }) => !["insertion", "deletion"].includes(type.name));
    nodes.push(node.isInline ? node.mark(marks) : node.copy(withoutMarks(node.content)));
  });
  return Fragment.fromArray(nodes);
}

const isOfWords = ({ content, openStart, openEnd }) =>
  !openStart && !openEnd && content.content.every(({ isInline }) => isInline);

const isOfMark = (step) => step instanceof AddMarkStep || step instanceof RemoveMarkStep;

function isInline(step, doc) {
  if (isOfMark(step)) return true;
  if (!(step instanceof ReplaceStep)) return false;
  const $from = doc.resolve(step.from);
  return $from.parent.isTextblock && $from.sameParent(doc.resolve(step.to)) && isOfWords(step.slice);
}

// Whether a step is in a block that is itself suggested: words of it need no mark.
const isInNewBlock = (step, doc) => Boolean(doc.resolve(step.from).node(1)?.attrs.inserted);

// A step that formats words, as one step for each block of words. What it would do to suggestions is not meant: a command
// that removes all formatting would decide them, and one for all of the text would format blocks that are to be removed.
function meant(step, doc) {
  const found = [];
  if (["insertion", "deletion"].includes(step.mark.type.name)) return found;
  doc.nodesBetween(step.from, step.to, (node, pos, parent) => {
    if (parent === doc && node.attrs.deleted) return false;
    const [from, to] = [Math.max(step.from, pos + 1), Math.min(step.to, pos + node.nodeSize - 1)];
    if (node.isTextblock && from < to) found.push(new step.constructor(from, to, step.mark));
    return !node.isTextblock;
  });
  return found;
}

const withoutOldMarks = (step) =>
  step instanceof ReplaceStep && isOfWords(step.slice)
    ? new ReplaceStep(step.from, step.to, new Slice(withoutMarks(step.slice.content), 0, 0))
    : step;

// The transaction with other steps, which change as much.
function rebuilt(state, tr, stepsFor) {
  const other = state.tr;
  for (const [index, step] of tr.steps.entries()) for (const one of stepsFor(step, tr.docs[index])) other.step(one);
  if (tr.selectionSet) other.setSelection(tr.selection.constructor.fromJSON(other.doc, tr.selection.toJSON()));
  if (tr.storedMarksSet) other.setStoredMarks(tr.storedMarks);
  if (tr.scrolledIntoView) other.scrollIntoView();
  other.meta = tr.meta;
  return other;
}

// Whether the suggestions take nothing away from the text, and make of it what was done.
function isExact(before, done, after) {
  const isSame = (one, other) => (one && other ? one.eq(other) : one === other);
  return (
    before.childCount === after.childCount &&
    blocksOf(after).every((block, index) => {
      const [old, wanted] = [before.child(index), done.child(index)];
      if (block === old && block === wanted) return true;
      return (
        isSame(decidedBlock(old, false), decidedBlock(block, false)) &&
        isSame(decidedBlock(wanted, true), decidedBlock(block, true))
      );
    })
  );
}

function tracked(state, tr, newMark) {
  if (!tr.steps.every((step, index) => isInline(step, tr.docs[index]))) return tr;
  if (tr.steps.every((step, index) => isInNewBlock(step, tr.docs[index]))) return tr;
  const done = rebuilt(state, tr, (step) => [withoutOldMarks(step)]);
  try {
    const suggested = transformToSuggestionTransaction(done, state, newMark);
    if (isExact(state.doc, done.doc, suggested.doc)) return suggested.setMeta("preventAutolink", true);
  } catch (error) {
    console.warn("The words are suggested as another block.", error);
  }
  return done;
}

// A block that somebody suggests to remove can't be changed, only removed with others.
function changesRemoved(before, after) {
  const removed = blocksOf(before).filter(({ attrs }) => attrs.deleted);
  if (!removed.length) return false;
  return blocksOf(after).some((node) => {
    let isChanged = Boolean(node.attrs.deleted) && !removed.some((one) => isAlike(one, node));
    node.descendants((nested) => void (isChanged ||= Boolean(nested.attrs.deleted)));
    return isChanged;
  });
}

// Only a block of the text is added or removed as a whole. One that comes into another, as into a quotation, gives its
// mark to that.
export function marksOfBlocks({ doc, tr }) {
  doc.forEach((block, start) => {
    block.descendants((node, offset) => {
      const { inserted, deleted } = node.attrs;
      if (!inserted && !deleted) return;
      if (inserted && !tr.doc.nodeAt(start).attrs.inserted) tr.setNodeAttribute(start, "inserted", inserted);
      for (const name of ["inserted", "deleted"]) tr.setNodeAttribute(start + 1 + offset, name, null);
    });
  });
  return tr.docChanged ? tr.setMeta(suggestChangesKey, OWN) : null;
}

// Words that are typed within words to be removed are not to be removed.
function keptWords(tr) {
  const type = tr.doc.type.schema.marks.deletion;
  const inserted = tr.mapping.maps.flatMap((map, index) => {
    const rest = tr.mapping.slice(index + 1);
    const ranges = [];
    map.forEach((_from, _to, start, end) => ranges.push([rest.map(start, 1), rest.map(end, -1)]));
    return ranges;
  });
  for (const [from, to] of inserted) if (from < to) tr.removeMark(from, to, type);
  return tr;
}

// The transaction to carry out instead of another; null for none.
export function instead(state, wanted, newMark, refuse) {
  if (!wanted.docChanged || isOwn(wanted)) return wanted;
  const formatted = () => rebuilt(state, wanted, (step, doc) => (isOfMark(step) ? meant(step, doc) : [step]));
  const tr = wanted.steps.some(isOfMark) ? formatted() : wanted;
  if (changesRemoved(state.doc, tr.doc)) return refuse();
  if (!isTracked(state, tr)) return suggestionsIn(state.doc).length ? keptWords(tr) : tr;
  return tracked(state, tr, newMark);
}

// Blocks

// [[first, end] in the old blocks, [first, end] in the new ones] of the parts between the blocks that are the same.
function parts(olds, news) {
  const found = [];
  let [from, start] = [0, 0];
  news.forEach((node, at) => {
    const same = olds.findIndex((old, index) => index >= from && old.attrs.block === node.attrs.block && old.eq(node));
    if (same < 0) return;
    found.push([[from, same], [start, at]]);
    [from, start] = [same + 1, at + 1];
  });
  return [...found, [[from, olds.length], [start, news.length]]];
}

const present = (blocks) => blocks.map((block) => decidedBlock(block, false)).filter(Boolean);

function isUntouched(olds, news) {
  const [before, after] = [present(olds), present(news)];
  return before.length === after.length && before.every((block, index) => isAlike(block, after[index]));
}

// Puts the blocks before back as removed, and marks those after as added.
function suggestBlocks(tr, pos, olds, news, mark) {
  const kept = olds.filter(({ attrs }) => !attrs.inserted);
  const ids = new Set(kept.map(({ attrs }) => attrs.block));
  const isOfOld = (node) => node.attrs.deleted && kept.some((old) => isAlike(old, node));
  let end = pos + news.reduce((sum, { nodeSize }) => sum + nodeSize, 0);
  for (const node of news.toReversed()) {
    const at = end - node.nodeSize;
    if (isOfOld(node)) tr.delete(at, end); // it comes back with those before
    else suggestBlock(tr, at, node, mark, ids);
    end = at;
  }
  const removed = kept.map((node) => node.type.create({ ...node.attrs, deleted: node.attrs.deleted ?? mark }, node.content, node.marks));
  tr.insert(pos, removed);
}

function suggestBlock(tr, pos, node, mark, ids) {
  for (const { from, to, kind, type } of wordsIn(node).toReversed()) {
    if (kind === "deleted") tr.delete(pos + from, pos + to);
    else tr.removeMark(pos + from, pos + to, type);
  }
  const { attrs } = node;
  const block = ids.has(attrs.block) ? newId() : attrs.block;
  const other = { inserted: attrs.inserted ?? mark, deleted: null, block };
  for (const [name, value] of Object.entries(other)) if (attrs[name] !== value) tr.setNodeAttribute(pos, name, value);
}

// The suggestions in the words of one block, at their places in a text that begins with it.
function wordsIn(node) {
  return suggestionsIn({ forEach: (visit) => visit(node, 0) }).filter(({ type }) => type);
}

// Changes of which the blocks were suggested. The editor repairs what is put back, such as a table with missing cells: if
// that were suggested, too, it would not end.
const suggested = new WeakSet();

// What to append to transactions that have changed the text without suggestions.
export function suggestedBlocks(transactions, before, after, newMark) {
  const [first] = transactions;
  const root = first.getMeta("appendedTransaction") ?? first;
  if (!isSuggestChangesEnabled(before) || isOwn(root) || !transactions.some((tr) => tr.docChanged)) return null;
  // Whatever else appends changes to those of others: the editor must not go on for ever.
  if (transactions.some(isOwn)) return null;
  const olds = isBlank(before.doc) ? [] : blocksOf(before.doc);
  const news = blocksOf(after.doc);
  if (suggested.has(root) || isUntouched(olds, news)) return null;
  suggested.add(root);
  const { tr } = after;
  const mark = newMark();
  for (const [[from, to], [start, end]] of parts(olds, news).toReversed()) {
    const [own, other] = [olds.slice(from, to), news.slice(start, end)];
    const pos = news.slice(0, start).reduce((sum, { nodeSize }) => sum + nodeSize, 0);
    if (!isUntouched(own, other)) suggestBlocks(tr, pos, own, other, mark);
  }
  return tr.docChanged ? tr.setMeta(suggestChangesKey, OWN) : null;
}
