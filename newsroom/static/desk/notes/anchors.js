// Finds the words of a note in the present words of a draft, as `articles/editorial/anchors.py` does. Pure.
const CONTEXT = 32;
const SIDE = 8;
const TELLING = 12;

export const squeezed = (text) => text.replace(/\s+/gu, "");

// What to look for beside a quotation: both sides, or else enough of one.
function surroundings(before, after) {
  const sides = [CONTEXT, SIDE].map((most) => [before.slice(-most), after.slice(0, most)]);
  const pairs = sides.flatMap(([one, other]) => [[one, ""], ["", other]]);
  return [[before, after], ...pairs.filter(([one, other]) => one.length + other.length >= SIDE)];
}

export class Words {
  // `parts` are [[part, text], …] in their order.
  constructor(parts) {
    this.spans = new Map(); // {part: [start, end]}
    this.text = "";
    for (const [part, text] of parts) {
      const start = this.text.length;
      this.text += squeezed(text);
      this.spans.set(part, [start, this.text.length]);
    }
    this.all = [0, this.text.length];
  }

  partAt(at) {
    return [...this.spans].find(([, [start, end]]) => start <= at && at < end)[0];
  }

  // {part, start, end, isFound}: where a note is now. `start` and `end` count the letters of the text without blanks.
  placeOf(anchor) {
    const home = this.homeOf(anchor);
    const letters = squeezed(anchor.quotation);
    const own = this.spans.get(home) ?? this.all;
    if (!letters) return { part: home, start: own[0], end: own[1], isFound: home === anchor.part };
    const start = this.startOf(anchor, letters, home);
    if (start === undefined) return { part: home, start: own[1], end: own[1], isFound: false };
    return { part: this.partAt(start), start, end: start + letters.length, isFound: true };
  }

  homeOf({ part, preceding }) {
    if (!part) return "";
    return [part, ...preceding].find((one) => this.spans.has(one)) ?? [...this.spans.keys()].at(-1) ?? "";
  }

  startOf(anchor, letters, home) {
    const own = this.spans.get(anchor.part);
    const sides = surroundings(squeezed(anchor.before), squeezed(anchor.after));
    if (anchor.unique_in === "gone") {
      const [[before, after]] = sides;
      const at = this.find(before + letters + after, [own]);
      return at === undefined ? at : at + before.length;
    }
    for (const [before, after] of sides) {
      const words = before + letters + after;
      const at = this.find(words, [own, words.length >= TELLING ? this.all : this.near(home)]);
      if (at !== undefined) return at + before.length;
    }
    const isTelling = anchor.unique_in === "text" && letters.length >= TELLING;
    return this.find(letters, [anchor.unique_in && own, (isTelling || !anchor.part) && this.all]);
  }

  // The letters of a part and its neighbours.
  near(home) {
    if (!this.spans.has(home)) return this.all;
    const [start, end] = this.spans.get(home);
    const before = start ? this.partAt(start - 1) : home;
    const after = end < this.text.length ? this.partAt(end) : home;
    return [this.spans.get(before)[0], this.spans.get(after)[1]];
  }

  find(words, spans) {
    for (const [start, end] of spans.filter(Boolean)) {
      const at = this.text.slice(start, end).indexOf(words);
      if (at >= 0) return start + at;
    }
    return undefined;
  }
}
