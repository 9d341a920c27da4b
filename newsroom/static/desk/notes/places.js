// Where notes are in an editor and the fields above it: the words of its blocks, and the positions of their letters.
import { Words, squeezed } from "./anchors.js";

const isBlank = (character) => !character.trim();

// The runs of text of a block, each with its position.
function runsOf(block, pos) {
  const runs = [];
  block.descendants((node, offset) => {
    if (node.isText) runs.push({ text: node.text, pos: pos + 1 + offset });
  });
  return runs;
}

// The position of the letter `number` of a run.
function positionIn({ text, pos }, number) {
  let left = number;
  for (let at = 0; at < text.length; at += 1) {
    if (isBlank(text[at])) continue;
    if (!left) return pos + at;
    left -= 1;
  }
  return pos + text.length;
}

export class Places {
  // `fields` are [[name, text], …].
  constructor(doc, fields) {
    this.blocks = new Map(); // {id: {node, pos}}
    this.runs = [];
    const parts = [...fields];
    doc.forEach((node, pos) => {
      const runs = runsOf(node, pos);
      this.blocks.set(node.attrs.block, { node, pos });
      parts.push([node.attrs.block, runs.map(({ text }) => text).join("")]);
      this.runs.push(...runs);
    });
    this.words = new Words(parts);
    let at = fields.reduce((sum, [, text]) => sum + squeezed(text).length, 0);
    for (const run of this.runs) {
      run.start = at;
      at += squeezed(run.text).length;
      run.end = at;
    }
  }

  positionOf(letter) {
    const run = this.runs.find(({ start, end }) => start <= letter && letter < end);
    return run && positionIn(run, letter - run.start);
  }

  // {part, isFound, from, to}: `from` and `to` are positions in the document, if the words are in it.
  of(anchor) {
    const { part, start, end, isFound } = this.words.placeOf(anchor);
    const found = { part, isFound };
    if (!this.blocks.has(part)) return found;
    if (!isFound || !anchor.quotation) return { ...found, end: this.endOf(part) };
    return { ...found, from: this.positionOf(start), to: this.positionOf(end - 1) + 1 };
  }

  // The position after the last words of a block; undefined if it has none, as a photo.
  endOf(part) {
    let { node, pos } = this.blocks.get(part);
    let end = pos + node.nodeSize - 1;
    for (; !node.isTextblock && node.lastChild; node = node.lastChild) end -= 1;
    return node.isTextblock ? end : undefined;
  }
}
