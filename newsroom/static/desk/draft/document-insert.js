// <document-insert>: puts the text of documents into the story that is open. It never replaces what is there.
import { pm } from "django-prose-editor/editor";
import { onDroppedFiles } from "../dropped-files.js";
import { keepPlace } from "../nodes/places.js";
import { offerPictures } from "../paste/pictures.js";
import { postFile } from "./requests.js";

const escaped = (text) => {
  const element = document.createElement("p");
  element.textContent = text;
  return element.innerHTML;
};

const isEmptyText = (node) => node.isTextblock && !node.content.size;

// Where a text goes: after the block of the caret. Somebody who has not been in the text gets it at the end.
function placeIn({ state: { doc, selection } }, hasCaret) {
  const last = hasCaret ? selection.$to.index(0) : doc.childCount - 1;
  let end = 0;
  for (let index = 0; index <= last; index += 1) end += doc.child(index).nodeSize;
  return end;
}

function fill(field, text) {
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

export class DocumentInsert extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("[type=file]");
    this.field.addEventListener("change", () => this.insertAll([...this.field.files]));
  }

  // `page` is the <draft-editor>, whose editor and fields are there now.
  serve(page) {
    this.page = page;
    this.hidden = false;
    page.editor.on("focus", () => (this.hasCaret = true));
    onDroppedFiles(page, ".docx", (files, event, others) => {
      this.moveCaret(event);
      this.insertAll(files, this.offer(others));
    });
  }

  moveCaret({ target, clientX, clientY }) {
    const { editor } = this.page;
    if (!editor.view.dom.contains(target)) return;
    const found = editor.view.posAtCoords({ left: clientX, top: clientY });
    if (found) editor.commands.setTextSelection(found.pos);
    this.hasCaret = Boolean(found);
  }

  // Offers the pictures that came with documents to whoever uploads them. Returns the files that nobody takes.
  offer(files) {
    const pictures = files.filter(({ type }) => type.startsWith("image/"));
    const offered = pictures.map((file) => ({ file, src: "", alt: "", caption: "" }));
    const others = files.filter((file) => !pictures.includes(file)).map((file) => ({ file }));
    return [...offerPictures(this.page.editor, offered), ...others];
  }

  // `left` are files that came with them and can't be taken.
  async insertAll(files, left = []) {
    const { editor, words } = this.page;
    const { notes } = editor.storage.pastedText;
    const place = keepPlace(editor, placeIn(editor, this.hasCaret)); // people write on while pictures are processed
    this.toggleAttribute("aria-busy", true);
    const problems = [];
    for (const file of files) {
      notes.show(left, [], [...problems, { text: `${file.name}: ${words.reading}` }]);
      const { kind, answer } = await postFile(this.dataset.url, "document", file);
      if (kind === "done") this.insert(answer, place());
      else problems.push({ text: `${file.name}: ${answer?.message ?? words["not-read"]}` });
      problems.push(...(answer?.notes ?? []).map(({ text, names }) => ({ text: `${file.name}: ${text}`, names })));
    }
    this.removeAttribute("aria-busy");
    this.field.value = "";
    notes.show(left, [], problems);
  }

  insert({ title, lead, html, is_named_by_file: isNamedByFile }, to) {
    const [titleField, leadField] = ["title", "lead"].map((name) => this.page.fields.fields.get(name));
    const isFilled = (field) => Boolean(field.value.trim());
    const heading = isFilled(titleField) && !isNamedByFile ? `<h2>${escaped(title)}</h2>` : "";
    const beginning = lead && isFilled(leadField) ? `<p>${escaped(lead)}</p>` : "";
    if (!isFilled(titleField)) fill(titleField, title);
    if (lead && !beginning) fill(leadField, lead);
    this.put(`${heading}${beginning}${html}`, to);
  }

  // In place of an empty paragraph, or behind what is there. It is one step of undo. The caret goes to its end, unless
  // somebody is writing.
  put(html, to) {
    const { editor } = this.page;
    const { nodeBefore } = editor.state.doc.resolve(to);
    const from = nodeBefore && isEmptyText(nodeBefore) ? to - nodeBefore.nodeSize : to;
    const options = { updateSelection: !editor.isFocused };
    const ownStep = ({ tr }) => Boolean(pm.history.closeHistory(tr).setMeta("preventAutolink", true));
    editor.chain().command(ownStep).insertContentAt({ from, to }, html, options).run();
  }
}

customElements.define("document-insert", DocumentInsert);
