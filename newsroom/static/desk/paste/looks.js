// How pasted words look: bold, italic, raised or lowered, by their elements and by their styles.
const BOLD_BY_THEMSELVES = new Set(["th", "h1", "h2", "h3", "h4", "h5", "h6"]);
const ITALIC = new Set(["i", "em", "cite", "dfn", "var", "address"]);
const WEIGHT = /^(?:normal|bold|bolder|lighter|initial|\d+(?:\.\d+)?)$/; // not a variable of the page, such as var(--bold)
const SLANT = /^(?:normal|italic|oblique|initial)/;
const PRESERVED = /^(pre|break-spaces)/;

export const PLAIN = { bold: false, italic: false, sub: false, sup: false, isPreserved: false };

function boldOf(name, { font = "", "font-weight": weight }, before) {
  const hasFont = /\d/.test(font); // a size, and not "inherit"
  const given = weight ?? /(?:^|\s)(bold|bolder|[1-9]00)(?=\s)/.exec(font)?.[1] ?? (hasFont ? "normal" : undefined);
  if (BOLD_BY_THEMSELVES.has(name)) return false; // they are bold by themselves
  if (given === "inherit" || given === "unset") return before;
  if (!WEIGHT.test(given)) return ["b", "strong"].includes(name) || before;
  return /^bold/.test(given) || Number(given) >= 600;
}

function italicOf(name, { font = "", "font-style": slant }, before) {
  const given = slant ?? /(?:^|\s)(italic|oblique)(?=\s)/.exec(font)?.[1];
  if (given === "inherit" || given === "unset") return before;
  if (!SLANT.test(given)) return ITALIC.has(name) || before;
  return /^(italic|oblique)/.test(given);
}

function raisedOf(name, style, before) {
  const given = { super: "sup", sub: "sub" }[style["vertical-align"]] ?? name;
  if (given === "sup") return { sup: true, sub: false };
  return given === "sub" ? { sub: true, sup: false } : { sub: before.sub, sup: before.sup };
}

export function lookOf(element, style, before) {
  const name = element.localName;
  return {
    ...before,
    ...raisedOf(name, style, before),
    bold: boldOf(name, style, before.bold),
    italic: italicOf(name, style, before.italic),
    isPreserved: style["white-space"] ? PRESERVED.test(style["white-space"]) : before.isPreserved,
  };
}

