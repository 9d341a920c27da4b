// The textblocks of an editor, and what is wrong in each. A block that has not changed is not looked at again.
import { textIn } from "../writing/searching.js";

const languageOf = (node) => node.marks.find(({ type }) => type.name === "language");

// Whether a part of a textblock has words that are marked as another language.
export function inOtherLanguage(block, { from, to }) {
  let is = false;
  block.nodesBetween(from, to, (node) => {
    is ||= node.isText && Boolean(languageOf(node));
  });
  return is;
}

export class HintsOfBlocks {
  // `look` takes a text and returns [{from, to, …}].
  constructor(look) {
    this.look = look;
    this.known = new WeakMap(); // {node, which never changes: its hints}
  }

  hintsOf(block) {
    if (!this.known.has(block)) {
      const text = textIn(block);
      const hints = this.look(text).map((hint) => ({ ...hint, text: text.slice(hint.from, hint.to) }));
      this.known.set(block, hints.filter((hint) => !inOtherLanguage(block, hint)));
    }
    return this.known.get(block);
  }

  // The hints of a document with their places in it.
  in(doc) {
    const found = [];
    doc.descendants((node, pos) => {
      if (!node.isTextblock) return true;
      const here = this.hintsOf(node);
      found.push(...here.map((hint) => ({ ...hint, from: pos + 1 + hint.from, to: pos + 1 + hint.to })));
      return false;
    });
    return found;
  }
}
