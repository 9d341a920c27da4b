// Counts the words of a text as `articles/reading_time.py` does.

const WORD = /[\p{L}\p{M}\p{N}_]+(?:[-’'.,][\p{L}\p{M}\p{N}_]+)*/gu;
const CHARACTER = /[\u3400-\u9fff]|[\p{L}\p{N}_]+?(?=[\u3400-\u9fff]|[^\p{L}\p{N}_]|$)/gu; // Chinese has no spaces
const PER_MINUTE = { kk: 166, ru: 184, en: 228, uz: 166, zh: 255 };

const language = (tag) => tag.split("-")[0];

export function wordsIn(text, tag) {
  return text.match(language(tag) === "zh" ? CHARACTER : WORD)?.length ?? 0;
}

export const minutesFor = (words, tag) => (words ? Math.max(1, Math.round(words / PER_MINUTE[language(tag)])) : 0);

// Characters as people count them: an accent belongs to its letter.
export const charactersIn = (text) => [...text.replace(/\p{M}/gu, "")].length;
