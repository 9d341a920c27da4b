// Finds what the typography of a language writes otherwise: quotation marks, dashes, spaces that don't break. Pure.

const SPACE = "\u00a0";
const CYRILLIC = { quotes: "«»", inner: "“”", dash: "—", keepsDash: true };
const RULES = { kk: CYRILLIC, ru: { ...CYRILLIC, inner: "„“" }, uz: CYRILLIC, en: { quotes: "“”", inner: "‘’", dash: "–" } };

// Whether a straight quotation mark opens: nothing before it, a space, or another opening sign.
const opens = (before) => !before || /[\s(\[«“„—–/-]$/.test(before);

// A quotation within another one has other marks. A mark behind a number that closes nothing stands for inches.
function quotationMarks(text, { quotes, inner }) {
  const found = [];
  let depth = 0;
  for (const { 0: sign, index } of text.matchAll(new RegExp(`["${quotes}]`, "g"))) {
    const before = text.slice(0, index);
    const isOpening = sign === quotes[0] || (sign === '"' && opens(before));
    if (!isOpening && !depth && /[0-9]$/.test(before)) continue;
    if (!isOpening) depth = Math.max(0, depth - 1);
    const [open, close] = depth ? inner : quotes;
    if (sign === '"') found.push({ from: index, to: index + 1, replacement: isOpening ? open : close });
    if (isOpening) depth += 1;
  }
  return found;
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
  const found = [...quotationMarks(text, rules), ...dashes(text, rules), ...joined(text)];
  const wrong = found.filter(({ from, to, replacement }) => text.slice(from, to) !== replacement);
  wrong.sort((one, other) => one.from - other.from);
  return wrong.filter(({ from }, index) => !index || from >= wrong[index - 1].to);
}
