// Undo takes back what this person did. It must not take words with it that colleagues have written there since, as when
// it removes a paragraph of this person, or moves one back as it was.
import { pm } from "django-prose-editor/editor";

const HISTORY = "history$"; // what transactions that undo or redo are marked with
const WRITTEN = "written-by-colleagues";

export const markAsColleagues = (tr) => tr.setMeta(WRITTEN, true);
export const isOfColleagues = (tr) => Boolean(tr.getMeta(WRITTEN));
export const isOfHistory = (tr) => Boolean(tr.getMeta(HISTORY));

// Where the words of a range are after one step, without what was removed from it or inserted within.
function rangesAfter(range, map) {
  let parts = [range];
  map.forEach((start, end) => {
    const isOutside = ({ from, to }) => end <= from || start >= to;
    const split = (part) => (isOutside(part) ? [part] : [{ ...part, to: start }, { ...part, from: end }]);
    parts = parts.flatMap(split);
  });
  const moved = parts.map(({ from, to }) => ({ from: map.map(from, 1), to: map.map(to, -1) }));
  return moved.filter(({ from, to }) => from < to);
}

function inserted(map) {
  const ranges = [];
  map.forEach((_start, _end, from, to) => to > from && ranges.push({ from, to }));
  return ranges;
}

// `ranges` are where words of colleagues are. Returns where they are after a transaction.
function follow(tr, ranges) {
  for (const map of tr.mapping.maps) {
    ranges = ranges.flatMap((range) => rangesAfter(range, map));
    if (tr.getMeta(WRITTEN)) ranges = [...ranges, ...inserted(map)];
  }
  return ranges;
}

const blockAt = (doc, pos) => doc.child(doc.resolve(pos).index(0)).attrs.block;

// The ids of the blocks in which a transaction removes words of colleagues.
function robbed(tr, ranges) {
  const ids = new Set();
  for (const [index, map] of tr.mapping.maps.entries()) {
    const doc = tr.docs[index];
    map.forEach((start, end) => {
      for (const { from, to } of ranges) {
        const [first, last] = [Math.max(from, start), Math.min(to, end)];
        if (first >= last) continue;
        doc.nodesBetween(first, last, (node, pos) => {
          if (node.isText || (node.isLeaf && !node.isInline)) ids.add(blockAt(doc, Math.max(pos, first)));
        });
      }
    });
    ranges = ranges.flatMap((range) => rangesAfter(range, map));
  }
  return ids;
}

function placesIn(doc) {
  const places = new Map();
  doc.forEach((node, pos) => places.set(node.attrs.block, { node, pos, end: pos + node.nodeSize }));
  return places;
}

// Brings blocks back as they were in `before`. One that is gone comes after the block that it followed.
function bringBack(tr, ids, before) {
  let previous;
  before.forEach((node) => {
    const { block } = node.attrs;
    const place = placesIn(tr.doc).get(block);
    if (ids.has(block)) {
      if (!place) tr.insert(placesIn(tr.doc).get(previous)?.end ?? 0, node);
      else if (!place.node.eq(node)) tr.replaceWith(place.pos, place.end, node);
    }
    if (place || ids.has(block)) previous = block;
  });
  return tr.docChanged ? markAsColleagues(tr).setMeta("addToHistory", false) : null;
}

export function keepColleaguesWords(editor) {
  const key = new pm.state.PluginKey("colleaguesWords");
  const appendTransaction = (transactions, before, after) => {
    const ids = new Set();
    let ranges = key.getState(before);
    for (const tr of transactions) {
      if (tr.getMeta(HISTORY)) for (const id of robbed(tr, ranges)) ids.add(id);
      ranges = follow(tr, ranges);
    }
    return ids.size ? bringBack(after.tr, ids, before.doc) : null;
  };
  const state = { init: () => [], apply: follow };
  editor.registerPlugin(new pm.state.Plugin({ key, state, appendTransaction }));
}
