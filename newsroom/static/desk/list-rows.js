// On a phone a list shows its rows one below the other, and each value after the name of its column. Without the script
// the table can be scrolled sideways.
const table = document.querySelector("#result_list");

if (table) {
  const names = [...table.tHead.rows[0].cells].map((cell) => cell.querySelector(".text")?.textContent.trim() ?? "");
  for (const row of table.tBodies[0].rows) {
    [...row.cells].forEach((cell, column) => (cell.dataset.column = names[column]));
  }
  table.dataset.columnsNamed = "";
}
