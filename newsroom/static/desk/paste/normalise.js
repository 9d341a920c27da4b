// Pasted HTML as the HTML of a story: its structure, bold, italics, links, lists and tables, and nothing else.
// Functions of strings, which need no editor.
import { inertDocument } from "./inert.js";
import { withLists } from "./lists.js";
import { readDocument } from "./reading.js";
import { htmlOf, paragraphsOf } from "./words.js";

// Stands in the text where a picture stood, until the editor has noted the place.
export const PICTURE = /\ue0f0(\d+)\ue0f1/g;
const BOLD_LINE = /^\s*\*(?=[^\s*])([^*]*[^\s*])\*\s*$/;
const NUMBERS = { 1: "decimal", a: "lower-alpha", A: "upper-alpha", i: "lower-roman", I: "upper-roman" };

// What the editor never writes. Text that was copied from it has none of this, and stays as it is.
const OTHERS = `body :not(p, h2, h3, ul, ol, li, blockquote, table, tbody, colgroup, col, tr, td, th, figure, strong, em,
  sub, sup, a, br, hr, span[lang]), [class], [data-pasted-style]`;

const isOurs = ({ body }) => Boolean(body.querySelector("[data-pm-slice]")) && !body.querySelector(OTHERS);

function writeList({ kind, start, items }) {
  const inside = items.map((blocks) => `<li>${writeItem(blocks)}</li>`).join("");
  if (!kind) return `<ul>${inside}</ul>`;
  const from = start === 1 ? "" : ` start="${start}"`;
  const type = kind === "1" ? "" : ` type="${kind}"`;
  return `<ol data-type="${NUMBERS[kind]}"${from}${type}>${inside}</ol>`;
}

// An item begins with a paragraph.
function writeItem(blocks) {
  const [first, ...others] = withLists(blocks);
  if (first.name === "list") return `<p></p>${write(blocks)}`;
  return first.words ? `<p>${htmlOf(first.words)}</p>${write(others)}` : write(blocks);
}

function writeCell({ name, colspan, rowspan, blocks }) {
  const spans = Object.entries({ colspan, rowspan }).filter(([, span]) => span > 1);
  const attributes = spans.map(([attribute, span]) => ` ${attribute}="${span}"`).join("");
  return `<${name}${attributes}>${write(blocks) || "<p></p>"}</${name}>`;
}

function writeBlock(block) {
  if (block.name === "list") return writeList(block);
  if (block.name === "hr") return "<hr>";
  if (block.name === "picture") return `<p>\ue0f0${block.number}\ue0f1</p>`;
  if (block.name === "blockquote") return `<blockquote>${write(block.blocks)}</blockquote>`;
  if (block.name !== "table") return `<${block.name}>${htmlOf(block.words)}</${block.name}>`;
  const rows = block.rows.map((cells) => `<tr>${cells.map(writeCell).join("")}</tr>`);
  return `<table><tbody>${rows.join("")}</tbody></table>`;
}

const write = (blocks) => withLists(blocks).map(writeBlock).join("");

// Whether pasted HTML has words beside its pictures.
export const hasWords = (html) => Boolean(html.replace(PICTURE, "").replace(/<[^>]*>/g, "").trim());

// {html, pictures, refused}: see `readDocument`
export function normalised(html) {
  const doc = inertDocument(html.replace(/[\ue0f0\ue0f1]/g, ""));
  if (isOurs(doc)) return { html, pictures: [], refused: [] };
  const { blocks, pictures, refused } = readDocument(doc);
  return { html: write(blocks), pictures, refused };
}

// WhatsApp copies a bold line as «*Why?*». Other asterisks, such as those of a footnote, are the author's.
function wordsIn(line) {
  const bold = BOLD_LINE.exec(line)?.[1];
  return bold ? { text: bold, bold: true } : { text: line };
}

// Each line of plain text is a paragraph.
export function htmlOfText(text) {
  const lines = text.split(/\r\n?|\n|\u2028|\u2029/).flatMap((line) => paragraphsOf([wordsIn(line)]));
  return lines.map((words) => `<p>${htmlOf(words)}</p>`).join("");
}
