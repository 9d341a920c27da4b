// Hints that somebody wants to see no more in a story. This browser remembers the newest ones.

const KEPT = "ignored-hints";
const MOST = 200;

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT));
    return Array.isArray(kept) ? kept : [];
  } catch {
    return []; // a browser may refuse to store anything: then this page alone remembers them
  }
}

export class Ignored {
  // `place` tells one text from others.
  constructor(place) {
    this.nameOf = ({ kind, text, replacement }) => [place, kind, text, replacement].join("\n");
    this.names = new Set(read());
  }

  has(hint) {
    return this.names.has(this.nameOf(hint));
  }

  add(hint) {
    this.names.add(this.nameOf(hint));
    try {
      localStorage.setItem(KEPT, JSON.stringify([...new Set([...read(), this.nameOf(hint)])].slice(-MOST)));
    } catch {
      return; // as in `read`
    }
  }
}
