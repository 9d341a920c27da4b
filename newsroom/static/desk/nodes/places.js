// Where nodes stand in a text: puts new ones in, moves and removes them, and keeps places while others write.
import { pm } from "django-prose-editor/editor";

const { NodeSelection, Plugin, PluginKey } = pm.state;
const key = new PluginKey("keptPlaces");
let last = 0;

export const KeptPlaces = new Plugin({
  key,
  state: {
    init: () => new Map(),
    apply(tr, places) {
      const moved = tr.docChanged ? new Map([...places].map(([number, pos]) => [number, tr.mapping.map(pos)])) : places;
      const added = tr.getMeta(key);
      return added ? new Map([...moved, added]) : moved;
    },
  },
});

// Returns a function that tells where a position is now.
export function keepPlace({ view }, pos) {
  const number = (last += 1);
  view.dispatch(view.state.tr.setMeta(key, [number, pos]).setMeta("addToHistory", false));
  return () => Math.min(key.getState(view.state).get(number) ?? Infinity, view.state.doc.content.size);
}

// Puts nodes between two blocks, or behind the block that has the position. An empty paragraph gives way to them.
function insertAt(tr, pos, nodes) {
  const $pos = tr.doc.resolve(pos);
  if (!$pos.depth) return tr.insert(pos, nodes);
  const block = $pos.node(1);
  const [start, end] = [$pos.before(1), $pos.after(1)];
  return block.isTextblock && !block.content.size ? tr.replaceWith(start, end, nodes) : tr.insert(end, nodes);
}

// `wanted` are [{pos, kind, attrs}], in the order in which they shall stand where they have the same position. All of
// them are one step of undo. Returns the nodes.
export function insertNodes(editor, wanted) {
  const { state, view } = editor;
  const { tr } = state;
  const groups = new Map();
  for (const { pos, kind, attrs } of wanted) {
    if (!groups.has(pos)) groups.set(pos, []);
    groups.get(pos).push(state.schema.nodes[`${kind}Node`].create(attrs));
  }
  const positions = [...groups.keys()].sort((one, other) => other - one);
  for (const pos of positions) insertAt(tr, pos, groups.get(pos));
  const first = groups.get(positions.at(-1))[0];
  tr.doc.forEach((node, pos) => node === first && tr.setSelection(NodeSelection.create(tr.doc, pos)));
  view.dispatch(pm.history.closeHistory(tr).scrollIntoView());
}

// Puts one node where the caret is.
export function insertNode(editor, kind, value) {
  insertNodes(editor, [{ pos: editor.state.selection.to, kind, attrs: { value } }]);
  editor.commands.focus();
}

// Moves the node at a position before the block above it, or behind the one below. Whether it could be moved.
export function moveNode({ state, view }, pos, by) {
  const node = state.doc.nodeAt(pos);
  const other = state.doc.maybeChild(state.doc.resolve(pos).index(0) + by);
  if (!other) return false;
  const at = by < 0 ? pos - other.nodeSize : pos + other.nodeSize;
  const tr = state.tr.delete(pos, pos + node.nodeSize).insert(at, node);
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, at)).scrollIntoView());
  return true;
}

// The caret comes into the text again, where the node was.
export function removeNode(editor, pos) {
  const { state, view } = editor;
  view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, pos)).deleteSelection().scrollIntoView());
  editor.commands.focus();
}
