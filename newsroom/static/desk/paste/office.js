// What office programs add to a text: markers of lists, comments, and words that a tracked change has deleted.
import { kindOf, numberOf } from "./lists.js";
import { STYLE } from "./inert.js";

const LIST = /(?:^|\s)(l\d+)\s+level(\d+)/;
const ANCHOR = /^\s*(\[[^\]]{1,16}\])?\s*$/;
const COMMENTS = ".msocomanchor, .msocomtxt, .msocomoff, a[href*='#_msocom'], a[href^='#cmnt']";

export const isDeleted = (element) => element.localName === "del" || element.classList.contains("msoDel");

// Spaces that were more than one, or at the end of a line.
export function isSpaces(element, style) {
  const isBare = element.localName === "span" && !element.attributes.length && element.childNodes.length === 1;
  const isMarked = style["mso-spacerun"] === "yes" || element.classList.contains("Apple-converted-space");
  return (isBare || isMarked) && /^[\s\u00a0]+$/.test(element.textContent);
}

// Words that Word prints before an item: its number or its bullet.
export const isMarker = (style) => style["mso-list"] === "ignore";

// A mark such as [A1], and the comments themselves, which stand after the text.
export function isComment(element, style) {
  if (element.matches(COMMENTS)) return true;
  if (style["mso-element"]?.startsWith("comment") || style["mso-special-character"] === "comment") return true;
  if (element.classList.contains("MsoCommentReference")) return ANCHOR.test(element.textContent);
  return element.localName === "p" && Boolean(element.querySelector("a[href^='#cmnt_ref']"));
}

function markerIn(element) {
  const own = [...element.querySelectorAll(`[${STYLE}]`)];
  const marker = own.find((one) => /mso-list:\s*ignore/i.test(one.getAttribute(STYLE)));
  return (marker?.textContent ?? "").replace(/[\s\u00a0]+/g, "");
}

// {level, kind, number, list} of a paragraph that is an item of a list of Word, or null
export function itemOf(element, style, styles) {
  const found = /^(p|div)$/.test(element.localName) && LIST.exec(style["mso-list"] ?? "");
  if (!found) return null;
  const [, list, level] = found;
  const marker = markerIn(element);
  const kind = kindOf(marker, styles.ofList(`${list}:level${level}`)["mso-level-number-format"]);
  if (kind === undefined) return { isText: true };
  return { level: Number(level), kind, number: numberOf(marker, kind), list };
}
