// <writing-counts>: words, characters and reading time. <headline-length>: where others cut the headline.
import { locale } from "../locale.js";
import { textForReaders } from "../suggestions/deciding.js";
import { charactersIn, minutesFor, wordsIn } from "./counting.js";

const DELAY = 300; // milliseconds after typing
const CUT = { search: 60, share: 100 }; // characters that search engines and share cards show

const number = (count) => count.toLocaleString(locale);

export function count(element, { editor, lead, title, words, language }) {
  const body = textForReaders(editor.state.doc);
  const length = wordsIn(`${lead?.value ?? ""} ${body}`, language);
  const parts = [
    words.words.replace("{count}", number(length)),
    words.characters.replace("{count}", number(charactersIn(body.replace(/\n/g, "")))),
    words.minutes.replace("{count}", number(minutesFor(length, language))),
  ];
  element.textContent = parts.join(" · ");
  if (title) countHeadline(element.ownerDocument.querySelector("headline-length"), title.value, words);
}

function countHeadline(element, title, words) {
  if (!element) return;
  const length = charactersIn(title.trim());
  const parts = Object.entries(CUT).map(([who, most]) => {
    const part = document.createElement("span");
    part.textContent = words[`headline_${who}`].replace("{count}", length).replace("{most}", most);
    part.classList.toggle("too-long", length > most);
    return part;
  });
  element.replaceChildren(...parts);
}

// Counts now, and after each pause in typing. `source` has what `count` needs.
export function keepCounting(element, form, source) {
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => count(element, source), DELAY);
  };
  form.addEventListener("input", later);
  count(element, source);
}
