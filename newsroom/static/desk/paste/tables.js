// The rows and cells of a pasted table, and whether it is one of data.
import { isHidden } from "./hidden.js";

export function rowsOf(table, styles) {
  const isShown = (row) => row.closest("table") === table && !isHidden(styles.of(row));
  return [...table.querySelectorAll("tr")].filter(isShown);
}

export const cellsOf = (row) => [...row.children].filter((cell) => ["td", "th"].includes(cell.localName));
export const spanOf = (cell, name) => Math.min(Math.max(Number.parseInt(cell.getAttribute(name) ?? "1", 10) || 1, 1), 100);

export function isLayout(table, rows) {
  const isColumn = rows.every((row) => cellsOf(row).length < 2);
  return isColumn || table.getAttribute("role") === "presentation" || Boolean(table.querySelector("table"));
}

