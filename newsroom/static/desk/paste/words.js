// A paragraph as words that look alike: from pieces as they were pasted to what the editor would write.
import { withLinks } from "./addresses.js";

// Marks from the outer to the inner one, as the editor nests them.
const MARKS = { bold: "strong", italic: "em", sub: "sub", sup: "sup" };
export const LOOKS = Object.keys(MARKS);

// What nobody sees and nobody has typed.
export const RUBBISH = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2060\ufeff\ufffc\ufffd]/g;
const CHINESE = "[\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef]";
const BREAK_IN_CHINESE = new RegExp(`(?<=${CHINESE})[ \\t]*[\\r\\n]+[ \\t]*(?=${CHINESE})`, "gu");
const SPACES = /[ \u00a0]{2,}/g; // programs write no-break spaces for the second of two
const ENDS = /^[\s\u00a0]+|[\s\u00a0]+$/g;

export const BREAK = { isBreak: true };
export const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\u00a0", "&nbsp;");
const escapedValue = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
export const isBlank = ({ text }) => text !== undefined && !text.replace(ENDS, "");

const alike = (one, other) =>
  one && !one.isBreak && !other.isBreak && ["href", ...LOOKS].every((name) => (one[name] || "") === (other[name] || ""));

// Pieces whose spaces are as a browser would show them. A preserved line break is a line break.
function withPlainSpaces(pieces) {
  return pieces.flatMap((piece) => {
    if (piece.isBreak) return [piece];
    const text = piece.text.replace(RUBBISH, "");
    const lines = piece.isPreserved ? text.split(/\r\n?|\n/) : [text.replace(BREAK_IN_CHINESE, "")];
    return lines.flatMap((line, index) => {
      const words = { ...piece, text: line.replace(/[ \t\n\r\f]+/g, " ").replace(SPACES, " ") };
      return index ? [BREAK, words] : [words];
    });
  });
}

// Pieces whose spaces at the ends are pieces of their own.
function withSpacesApart(pieces) {
  return pieces.flatMap((piece) => {
    if (piece.isBreak) return [piece];
    const [, before, words, after] = /^( *)(.*?)( *)$/s.exec(piece.text);
    return [before, words, after].filter(Boolean).map((text) => ({ ...piece, text }));
  });
}

// For each piece the next one that `isMeant`, in one pass: a text can have thousands of pieces.
function nextOnes(pieces, isMeant) {
  let next;
  return pieces.toReversed().map((piece) => {
    const found = next;
    if (isMeant(piece)) next = piece;
    return found;
  }).toReversed();
}

// A space between two bold words is bold. One at the end of them is not.
function withMarkedSpaces(pieces) {
  const isWord = (piece) => !isBlank(piece);
  const [former, later] = [nextOnes(pieces.toReversed(), isWord).toReversed(), nextOnes(pieces, isWord)];
  return pieces.map((piece, index) => {
    if (isWord(piece)) return piece;
    const [before, after] = [former[index], later[index]];
    const shared = LOOKS.filter((look) => before?.[look] && after?.[look]);
    const href = before?.href === after?.href ? before?.href : undefined;
    return { text: piece.text, href, ...Object.fromEntries(shared.map((look) => [look, true])) };
  });
}

function merged(pieces) {
  const found = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (alike(last, piece)) found.splice(-1, 1, { ...last, text: last.text + piece.text });
    else if (piece.isBreak || piece.text) found.push(piece);
  }
  return found;
}

// Without spaces at the ends of lines, and without two in a row.
function withSingleSpaces(pieces) {
  let isSpace = true;
  const found = pieces.map((piece) => {
    if (piece.isBreak) {
      isSpace = true;
      return piece;
    }
    let text = piece.text.replace(/ +/g, " ");
    if (isSpace) text = text.replace(/^ /, "");
    if (text) isSpace = text.endsWith(" ");
    return { ...piece, text };
  });
  const later = nextOnes(found, ({ isBreak, text }) => isBreak || text);
  return found.map((piece, index) => {
    const next = later[index];
    const isEnd = !piece.isBreak && (!next || next.isBreak);
    return isEnd ? { ...piece, text: piece.text.replace(/ $/, "") } : piece;
  });
}

const isEmpty = (piece) => !piece.isBreak && !piece.text;

function trimmed(pieces) {
  const words = pieces.filter((piece) => !isEmpty(piece));
  while (words.length && (words[0].isBreak || isBlank(words[0]))) words.shift();
  while (words.length && (words.at(-1).isBreak || isBlank(words.at(-1)))) words.pop();
  if (!words.length) return words;
  words[0] = { ...words[0], text: words[0].text.replace(/^[\s\u00a0]+/, "") };
  words.push({ ...words.at(-1), text: words.pop().text.replace(/[\s\u00a0]+$/, "") });
  return words;
}

const linked = (pieces) =>
  pieces.flatMap((piece) =>
    piece.isBreak || piece.href ? [piece] : withLinks(piece.text).map((part) => ({ ...piece, ...part })),
  );

// Divided where there are two line breaks in a row, which stand for a new paragraph.
function paragraphs(pieces) {
  const found = [[]];
  let breaks = 0;
  for (const piece of pieces) {
    if (piece.isBreak) breaks += 1;
    else if (!isBlank(piece)) {
      if (breaks > 1) found.push([]);
      else if (breaks) found.at(-1).push(BREAK);
      breaks = 0;
      found.at(-1).push(piece);
    } else if (!breaks) found.at(-1).push(piece);
  }
  return found;
}

// The paragraphs of the pieces that stand in one block: a list of lists of words.
export function paragraphsOf(pieces) {
  const words = merged(withMarkedSpaces(withSpacesApart(merged(withPlainSpaces(pieces)))));
  return paragraphs(withSingleSpaces(words)).map((one) => linked(merged(trimmed(one)))).filter((one) => one.length);
}

// The start tags around a piece, from the outer to the inner one.
function startTags({ href, ...looks }) {
  const marks = LOOKS.filter((look) => looks[look]).map((look) => `<${MARKS[look]}>`);
  return href ? [`<a href="${escapedValue(href)}">`, ...marks] : marks;
}

const common = (one, other) => one.slice(0, one.findIndex((tag, index) => tag !== other[index]) >>> 0);
const endTags = (tags) => tags.toReversed().map((tag) => `</${/\w+/.exec(tag)[0]}>`).join("");

// HTML of words. Neighbours share the elements that both are in, and a line break is in what is around it.
export function htmlOf(words) {
  let html = "";
  let open = [];
  for (const [index, piece] of words.entries()) {
    const tags = piece.isBreak ? common(open, startTags(words[index + 1] ?? {})) : startTags(piece);
    const kept = common(open, tags);
    html += endTags(open.slice(kept.length)) + tags.slice(kept.length).join("");
    html += piece.isBreak ? "<br>" : escaped(piece.text);
    open = tags;
  }
  return html + endTags(open);
}
