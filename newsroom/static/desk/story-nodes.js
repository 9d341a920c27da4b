// What stands in a text besides words: photos, galleries, embeds and recalled stories (newsroom/content/nodes.py).
// Each is a block without text of its own. The editor shows what the server tells of it: a thumbnail and a name.
import { Extension, Node, pm } from "django-prose-editor/editor";

// {kind: the words that it may have}, in the order in which the server writes them
const WORDS_OF = { photo: ["alt", "caption", "credit"], gallery: ["caption"], embed: ["caption"], story: [] };
const KINDS = Object.keys(WORDS_OF);
const known = new Map(); // {"photo KEY": a promise of what the server tells}
let batch = null; // what one request asks for, which is sent at the end of this task

const address = () => document.querySelector("[data-nodes-url]")?.dataset.nodesUrl;

async function ask(keys) {
  const query = new URLSearchParams(Object.entries(keys).flatMap(([kind, all]) => [...all].map((key) => [kind, key])));
  const response = address() ? await fetch(`${address()}?${query}`) : null;
  return response?.ok ? response.json() : null;
}

function newBatch() {
  const keys = { photo: new Set(), story: new Set() };
  const rows = Promise.resolve().then(() => {
    batch = null;
    return ask(keys);
  });
  return { keys, rows };
}

async function askFor(kind, key) {
  batch ??= newBatch();
  batch.keys[kind].add(key);
  const rows = await batch.rows.catch(() => null);
  if (!rows) known.delete(`${kind} ${key}`); // asked again next time
  return rows ? (rows[kind][key] ?? null) : undefined;
}

// What there is to show of a photo or a story: {name, thumbnail}. Null if there is none; undefined if nobody can tell.
function rowOf(kind, key) {
  const name = `${kind} ${key}`;
  if (!known.has(name)) known.set(name, askFor(kind, key));
  return known.get(name);
}

const element = (name, values) => Object.assign(document.createElement(name), values);

function thumbnail({ thumbnail: src }) {
  return element("img", { className: "node-picture", src, alt: "", loading: "lazy", draggable: false });
}

async function fill(dom, kind, { value, ...written }, words) {
  const isOfPhotos = kind === "photo" || kind === "gallery";
  const keys = kind === "embed" ? [] : value.split(" ");
  const rows = await Promise.all(keys.map((key) => rowOf(isOfPhotos ? "photo" : "story", key)));
  const found = rows.filter(Boolean);
  const isMissing = keys.length > 0 && rows.every((row) => row === null);
  const names = kind === "embed" ? [value] : found.map(({ name }) => name);
  const own = WORDS_OF[kind].map((name) => written[name]).filter(Boolean);
  dom.toggleAttribute("data-missing", isMissing);
  dom.replaceChildren(
    ...found.filter((row) => row.thumbnail).map(thumbnail),
    element("span", { className: "node-kind", textContent: words[kind] ?? kind }),
    element("span", { className: "node-name", textContent: isMissing ? words.missing : names.join(" · ") }),
    ...own.map((textContent) => element("span", { className: "node-words", textContent })),
  );
}

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
      return ({ node }) => {
        let shown = node;
        const dom = element("div", { className: "story-node" });
        const show = () => fill(dom, kind, shown.attrs, this.options.words);
        Object.assign(dom.dataset, { kind, block: node.attrs.block ?? "" });
        show();
        const update = (other) => {
          if (other.type !== shown.type) return false;
          const isSame = JSON.stringify({ ...other.attrs, block: 0 }) === JSON.stringify({ ...shown.attrs, block: 0 });
          shown = other;
          dom.dataset.block = other.attrs.block ?? "";
          if (!isSame) show();
          return true;
        };
        return { dom, update, ignoreMutation: () => true };
      };
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

// Where a new node goes: behind the block with the caret, or in place of an empty paragraph.
function placeFor({ $to }) {
  if (!$to.depth) return [$to.pos, $to.pos]; // behind a selected node, or between two blocks
  const block = $to.node(1);
  const isBlank = block.isTextblock && !block.content.size;
  return [isBlank ? $to.before(1) : $to.after(1), $to.after(1)];
}

export function insertNode(editor, kind, value) {
  const { state, view } = editor;
  const [from, to] = placeFor(state.selection);
  const tr = state.tr.replaceWith(from, to, state.schema.nodes[`${kind}Node`].create({ value }));
  view.dispatch(tr.setSelection(pm.state.NodeSelection.create(tr.doc, from)).scrollIntoView());
  editor.commands.focus();
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

  addKeyboardShortcuts() {
    const move = (by) => ({ editor }) => moveSelected(editor, by);
    return { "Alt-ArrowUp": move(-1), "Alt-ArrowDown": move(1) };
  },

  addProseMirrorPlugins() {
    const appendTransaction = (transactions, _before, after) =>
      transactions.some((tr) => tr.docChanged) ? lifted(after) : null;
    return [new pm.state.Plugin({ appendTransaction })];
  },
});

// Moves the selected node before the block above it, or behind the one below.
function moveSelected({ state, view }, by) {
  const { node, $from } = state.selection;
  if (!node || !isNode(node) || $from.depth) return false;
  const index = $from.index(0);
  const other = state.doc.maybeChild(index + by);
  if (!other) return true;
  const { tr } = state;
  tr.delete($from.pos, $from.pos + node.nodeSize);
  const at = by < 0 ? $from.pos - other.nodeSize : $from.pos + other.nodeSize;
  tr.insert(at, node);
  view.dispatch(tr.setSelection(pm.state.NodeSelection.create(tr.doc, at)).scrollIntoView());
  return true;
}
