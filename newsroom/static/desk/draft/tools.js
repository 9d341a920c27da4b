// What helps while somebody writes: pasting, finding and replacing, photos, embeds, recalled stories, counts and hints.
import { onKeys } from "../key-list.js";
import { addRecalls } from "../nodes/recall-dialog.js";
import { pasteAsOneParagraph } from "../paste/one-paragraph.js";
import { StoryNotes } from "../notes/story-notes.js";
import { embedPastedAddresses } from "../pasted-embeds.js";
import { addPhotoPicker } from "../photos/photos-of-story.js";
import { keepCounting } from "../writing/counts.js";
import "../hints/writing-hints.js";
import "../writing/find-replace.js";
import "./document-insert.js";

// `page` is a <draft-editor>.
export function addTools(page) {
  const { editor, words } = page;
  const [title, lead] = ["title", "lead"].map((name) => page.fields.fields.get(name));
  for (const field of [title, lead]) pasteAsOneParagraph(field);
  document.querySelector("document-insert")?.serve(page);
  const find = document.createElement("find-replace");
  find.hidden = true;
  page.prepend(find);
  const open = () => find.contains(document.activeElement) ? false : find.open({ editor, fields: [title, lead], words });
  onKeys(document, { find: open, save: () => page.saveNow() });
  document.addEventListener("click", ({ target }) => {
    const opener = target.closest("[data-opens-find]");
    if (!opener) return;
    opener.closest("details").open = false;
    open();
  });
  embedPastedAddresses(editor, page.dataset.embedsUrl);
  addPhotoPicker(page, { editor, words: words.photos });
  addRecalls(page, { editor, words: words.photos });
  const counts = document.querySelector("writing-counts");
  const { language } = page.dataset;
  if (counts) keepCounting(counts, page, { editor, lead, title, words, language });
  const hints = page.querySelector("writing-hints");
  const fields = [title, lead].filter(Boolean);
  hints?.watch({ editor, fields, form: page.form, words: words.hints, language });
  const notes = document.getElementById("notes");
  if (notes) new StoryNotes(page, notes, fields);
}
