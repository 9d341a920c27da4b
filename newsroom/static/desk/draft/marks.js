// Marks blocks of the editor: what readers don't have yet, where colleagues are, and what waits for a decision.
// Classes and attributes only.
import { crel, pm } from "django-prose-editor/editor";
import { decidedBlock } from "../suggestions/deciding.js";
import { same } from "./order.js";

const { Decoration, DecorationSet } = pm.view;
const { Plugin, PluginKey } = pm.state;

// The words of a mark are in an attribute, from which the stylesheet prints them.
const colleagueAt = (pos, node, names) =>
  Decoration.node(pos, pos + node.nodeSize, { "data-person": names.join(", ") });

function conflictAt(pos, node, { address, words }) {
  const link = () => crel("a", { className: "conflict-link", href: address, textContent: words, contentEditable: "false" });
  return [
    Decoration.node(pos, pos + node.nodeSize, { class: "in-conflict" }),
    Decoration.widget(pos, link, { side: -1, key: `conflict ${node.attrs.block}`, ignoreSelection: true }),
  ];
}

const unpublishedAt = (pos, node) => Decoration.node(pos, pos + node.nodeSize, { "data-unpublished": "" });

function decorations(doc, { people, conflicts, unpublished }) {
  const found = [];
  doc.forEach((node, pos) => {
    if (unpublished.has(node)) found.push(unpublishedAt(pos, node));
    const names = people.filter(({ block }) => block === node.attrs.block).map(({ name }) => name);
    if (names.length) found.push(colleagueAt(pos, node, names));
    if (conflicts.has(node.attrs.block)) found.push(...conflictAt(pos, node, conflicts.get(node.attrs.block)));
  });
  return DecorationSet.create(doc, found);
}

// What readers don't have: the blocks in `ids`, and those that differ from what the page was opened with. What is only
// suggested is not for readers.
class Unpublished {
  constructor(doc, ids) {
    this.ids = ids && new Set(ids); // none if nothing was ever published
    this.before = new Map();
    doc.forEach((node) => this.before.set(node.attrs.block, decidedBlock(node, false)));
  }

  has(node) {
    const { block } = node.attrs;
    const now = decidedBlock(node, false);
    return Boolean(this.ids && now) && (this.ids.has(block) || !this.before.get(block)?.eq(now));
  }
}

export class Marks {
  // `unpublished` are ids of blocks.
  constructor(editor, unpublished) {
    this.editor = editor;
    this.unpublished = new Unpublished(editor.state.doc, unpublished);
    this.people = [];
    this.conflicts = new Map();
    this.key = new PluginKey("marksOfOthers");
    const draw = (doc) => decorations(doc, this);
    editor.registerPlugin(
      new Plugin({
        key: this.key,
        state: {
          init: (_config, { doc }) => draw(doc),
          apply: (tr, old, _before, { doc }) => (tr.docChanged || tr.getMeta(this.key) ? draw(doc) : old),
        },
        props: { decorations: (state) => this.key.getState(state) },
      }),
    );
  }

  // `people` are [{name, block}], `conflicts` a map {block: {address, words}}. Without one, the marks stay.
  update({ people = this.people, conflicts = this.conflicts }) {
    if (same([...conflicts], [...this.conflicts]) && same(people, this.people)) return;
    Object.assign(this, { people, conflicts });
    const { state, view } = this.editor;
    view.dispatch(state.tr.setMeta(this.key, true).setMeta("addToHistory", false));
  }
}
