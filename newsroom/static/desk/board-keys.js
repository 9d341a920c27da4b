// Arrows lead from cell to cell of the editions board. Enter opens a cell, as it does every link.
import { codeOf } from "./key-list.js";

const board = document.querySelector("#board_form table");
const CELLS = ".board-cell, .board-story";

function stepOf(code) {
  const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
  return { ArrowUp: [-1, 0], ArrowDown: [1, 0], [back]: [0, -1], [forward]: [0, 1] }[code];
}

board?.addEventListener("keydown", (event) => {
  const step = stepOf(codeOf(event));
  if (!step || !event.target.matches(CELLS)) return;
  const cell = event.target.closest("td, th");
  const row = board.tBodies[0].rows[cell.parentElement.sectionRowIndex + step[0]];
  const next = row?.cells[cell.cellIndex + step[1]]?.querySelector(CELLS);
  if (!next) return;
  event.preventDefault();
  next.focus();
});
