// Finds what the typography of a language writes otherwise: quotation marks, dashes, spaces that don't break. Pure.

const SPACE = "\u00a0";
const CYRILLIC = { quotes: "«»", dash: "—", keepsDash: true };
const RULES = { kk: CYRILLIC, ru: CYRILLIC, uz: CYRILLIC, en: { quotes: "“”", dash: "–" } };

// Whether a straight quotation mark opens: nothing before it, a space, or another opening sign.
const opens = (before) => !before || /[\s(\[«“„—–/-]$/.test(before);

function quotationMarks(text, [open, close]) {
  return [...text.matchAll(/"/g)].map(({ index }) => {
    return { from: index, to: index + 1, replacement: opens(text.slice(0, index)) ? open : close };
  });
}

function dashes(text, { dash, keepsDash }) {
  const before = keepsDash ? SPACE : " ";
  return [...text.matchAll(/(?<=\S)([ \u00a0]+)([-–—])(?= )|^([-–—])(?= )/g)].map((match) => {
    const [written, blanks, own] = match;
    const right = blanks && own === "—" && !keepsDash ? "—" : dash;
    return { from: match.index, to: match.index + written.length, replacement: blanks ? before + right : right };
  });
}

const JOINED = [
  [/(?<=\p{L})( )(?=№)/gu, SPACE],
  [/(?<=№)( ?)(?=[0-9])/gu, SPACE],
  [/(?<=(?<![\p{L}\p{N}])\p{Lu}\.)( ?)(?=\p{Lu}[\p{Ll}.])/gu, SPACE], // А. Байтұрсынов, А. С. Пушкин
  [/(?<=\S)( {2,})(?=\S)/gu, " "],
  [/(?<!\.)(\.\.\.)(?!\.)/gu, "…"],
];

const joined = (text) =>
  JOINED.flatMap(([pattern, replacement]) =>
    [...text.matchAll(pattern)].map(({ 0: written, index }) => ({ from: index, to: index + written.length, replacement })),
  );

// [{from, to, replacement}] in order, without overlaps. Chinese typography has no such rules here.
export function typographyOf(text, language) {
  const rules = RULES[language.split("-")[0]];
  if (!rules) return [];
  const found = [...quotationMarks(text, rules.quotes), ...dashes(text, rules), ...joined(text)];
  const wrong = found.filter(({ from, to, replacement }) => text.slice(from, to) !== replacement);
  wrong.sort((one, other) => one.from - other.from);
  return wrong.filter(({ from }, index) => !index || from >= wrong[index - 1].to);
}
