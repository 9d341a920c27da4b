// Finds runs: two or more capitalised words that follow each other, as `newsroom/names/runs.py` does. Pure.

const WORD = /\p{L}+(?:[-\u2010\u2011'’ʼ]\p{L}+)*/gu;
const BLANKS = /^[ \u00a0\u202f]{1,3}$/;
const GOES_ON = /[\p{L}\p{N}_,:;)»”%\]]/u; // what stands before a word that does not begin a sentence or a quotation
const QUOTES = { "«": "»", "“": "”", "„": "“", '"': '"' };
const LONGEST_WORD = 40;
const MOST_WORDS = 8;

function isNameWord(word) {
  const isCapitalised = word[0] !== word[0].toLowerCase();
  return word.length >= 2 && word.length <= LONGEST_WORD && isCapitalised && word !== word.toUpperCase();
}

// Whether a sentence or a quotation begins here. A quotation that is all of the run is a name.
function opensAt(text, from, to) {
  const before = text.slice(Math.max(0, from - 3), from);
  const sign = before.replace(/[ \u00a0\u202f]+$/, "").at(-1);
  if (!sign) return true;
  if (QUOTES[sign] && before.endsWith(sign) && text[to] === QUOTES[sign]) return false;
  return !GOES_ON.test(sign);
}

// [{from, to, opens}]
export function runsIn(text) {
  const runs = [];
  let end = null;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const isJoined = end !== null && BLANKS.test(text.slice(end, index));
    end = isNameWord(word) ? index + word.length : null;
    if (end && isJoined) Object.assign(runs.at(-1), { to: end, words: runs.at(-1).words + 1 });
    else if (end) runs.push({ from: index, to: end, words: 1 });
  }
  const found = runs.filter(({ words }) => words >= 2 && words <= MOST_WORDS);
  return found.map(({ from, to }) => ({ from, to, opens: opensAt(text, from, to) }));
}
