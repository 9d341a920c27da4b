// Finds what the house style writes otherwise, as `newsroom/house_style/finding.py` does. Pure.

const TOKEN = /[\u3400-\u9fff]|(?:(?![\u3400-\u9fff])[\p{L}\p{N}\u0300-\u036f\u064b-\u065f])+|[^\p{L}\p{N}\s]/gu;
const NUMBER = "#";
// In lower case, unless that would change the length, as in Turkish words.
const folded = (text) => {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
};

function add(map, key, rule) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(rule);
}

// In the letter case of what is replaced, if the rule ignores the case.
function replacementFor({ parts, ignoresCase }, { indices }, text) {
  const words = parts.map((part) => (typeof part === "string" ? part : text.slice(...(indices[part] ?? [0, 0])))).join("");
  const first = text[indices[0][0]];
  return ignoresCase && first !== first.toLowerCase() ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

export class HouseStyle {
  // `rules` as `rules_for_browser` in newsroom/house_style/current.py returns them.
  constructor(rules) {
    this.words = new Map();
    this.beginnings = new Map();
    this.tried = 0; // how often a rule was compared with a place of a text
    for (const rule of rules) {
      for (const [head, goesOn] of rule.heads) add(goesOn ? this.beginnings : this.words, head, rule);
    }
    this.longest = Math.max(0, ...[...this.beginnings.keys()].map((head) => head.length));
  }

  rulesAt(token) {
    const word = token.toLowerCase();
    const found = [...(this.words.get(word) ?? [])];
    const lengths = Math.min(word.length, this.longest);
    for (let length = 1; length <= lengths; length += 1) found.push(...(this.beginnings.get(word.slice(0, length)) ?? []));
    if (/^[0-9]/.test(token)) found.push(...(this.beginnings.get(NUMBER) ?? []));
    return found;
  }

  // [{from, to, replacement, reason}] in order. Of several at one place, the longest.
  find(text) {
    const hits = [];
    const lower = folded(text);
    let end = 0;
    for (const { 0: token, index } of text.matchAll(TOKEN)) {
      if (index < end) continue;
      const here = this.rulesAt(token).map((rule) => this.hitAt(rule, { text, lower }, index)).filter(Boolean);
      if (!here.length) continue;
      hits.push(here.reduce((one, other) => (other.to > one.to ? other : one)));
      end = hits.at(-1).to;
    }
    return hits;
  }

  hitAt(rule, { text, lower }, index) {
    this.tried += 1;
    rule.regex ??= new RegExp(rule.source, "dy");
    rule.regex.lastIndex = index;
    const match = rule.regex.exec(rule.ignoresCase ? lower : text);
    if (!match) return null;
    const { reason } = rule;
    const [from, to] = match.indices[0];
    const replacement = replacementFor(rule, match, text);
    return replacement === text.slice(from, to) ? null : { from, to, replacement, reason };
  }
}
