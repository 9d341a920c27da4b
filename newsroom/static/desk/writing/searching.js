// Finds words in plain texts and in the blocks of an editor, whatever their letter case. No panel, no page.

// Each character in lower case, unless that would change the length; all spaces alike.
export function folded(text) {
  const fold = (character) => {
    const lower = /\s/.test(character) ? " " : character.toLowerCase();
    return lower.length === character.length ? lower : character;
  };
  return text.split("").map(fold).join("");
}

// The beginnings of `words` in `text`. They don't overlap.
export function placesOf(words, text) {
  const wanted = folded(words);
  const here = folded(text);
  const places = [];
  for (let at = here.indexOf(wanted); wanted && at >= 0; at = here.indexOf(wanted, at + wanted.length)) places.push(at);
  return places;
}

// The text of a textblock. Each position within the block is one character, also a line break or a picture.
export const textIn = (block) => block.textBetween(0, block.content.size, null, ({ type }) => (type.name === "hardBreak" ? "\n" : "\ufffc"));

// Whatever reads a text while somebody writes it reads it with all suggestions accepted: what is struck out is not there.
export const isStruck = ({ marks }) => marks.some(({ type }) => type.name === "deletion");

// {text, places} of a textblock: its words that are not struck out, and where in it each character is.
export function wordsIn(block) {
  let text = "";
  const places = [];
  block.forEach((node, offset) => {
    if (isStruck(node)) return;
    const piece = node.text ?? (node.type.name === "hardBreak" ? "\n" : "\ufffc");
    text += piece;
    for (let at = 0; at < piece.length; at += 1) places.push(offset + at);
  });
  return { text, places };
}

// The range in a textblock of a part of its words. An empty part is behind the character before it.
export function rangeOf(places, from, to) {
  const start = from === to ? (places[from - 1] ?? -1) + 1 : places[from];
  return { from: start, to: from === to ? start : places[to - 1] + 1 };
}

// Calls `visit` for each textblock with its position, but not for those that are to be removed.
export function forEachTextblock(doc, visit) {
  doc.descendants((node, pos) => {
    if (node.attrs.deleted) return false;
    if (node.isTextblock) visit(node, pos);
    return !node.isTextblock;
  });
}

// [{from, to, text}]: where `words` are in a document, also if some of them are bold or a link.
export function rangesIn(doc, words) {
  const found = [];
  forEachTextblock(doc, (node, pos) => {
    const { text, places } = wordsIn(node);
    for (const at of placesOf(words, text)) {
      const { from, to } = rangeOf(places, at, at + words.length);
      found.push({ from: pos + 1 + from, to: pos + 1 + to, text: text.slice(at, at + words.length) });
    }
  });
  return found;
}

// The new values of fields count as typed. The page looks at the whole story each time.
export function sayTyped(places) {
  const fields = new Set(places.map(({ field }) => field).filter(Boolean));
  for (const field of fields) field.dispatchEvent(new Event("input", { bubbles: true }));
}

// Writes `text` in place of the words of a range. What is struck out between them stays.
export function replaceWords(tr, { from, to }, text) {
  const parts = [];
  tr.doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isInline || isStruck(node)) return;
    const [start, end] = [Math.max(from, pos), Math.min(to, pos + node.nodeSize)];
    if (parts.at(-1)?.[1] === start) parts.at(-1)[1] = end;
    else parts.push([start, end]);
  });
  const [first, ...others] = parts.length ? parts : [[from, to]];
  for (const part of others.toReversed()) tr.delete(...part);
  if (text) tr.insertText(text, ...first);
  else tr.delete(...first);
}
