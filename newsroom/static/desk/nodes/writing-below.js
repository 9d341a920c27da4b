// A node that ends the text leaves no place for the caret behind it. So there is a button for a paragraph below a node, and
// a click on the space under the last one, or Ctrl End, begins such a paragraph too, and so does Enter on a selected node.
import { pm } from "django-prose-editor/editor";
import { codeOf } from "../key-list.js";

const { Plugin, TextSelection } = pm.state;

// Puts the caret into a new paragraph below the node at a position.
export function writeBelow(view, pos) {
  const { tr, schema } = view.state;
  const after = pos + tr.doc.nodeAt(pos).nodeSize;
  tr.insert(after, schema.nodes.paragraph.create());
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  view.focus();
}

// Begins a paragraph below the last block, if that is a node. Returns whether it is.
function writeAtTheEnd(view, isNode) {
  const { doc } = view.state;
  if (!doc.lastChild || !isNode(doc.lastChild)) return false;
  writeBelow(view, doc.content.size - doc.lastChild.nodeSize);
  return true;
}

// The editor itself would put the paragraph above a node that begins the text.
function writeBelowSelected(view, isNode) {
  const { node, from } = view.state.selection;
  if (!node || !isNode(node)) return false;
  writeBelow(view, from);
  return true;
}

export const writingBelow = (isNode) => new Plugin({
  props: {
    handleKeyDown(view, event) {
      const code = codeOf(event);
      if (code === "Enter") return writeBelowSelected(view, isNode);
      return code === "Mod+End" && writeAtTheEnd(view, isNode);
    },
    handleDOMEvents: {
      click(view, { target, clientY }) {
        const isBelow = target === view.dom && clientY > view.dom.lastElementChild?.getBoundingClientRect().bottom;
        return isBelow && writeAtTheEnd(view, isNode);
      },
    },
  },
});
