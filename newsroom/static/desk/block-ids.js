// Gives each top-level node of a draft an id, printed as data-block="…". Drafts are saved and merged by these ids.
import { Extension, pm } from "django-prose-editor/editor";

const VALID = /^[a-z0-9]{8}$/;
const CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

export function newId() {
  let id = "";
  while (id.length < 8) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 252) id += CHARACTERS[byte % 36]; // 252 = 7 × 36, so each character is equally likely
  }
  return id;
}

// The top-level nodes of a document, each with its position.
export function blocksOf(doc) {
  const found = [];
  doc.forEach((node, pos, index) => found.push({ node, pos, index, id: node.attrs.block }));
  return found;
}

// A position within the first words of a block. It stays with them when the block is wrapped, lifted or retyped.
function beginning({ node, pos }) {
  let inside = pos + 1;
  for (let child = node; !child.isTextblock && child.firstChild; child = child.firstChild) inside += 1;
  return node.isLeaf ? pos : inside;
}

// {id: index of the block that now has the first words of the block with that id}
function whereTheyWent(oldDoc, newDoc, mapping) {
  const places = new Map();
  for (const block of blocksOf(oldDoc)) {
    const sides = [1, -1].map((side) => mapping.mapResult(beginning(block), side));
    const kept = sides.find(({ deleted }) => !deleted); // the words after it, or what precedes them
    if (block.id && kept && kept.pos < newDoc.content.size) {
      places.set(block.id, newDoc.resolve(kept.pos).index(0));
    }
  }
  return places;
}

const isEmpty = (node) => node?.isTextblock && !node.content.size;

// Enter at the beginning of a paragraph leaves its id on the empty half. This gives it to the words again.
function leaveEmptyHalves(ids, blocks, old) {
  for (const [index, { node }] of blocks.entries()) {
    const isHalf = isEmpty(node) && ids[index] && !isEmpty(old.get(ids[index])) && index + 1 < ids.length;
    if (isHalf && !ids[index + 1]) [ids[index], ids[index + 1]] = [null, ids[index]];
  }
}

// A block that was empty and now has the words of another takes its id. Others take the ids of vanished blocks.
function followWords(ids, places, old) {
  for (const [id, index] of places) {
    const isFree = !ids[index] || (ids[index] !== id && isEmpty(old.get(ids[index])));
    if (isFree && !ids.includes(id)) ids[index] = id;
  }
}

// The ids that the blocks of `newDoc` should have: unique, and each with the words it had in `oldDoc`.
export function idsFor(oldDoc, newDoc, mapping) {
  const places = whereTheyWent(oldDoc, newDoc, mapping);
  const old = new Map(blocksOf(oldDoc).map(({ id, node }) => [id, node]));
  const blocks = blocksOf(newDoc);
  const ids = blocks.map(({ id }) => id);
  for (const [index, id] of ids.entries()) {
    const keeper = ids[places.get(id)] === id ? places.get(id) : ids.indexOf(id);
    if (id && index !== keeper) ids[index] = null; // a copy
  }
  leaveEmptyHalves(ids, blocks, old);
  followWords(ids, places, old);
  return ids.map((id) => id ?? newId());
}

function assign(tr, ids) {
  for (const { node, pos, index } of blocksOf(tr.doc)) {
    if (node.attrs.block !== ids[index]) tr.setNodeAttribute(pos, "block", ids[index]);
    node.descendants((nested, offset) => {
      if (nested.attrs.block) tr.setNodeAttribute(pos + 1 + offset, "block", null);
    });
  }
  return tr.docChanged ? tr.setMeta("addToHistory", false) : null;
}

export const BlockIds = Extension.create({
  name: "blockIds",

  addGlobalAttributes() {
    const isBlock = ({ type, config }) => type === "node" && String(config.group).split(" ").includes("block");
    const block = {
      default: null,
      keepOnSplit: false,
      parseHTML: ({ dataset }) => (VALID.test(dataset.block) ? dataset.block : null),
      renderHTML: ({ block: id }) => (id ? { "data-block": id } : {}),
    };
    return [{ types: this.extensions.filter(isBlock).map(({ name }) => name), attributes: { block } }];
  },

  onCreate() {
    const { state, view } = this.editor;
    const tr = assign(state.tr, idsFor(state.doc, state.doc, state.tr.mapping));
    if (tr) view.dispatch(tr);
  },

  addProseMirrorPlugins() {
    const appendTransaction = (transactions, before, after) => {
      if (!transactions.some((tr) => tr.docChanged)) return null;
      const mapping = new pm.transform.Mapping();
      for (const tr of transactions) mapping.appendMapping(tr.mapping);
      return assign(after.tr, idsFor(before.doc, after.doc, mapping));
    };
    return [new pm.state.Plugin({ appendTransaction })];
  },
});
