// What stands in a text besides words: photos, galleries, embeds and recalled stories (newsroom/content/nodes.py).
// Each is a block without text of its own. The editor shows what the server tells of it.
import { Extension, Node, pm } from "django-prose-editor/editor";
import { NodeView } from "./nodes/node-view.js";
import { KeptPlaces, moveNode } from "./nodes/places.js";
import { addressOf } from "./nodes/rows.js";
import { writingBelow } from "./nodes/writing-below.js";

export { insertNode } from "./nodes/places.js";

// {kind: the words that it may have}, in the order in which the server writes them
const WORDS_OF = { photo: ["alt", "caption", "credit"], gallery: ["caption"], embed: ["caption"], story: [] };
const KINDS = Object.keys(WORDS_OF);

function nodeOf(kind) {
  return Node.create({
    name: `${kind}Node`,
    group: "block",
    atom: true,
    draggable: true,
    selectable: true,

    addOptions() {
      return { words: {} };
    },

    addAttributes() {
      const attribute = (name) => ({
        default: null,
        parseHTML: (figure) => figure.getAttribute(`data-${name}`),
        renderHTML: (attrs) => (attrs[name] === null ? {} : { [`data-${name}`]: attrs[name] }),
      });
      const value = {
        ...attribute(kind),
        renderHTML: ({ value: own }) => ({ [`data-${kind}`]: own ?? "" }),
      };
      return Object.fromEntries([["value", value], ...WORDS_OF[kind].map((name) => [name, attribute(name)])]);
    },

    parseHTML() {
      return [{ tag: `figure[data-${kind}]` }];
    },

    renderHTML({ HTMLAttributes }) {
      return ["figure", HTMLAttributes];
    },

    addNodeView() {
      const { words } = this.options;
      return ({ node, editor, getPos }) => new NodeView(kind, WORDS_OF[kind], { node, editor, getPos, words });
    },
  });
}

// A node within another block goes behind that block, as on the server.
function lifted(state) {
  const { tr } = state;
  const nested = [];
  state.doc.forEach((block, start) => {
    block.descendants((node, offset) => {
      if (isNode(node)) nested.push({ node, from: start + 1 + offset, after: start + block.nodeSize });
    });
  });
  for (const { node, from, after } of nested.toReversed()) {
    tr.insert(after, node.type.create({ ...node.attrs, block: null }));
    tr.deleteRange(from, from + node.nodeSize);
  }
  return tr.docChanged ? tr : null;
}

export const isNode = ({ type }) => KINDS.some((kind) => type.name === `${kind}Node`);

// Moves the selected node.
function moveSelected(editor, by) {
  const { node, $from } = editor.state.selection;
  if (!node || !isNode(node) || $from.depth) return false;
  moveNode(editor, $from.pos, by);
  return true;
}

export const StoryNodes = Extension.create({
  name: "storyNodes",

  addOptions() {
    return { words: {} };
  },

  addExtensions() {
    return KINDS.map((kind) => nodeOf(kind).configure({ words: this.options.words }));
  },

  // The editor takes a text that is one empty element for no text at all.
  onUpdate() {
    const { doc } = this.editor.state;
    if (doc.childCount !== 1 || !isNode(doc.firstChild)) return;
    const textarea = this.editor.options.element.querySelector("textarea");
    queueMicrotask(() => (textarea.value = this.editor.getHTML()));
  },

  // The page opens what finds photos and stories.
  addMenuItems({ buttons, menu }) {
    const { words } = this.options;
    const add = (kind, label) => {
      if (!addressOf(kind)) return;
      const icon = `<svg class="icon" aria-hidden="true"><use href="#shape-${kind}"/></svg>`;
      const command = ({ view }) => view.dom.dispatchEvent(new CustomEvent(`insert-${kind}`, { bubbles: true }));
      menu.defineItem({ name: `insert:${kind}`, groups: "insert", button: buttons.svg(icon, label), command });
    };
    add("photo", words.photos);
    add("story", words.recall);
  },

  addKeyboardShortcuts() {
    const move = (by) => ({ editor }) => moveSelected(editor, by);
    return { "Alt-ArrowUp": move(-1), "Alt-ArrowDown": move(1) };
  },

  addProseMirrorPlugins() {
    const appendTransaction = (transactions, _before, after) =>
      transactions.some((tr) => tr.docChanged) ? lifted(after) : null;
    return [new pm.state.Plugin({ appendTransaction }), KeptPlaces, writingBelow(isNode)];
  },
});
