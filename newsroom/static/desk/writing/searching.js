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

// [{from, to}]: where `words` are in a document, also if some of them are bold or a link.
export function rangesIn(doc, words) {
  const found = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    for (const at of placesOf(words, textIn(node))) found.push({ from: pos + 1 + at, to: pos + 1 + at + words.length });
    return false;
  });
  return found;
}
