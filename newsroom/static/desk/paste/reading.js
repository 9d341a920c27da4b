// Reads a pasted document as blocks: paragraphs, headings, lists, quotations, tables, lines and pictures.
import { addressFrom, schemeOf, withoutRedirect } from "./addresses.js";
import { isHidden } from "./hidden.js";
import { lookOf, PLAIN } from "./looks.js";
import { readPicture } from "./image-elements.js";
import { isComment, isDeleted, isMarker, isSpaces, itemOf } from "./office.js";
import { stylesOf } from "./styles.js";
import { cellsOf, isLayout, rowsOf, spanOf } from "./tables.js";
import { BREAK, paragraphsOf } from "./words.js";

const DROPPED = new Set(
  `applet area audio base button canvas datalist embed frame frameset head iframe input link map math meta meter
  noembed noframes noscript object option optgroup param progress script select source svg template textarea title
  track video xml`.split(/\s+/),
);
const BLOCKS = new Set(
  `address article aside body caption center dd details dialog div dl dt fieldset figcaption figure footer header
  hgroup html legend li main nav p section summary`.split(/\s+/),
);
const HEADINGS = { h1: "h2", h2: "h2", h3: "h3", h4: "h3", h5: "h3", h6: "h3" };
const READERS = {
  ...{ ul: readList, ol: readList, menu: readList, dir: readList },
  ...{ table: readTable, blockquote: readQuote, pre: readPre, hr: readLine, img: readPicture, a: readLink },
};
const BLOCK_DISPLAY = /^(block|flex|grid|list-item|table|flow-root)/;

const WITHIN_THE_TEXT = /#_(?:ftn|edn|toc|ref)/i; // as programs complete the address of a note or a heading

const nameOf = ({ localName }) => localName;
const isInHeading = (element) => Boolean(element.closest(Object.keys(HEADINGS).join()));
// Pages whose headings open a part have their words in a button.
const isDropped = (element) => DROPPED.has(nameOf(element)) && !(nameOf(element) === "button" && isInHeading(element));

// A place that blocks are read into. `paste` is what the whole text shares: its styles, its pictures, what was refused.
const placeIn = (paste) => ({ paste, blocks: [], words: [], pictures: [] });

function endParagraph(place, name = "p") {
  const found = paragraphsOf(place.words).map((words) => ({ name, words }));
  place.blocks.push(...found, ...place.pictures);
  place.words = [];
  place.pictures = [];
}

function blocksIn(element, look, paste) {
  const place = placeIn(paste);
  readChildren(element, look, place);
  endParagraph(place);
  return place.blocks;
}

// Elements

function readChildren(element, look, place) {
  for (const node of element.childNodes) read(node, look, place);
}

function read(node, look, place) {
  if (node.nodeType === Node.TEXT_NODE) place.words.push({ ...look, text: node.data });
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  const style = place.paste.styles.of(node);
  if (isDropped(node) || node.hidden || isHidden(style) || isDeleted(node) || isComment(node, style)) return;
  if (isMarker(style) && !look.keepsMarkers) return;
  if (isSpaces(node, style)) place.words.push({ ...look, text: " " });
  else readElement(node, style, lookOf(node, style, look), place);
}

function readElement(element, style, look, place) {
  const name = nameOf(element);
  const item = itemOf(element, style, place.paste.styles);
  if (name === "br") place.words.push(BREAK);
  else if (item?.isText) readBlock(element, { ...look, keepsMarkers: true }, place);
  else if (item) readItem(element, item, look, place);
  else if (name in HEADINGS || element.classList.contains("MsoTitle")) readHeading(element, look, place);
  else if (name in READERS) READERS[name](element, look, place);
  else if (isBlock(name, style)) readBlock(element, look, place);
  else readChildren(element, look, place);
}

const isBlock = (name, { display }) => (BLOCKS.has(name) && display !== "inline") || BLOCK_DISPLAY.test(display);

function readBlock(element, look, place) {
  endParagraph(place);
  readChildren(element, look, place);
  endParagraph(place);
}

function readPre(element, look, place) {
  readBlock(element, { ...look, isPreserved: true }, place);
}

function readLine(_element, _look, place) {
  endParagraph(place);
  place.blocks.push({ name: "hr" });
}

function readQuote(element, look, place) {
  endParagraph(place);
  const blocks = blocksIn(element, look, place.paste);
  if (blocks.length) place.blocks.push({ name: "blockquote", blocks });
}

