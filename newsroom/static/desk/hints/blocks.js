// The textblocks of an editor, and what is wrong in each, as if all suggestions were accepted: what is struck out gets no
// hints. A block that has not changed is not looked at again.
import { forEachTextblock, rangeOf, wordsIn } from "../writing/searching.js";

const languageOf = (node) => node.marks.find(({ type }) => type.name === "language");

// Whether a part of a textblock has words that are marked as another language.
export function inOtherLanguage(block, { from, to }) {
  let is = false;
  block.nodesBetween(from, to, (node) => {
    is ||= node.isText && Boolean(languageOf(node));
  });
  return is;
}

// For a hint about a part of these words: where each character of them is.
const partsOf = (places, from, to) => places.slice(from, to).map((place) => place - places[from]);

export class HintsOfBlocks {
  // `look` takes a text and returns [{from, to, …}].
  constructor(look) {
    this.look = look;
    this.known = new WeakMap(); // {node, which never changes: its hints}
  }

  hintsOf(block) {
    if (!this.known.has(block)) {
      const { text, places } = wordsIn(block);
      const placed = ({ from, to }) => ({
        text: text.slice(from, to), ...rangeOf(places, from, to), places: partsOf(places, from, to),
      });
      const hints = this.look(text).map((hint) => ({ ...hint, ...placed(hint) }));
      this.known.set(block, hints.filter((hint) => !inOtherLanguage(block, hint)));
    }
    return this.known.get(block);
  }

  // The hints of a document with their places in it.
  in(doc) {
    const found = [];
    forEachTextblock(doc, (node, pos) => {
      const here = this.hintsOf(node);
      found.push(...here.map((hint) => ({ ...hint, from: pos + 1 + hint.from, to: pos + 1 + hint.to })));
    });
    return found;
  }
}
