// A rich-text editor as blocks: reads them by their ids, and shows what others wrote without disturbing the person.
import { pm } from "django-prose-editor/editor";
import { markAsColleagues } from "./colleagues-words.js";
import { withoutScrolling } from "./scrolling.js";

const { DOMParser, DOMSerializer } = pm.model;
const written = new WeakMap(); // {node, which never changes: its HTML}

const topLevel = (doc) => doc.content.content;
const isBlank = (doc) => doc.childCount === 1 && doc.firstChild.isTextblock && !doc.firstChild.content.size;

function htmlOf(node) {
  if (!written.has(node)) {
    const element = DOMSerializer.fromSchema(node.type.schema).serializeNode(node);
    element.removeAttribute("data-block");
    written.set(node, element.outerHTML);
  }
  return written.get(node);
}

// {blocks: {id: html}, order: [id, …]}. An empty text has no blocks, though the editor shows a paragraph.
export function contentOf({ state: { doc } }) {
  const nodes = isBlank(doc) ? [] : topLevel(doc);
  return {
    blocks: Object.fromEntries(nodes.map((node) => [node.attrs.block, htmlOf(node)])),
    order: nodes.map((node) => node.attrs.block),
  };
}

// The id of the block that the caret is in, while the person is in the editor, or in a field of a photo.
export function caretBlock({ isFocused, state: { doc, selection } }) {
  const ofField = document.activeElement?.closest(".story-node")?.dataset.block;
  if (ofField) return ofField;
  return isFocused ? topLevel(doc)[selection.$head.index(0)]?.attrs.block : undefined;
}

function nodesOf(schema, id, html) {
  const body = new window.DOMParser().parseFromString(html, "text/html").body;
  const nodes = topLevel(DOMParser.fromSchema(schema).parse(body, { preserveWhitespace: true }));
  return nodes.map((node, index) => {
    const attrs = { ...node.attrs, block: index ? null : id }; // what was one block on the server usually is one here
    return node.type.create(attrs, node.content, node.marks);
  });
}

function placeOf(doc, id) {
  let place;
  doc.forEach((node, pos) => {
    if (node.attrs.block === id) place = { node, pos };
  });
  return place;
}

// Replaces only what differs within a block, so that a caret elsewhere in it stays where it is.
function replaceInside(tr, { node, pos }, other) {
  const start = node.content.findDiffStart(other.content);
  if (start === null) return;
  let { a, b } = node.content.findDiffEnd(other.content);
  const overlap = start - Math.min(a, b);
  if (overlap > 0) [a, b] = [a + overlap, b + overlap];
  tr.replace(pos + 1 + start, pos + 1 + a, other.slice(start, b));
}

function replaceBlock(tr, id, nodes) {
  const place = placeOf(tr.doc, id);
  if (!place || (nodes.length === 1 && place.node.eq(nodes[0]))) return;
  const { node, pos } = place;
  if (nodes.length === 1 && node.sameMarkup(nodes[0])) replaceInside(tr, place, nodes[0]);
  const now = tr.doc.nodeAt(pos);
  if (!(nodes.length === 1 && now.eq(nodes[0]))) tr.replaceWith(pos, pos + now.nodeSize, nodes);
}

// The ids of `from` that can stay where they are if the others move: a longest sequence in the order of `to`.
function unmoved(from, to) {
  const best = []; // for each place of `from`: the longest sequence that ends there
  from.forEach((id, place) => {
    const at = to.indexOf(id);
    const before = best.slice(0, place).filter((ids) => ids.length && to.indexOf(ids.at(-1)) < at);
    const longest = before.reduce((one, other) => (other.length > one.length ? other : one), []);
    best.push(at < 0 ? [] : [...longest, id]);
  });
  return best.reduce((one, other) => (other.length > one.length ? other : one), []);
}

function rearrange(tr, order, added) {
  const places = topLevel(tr.doc).map((node) => node.attrs.block);
  const stay = new Set(unmoved(places, order));
  const leaving = places.filter((id) => !stay.has(id));
  const nodes = new Map(leaving.map((id) => [id, [placeOf(tr.doc, id).node]]));
  for (const [id, list] of added) if (!nodes.has(id)) nodes.set(id, list);
  const gone = leaving.map((id) => placeOf(tr.doc, id));
  const steps = tr.steps.length;
  let at = tr.doc.content.size;
  for (const id of order.toReversed()) {
    if (stay.has(id)) at = placeOf(tr.doc, id).pos;
    else if (nodes.has(id)) tr.insert(at, nodes.get(id));
  }
  for (const { node, pos } of gone) remove(tr, tr.mapping.slice(steps).map(pos, 1), node);
}

function remove(tr, pos, node) {
  const isLast = tr.doc.childCount === 1;
  if (isLast) tr.replaceWith(0, tr.doc.content.size, tr.doc.type.contentMatch.defaultType.createAndFill());
  else tr.delete(pos, pos + node.nodeSize);
}

// The caret stays in its words even if their block has moved.
function keepSelection(tr, { doc, selection }) {
  const id = topLevel(doc)[selection.$from.index(0)]?.attrs.block;
  const before = placeOf(doc, id);
  const after = placeOf(tr.doc, id);
  if (!before || !after || tr.mapping.map(before.pos, 1) === after.pos) return;
  const shift = after.pos - before.pos;
  const within = (pos) => Math.min(Math.max(pos + shift, after.pos + 1), after.pos + after.node.nodeSize - 1);
  const { TextSelection } = pm.state;
  tr.setSelection(TextSelection.between(tr.doc.resolve(within(selection.anchor)), tr.doc.resolve(within(selection.head))));
}

function keepingInSight(editor, change) {
  const seen = [...editor.view.dom.children].find((block) => block.getBoundingClientRect().bottom > 0);
  const id = seen?.dataset.block;
  withoutScrolling(seen, change, () => id && editor.view.dom.querySelector(`:scope > [data-block="${CSS.escape(id)}"]`));
}

// Somebody whose caret is in an empty text is about to write there, and not in the paragraph of a colleague.
function emptyBlockOf({ isFocused, state: { doc } }) {
  return isFocused && isBlank(doc) ? [doc.firstChild.attrs.block] : [];
}

// Shows the blocks and the order that the server told of. `change` is {blocks: {id: html}, order: ids or null}.
export function show(editor, { blocks, order }) {
  const { state } = editor;
  const { tr } = state;
  const nodes = new Map(Object.entries(blocks).map(([id, html]) => [id, nodesOf(state.schema, id, html)]));
  for (const [id, list] of nodes) replaceBlock(tr, id, list);
  if (order) rearrange(tr, [...order, ...emptyBlockOf(editor)], nodes);
  if (!tr.docChanged) return;
  keepSelection(tr, state);
  keepingInSight(editor, () => editor.view.dispatch(markAsColleagues(tr).setMeta("addToHistory", false)));
}

// The editor of the body, once it is there.
export function editorIn(element) {
  const present = element.querySelector(".tiptap")?.editor;
  if (present) return Promise.resolve(present);
  return new Promise((ready) =>
    element.addEventListener("prose-editor:ready", ({ detail, target }) => {
      if (target.name === "body") ready(detail.editor);
    }),
  );
}