function readLink(element, look, place) {
  const address = withoutRedirect(element.getAttribute("href")?.trim() ?? "");
  const isComplete = schemeOf(address) || address.startsWith("//");
  const { href, scheme, isLong } = isComplete ? addressFrom(address) : {}; // others belong to the site that they come from
  if (isLong || (scheme && !WITHIN_THE_TEXT.test(address))) place.paste.refused.push(element.textContent.trim() || address);
  readChildren(element, href ? { ...look, href } : look, place);
}

// The words of a heading are bold by themselves, so bold around all of them says nothing. Its number stays a word.
function readHeading(element, look, place) {
  endParagraph(place);
  const name = HEADINGS[nameOf(element)] ?? "h2";
  const blocks = blocksIn(element, { ...look, bold: false, keepsMarkers: true }, place.paste);
  place.blocks.push(...blocks.map((block) => ({ ...lessBold(block), name: block.name === "p" ? name : block.name })));
}

function lessBold(block) {
  const isAllBold = block.words?.every(({ isBreak, bold }) => isBreak || bold);
  return isAllBold ? { ...block, words: block.words.map((piece) => ({ ...piece, bold: false })) } : block;
}

// Lists

function readItem(element, item, look, place) {
  endParagraph(place);
  const blocks = blocksIn(element, look, place.paste);
  if (blocks.length) place.blocks.push({ name: "item", ...item, blocks });
}

const STYLES = {
  ...{ "lower-alpha": "a", "lower-latin": "a", "lower-roman": "i" },
  ...{ "upper-alpha": "A", "upper-latin": "A", "upper-roman": "I" },
};

function kindOfList(element, styles) {
  if (nameOf(element) !== "ol") return "";
  const { "list-style-type": own } = styles.of(element);
  const first = element.querySelector("li");
  const type = own ?? (first ? styles.of(first)["list-style-type"] : undefined);
  const attribute = element.getAttribute("type");
  return /^[aAiI]$/.test(attribute) ? attribute : (STYLES[type] ?? "1");
}

// Google Docs puts a list within a list, not within its item. Word for the web makes each item a list with a level.
function readList(element, look, place) {
  endParagraph(place);
  const kind = kindOfList(element, place.paste.styles);
  const first = element.querySelector(":scope > li")?.getAttribute("value") ?? element.getAttribute("start");
  const start = Number.parseInt(first ?? "1", 10) || 1;
  const list = { name: "list", kind, start, items: [] };
  const levelled = [];
  for (const child of element.children) {
    const level = Number.parseInt(child.getAttribute("data-aria-level") ?? "", 10);
    const inner = placeIn(place.paste);
    read(child, look, inner);
    endParagraph(inner);
    if (!inner.blocks.length) continue;
    if (level > 0) levelled.push({ name: "item", level, kind, number: start, blocks: inner.blocks });
    else if (nameOf(child) === "li" || !list.items.length) list.items.push(inner.blocks);
    else list.items.at(-1).push(...inner.blocks);
  }
  place.blocks.push(...levelled, ...(list.items.length ? [list] : []));
}

// Tables

function readCell(cell, isHead, look, paste) {
  const style = paste.styles.of(cell);
  const blocks = isHidden(style) ? [] : blocksIn(cell, lookOf(cell, style, look), paste);
  const [colspan, rowspan] = ["colspan", "rowspan"].map((name) => spanOf(cell, name));
  if (nameOf(cell) !== "th" && !isHead) return { name: "td", colspan, rowspan, blocks };
  return { name: "th", colspan, rowspan, blocks: blocks.map(lessBold) };
}

function readTable(table, look, place) {
  endParagraph(place);
  const rows = rowsOf(table, place.paste.styles);
  if (isLayout(table, rows)) {
    for (const cell of rows.flatMap(cellsOf)) place.blocks.push(...blocksIn(cell, look, place.paste));
    return;
  }
  const caption = table.querySelector(":scope > caption");
  if (caption) place.blocks.push(...blocksIn(caption, look, place.paste));
  const found = rows.map((row) => {
    const isHead = nameOf(row.parentElement) === "thead";
    return cellsOf(row).map((cell) => readCell(cell, isHead, look, place.paste));
  });
  const isEmpty = !found.flat().some(({ blocks }) => blocks.length);
  if (!isEmpty) place.blocks.push({ name: "table", rows: found.filter((cells) => cells.length) });
}

// {blocks, pictures: [{number, src, alt, caption}], refused: the words of links whose scheme no story may have}
export function readDocument(doc) {
  const paste = { styles: stylesOf(doc), pictures: [], refused: [] };
  return { blocks: blocksIn(doc.body, PLAIN, paste), pictures: paste.pictures, refused: paste.refused };
}
