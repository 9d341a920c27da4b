// Fields of one line or one paragraph, such as a headline, get pasted text without its line breaks.
import { inertDocument } from "./inert.js";
import { RUBBISH } from "./words.js";

const withoutMarkup = (html) => inertDocument(html.replaceAll("<", " <")).body.textContent;

function wordsIn(data) {
  const text = data.getData("text/plain") || withoutMarkup(data.getData("text/html"));
  return text.replace(RUBBISH, "").replace(/[\s\u0085]+/g, (spaces) => (spaces === "\u00a0" ? spaces : " ")).trim();
}

// The command keeps the undo of the browser.
function insert(field, words) {
  if (document.execCommand("insertText", false, words)) return;
  field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

export function pasteAsOneParagraph(field) {
  field.addEventListener("paste", (event) => {
    const words = wordsIn(event.clipboardData);
    event.preventDefault();
    if (words) insert(field, words);
  });
}
