// What is pasted or dropped into the editor becomes what the editor could have written.
import { Extension, pm } from "django-prose-editor/editor";
import { hasWords, htmlOfText, normalised } from "./normalise.js";
import { PastedNotes } from "./notes.js";
import { offerPictures, PicturePlaces } from "./pictures.js";

const { DOMParser: Parser, Fragment, Slice } = pm.model;

const withMarks = (content, marks) =>
  Fragment.from(
    content.content.map((node) =>
      node.isText
        ? node.mark(marks.reduce((all, mark) => mark.addToSet(all), node.marks))
        : node.copy(withMarks(node.content, marks)),
    ),
  );

// Plain text as a slice. It continues the bold or italic words that it is pasted into.
function sliceOfText(text, $context) {
  const { schema } = $context.doc.type;
  const { body } = new DOMParser().parseFromString(htmlOfText(text), "text/html");
  const { content } = Parser.fromSchema(schema).parseSlice(body, { preserveWhitespace: true });
  return new Slice(withMarks(content, $context.marks()), 0, 0);
}

const isPicture = ({ type }) => type.startsWith("image/");
const filesOf = (data) => [...(data?.files ?? [])].filter(isPicture);


// File managers write the names of files as plain text.
function isOfNames(text, files) {
  const lines = text.split(/[\r\n]+/).filter(Boolean);
  return lines.every((line) => files.some(({ name }) => line === name || line.endsWith(`/${name}`)));
}

// Files that can't be photos, such as pictures of a kind that the browser doesn't know. They are listed in the note.
function otherFiles(data) {
  const files = [...(data?.files ?? [])];
  if (!isOfNames(data?.getData("text/plain") ?? "", files)) return [];
  return files.filter((file) => !isPicture(file)).map((file) => ({ file }));
}

// Gives the files of a clipboard to the pictures of its HTML, `last`. Returns those that are pictures of their own: none
// if there are words, because programs add a picture of the text that they copy.
function ownFiles(data, last) {
  const files = filesOf(data);
  if (last ? hasWords(last.html) : !isOfNames(data?.getData("text/plain") ?? "", files)) return [];
  if (!last?.pictures.length) return files;
  if (files.length === last.pictures.length) files.forEach((file, index) => (last.pictures[index].file = file));
  return [];
}

// Between two blocks: before the block under the pointer if that is in its upper half.
function dropPlace(view, { clientX: left, clientY: top }) {
  const found = view.posAtCoords({ left, top });
  if (!found) return undefined;
  const $pos = view.state.doc.resolve(found.inside < 0 ? found.pos : Math.max(found.inside, found.pos));
  const start = $pos.depth ? $pos.before(1) : (found.inside < 0 ? found.pos : found.inside);
  const block = view.state.doc.nodeAt(start);
  if (!block || (block.isTextblock && !block.content.size)) return found.pos;
  const { top: from, height } = view.nodeDOM(start).getBoundingClientRect();
  return top < from + height / 2 ? start : start + block.nodeSize;
}

export const Paste = Extension.create({
  name: "pastedText", // Tiptap has one of the name "paste"
  priority: 1_001, // before the extensions that make a link of what is pasted

  addOptions() {
    return { words: {} };
  },

  addStorage() {
    return { last: null, notes: null, wasPasted: false };
  },

  // The rules read Markdown: they would remove the asterisks of a footnote. Links are made by `normalised`.
  onBeforeCreate() {
    this.editor.options.enablePasteRules = false;
  },

  transformPastedHTML(html) {
    this.storage.last = normalised(html);
    return this.storage.last.html;
  },

  addProseMirrorPlugins() {
    const { editor, options, storage } = this;
    const notes = new PastedNotes(options.words);
    storage.notes = notes; // documents are inserted with the same notes

    // Called before the text is inserted. What is said of it comes after.
    function arrived(data, at) {
      const alone = ownFiles(data, storage.last).map((file) => ({ file, src: "", alt: "", caption: "" }));
      const others = storage.last ? [] : otherFiles(data);
      const { pictures = [], refused = [] } = storage.last ?? {};
      storage.last = null;
      queueMicrotask(() => notes.show([...offerPictures(editor, [...pictures, ...alone], at), ...others], refused));
      return alone.length + others.length > 0;
    }

    const handled = new pm.state.Plugin({
      props: {
        clipboardTextParser: sliceOfText,
        handlePaste: (_view, event) => arrived(event.clipboardData),
        handleDrop: (view, event, _slice, isMoved) => !isMoved && arrived(event.dataTransfer, dropPlace(view, event)),
      },
      // Pasted text is one step of undo, without what was typed before and after it. Its links are there already.
      filterTransaction(tr) {
        const isAppended = tr.before !== editor.state.doc; // by a plugin, to a change that has just been made
        if (!tr.docChanged || isAppended) return true;
        const isPasted = ["paste", "drop"].includes(tr.getMeta("uiEvent"));
        if (isPasted) tr.setMeta("preventAutolink", true);
        if (isPasted || storage.wasPasted) pm.history.closeHistory(tr);
        storage.wasPasted = isPasted;
        return true;
      },
      view: ({ dom }) => notes.standBefore(dom),
    });
    return [handled, PicturePlaces];
  },
});
