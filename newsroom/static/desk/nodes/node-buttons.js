// The buttons beside a node: up, down, away, and a paragraph below it. Tab goes from field to field without them, because the same can be done by keys
// while the node is selected.
import { crel } from "django-prose-editor/editor";
import { moveNode, removeNode } from "./places.js";
import { writeBelow } from "./writing-below.js";

function button(shape, label, keys, act) {
  const element = crel("button", { type: "button", title: label, tabIndex: -1, "aria-label": label });
  element.setAttribute("aria-keyshortcuts", keys);
  element.dataset.act = shape;
  element.innerHTML = `<svg class="icon" aria-hidden="true"><use href="#shape-${shape}"/></svg>`;
  element.addEventListener("click", act);
  return element;
}

// The focus stays on the button, though the node may be drawn anew.
function move(editor, pos, by, shape) {
  const { view } = editor;
  if (!moveNode(editor, pos, by)) return;
  view.nodeDOM(view.state.selection.from).querySelector(`[data-act="${shape}"]`).focus();
}

export function buttonsOf({ editor, getPos, words }) {
  return crel("div", { className: "node-buttons" }, [
    button("up", words.up, "Alt+ArrowUp", () => move(editor, getPos(), -1, "up")),
    button("down", words.down, "Alt+ArrowDown", () => move(editor, getPos(), 1, "down")),
    button("below", words.below, "Enter", () => writeBelow(editor.view, getPos())),
    button("close", words.remove, "Delete", () => removeNode(editor, getPos())),
  ]);
}
