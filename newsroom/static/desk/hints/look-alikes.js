// Finds Cyrillic words in which letters of another alphabet look like Cyrillic ones. Pure.

const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]+/gu;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const OTHER = /\P{Script=Cyrillic}/u;
// Y looks like the capital Ү. It is У before a vowel, and Ү before a consonant in a word with soft vowels.
const SOFT_Y = /^Y[бвгджзйклмнңпрстфхцчш].*[әөүіi]/;

// [{from, to, replacement}]. A word is left alone if it has a letter that is in no table, as in «iPhoneға».
export function mixedWords(text, lookAlikes) {
  const found = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!CYRILLIC.test(word) || !OTHER.test(word)) continue;
    const letters = [...word.replace(SOFT_Y, (soft) => `Ү${soft.slice(1)}`)].map((letter) =>
      CYRILLIC.test(letter) ? letter : lookAlikes[letter],
    );
    if (!letters.includes(undefined)) found.push({ from: index, to: index + word.length, replacement: letters.join("") });
  }
  return found;
}
