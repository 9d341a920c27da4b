// The editor's button that sets the language of a passage: <span lang="…"> keeps it in its own letters.
// The editor itself has the language and the direction of its edition, for spell checkers, voices and Chinese fonts.
import { crel, findParentNodeClosestToPos, Mark } from "django-prose-editor/editor";

const textareaOf = (editor) => editor.options.element.querySelector("textarea");
const editionOf = (editor) => textareaOf(editor).closest("[lang]").lang;
const known = (languages, tag) => Object.keys(languages).find((lang) => lang.toLowerCase() === tag.toLowerCase());

// The pieces of text between two positions, each with the language of its mark.
function pieces(doc, from, to) {
  const found = [];
  doc.nodesBetween(from, to, (node, start) => {
    if (!node.isInline) return;
    const lang = node.marks.find((mark) => mark.type.name === "language")?.attrs.lang;
    found.push({ from: Math.max(from, start), to: Math.min(to, start + node.nodeSize), lang });
  });
  return found;
}

// The pieces that a language applies to: the selected ones. Without a selection, the marked words around the cursor, or
// else everything unmarked in its paragraph or its whole quotation.
function targetPieces({ doc, selection }) {
  if (!selection.empty) return selection.ranges.flatMap(({ $from, $to }) => pieces(doc, $from.pos, $to.pos));
  const { $from } = selection;
  const quotation = findParentNodeClosestToPos($from, (node) => node.type.name === "blockquote");
  const depth = quotation?.depth ?? $from.depth;
  const all = pieces(doc, $from.start(depth), $from.end(depth));
  const here = all.findLastIndex(({ from, to }) => from <= $from.pos && $from.pos <= to);
  if (here < 0) return [];
  const { lang } = all[here];
  if (!lang) return all.filter((piece) => !piece.lang);
  let first = here;
  let last = here;
  while (all[first - 1]?.lang === lang) first -= 1;
  while (all[last + 1]?.lang === lang) last += 1;
  return all.slice(first, last + 1);
}

function isActive(editor, lang) {
  const own = editionOf(editor);
  const languages = new Set(targetPieces(editor.state).map((piece) => piece.lang ?? own));
  return lang === (languages.size === 1 ? [...languages][0] : own);
}

// The edition's own language needs no mark.
function setLanguage(editor, lang) {
  const type = editor.schema.marks.language;
  const change = ({ tr }) => {
    for (const { from, to } of targetPieces(tr)) {
      if (lang === editionOf(editor)) tr.removeMark(from, to, type);
      else tr.addMark(from, to, type.create({ lang }));
    }
    return true;
  };
  editor.chain().focus().command(change).run();
}

export const Language = Mark.create({
  name: "language",
  priority: 101, // outside bold and italic marks, which would cut it into pieces
  inclusive: false, // text typed after marked words is in the edition's language

  addOptions() {
    return { label: "", languages: {} };
  },

  onCreate() {
    const { lang, dir } = textareaOf(this.editor);
    if (lang) this.editor.setOptions({ editorProps: { attributes: { lang, dir } } });
  },

  addAttributes() {
    return { lang: { isRequired: true, parseHTML: (span) => known(this.options.languages, span.lang) } };
  },

  parseHTML() {
    return [{ tag: "span[lang]", getAttrs: (span) => (known(this.options.languages, span.lang) ? null : false) }];
  },

  renderHTML({ HTMLAttributes }) {
    return ["span", HTMLAttributes, 0];
  },

  addMenuItems({ buttons, menu }) {
    const { label, languages } = this.options;
    const own = editionOf(this.editor);
    for (const [lang, name] of Object.entries(languages)) {
      menu.defineItem({
        name: `language:${lang}`,
        groups: "language",
        priority: lang === own ? 101 : 100, // first in the menu
        button: lang === own ? buttons.material("language", label) : buttons.text(lang, `${label}: ${name}`),
        option: crel("span", { lang, textContent: name }),
        active: (editor) => isActive(editor, lang),
        command: (editor) => setLanguage(editor, lang),
      });
    }
  },

  addKeyboardShortcuts() {
    return {
      "Mod-Shift-l": ({ editor }) => {
        const first = editor.storage.menu.dom.querySelector("[data-name^='language:']");
        first.closest("[popover]").previousElementSibling.click();
        first.focus();
        return true;
      },
    };
  },
});
