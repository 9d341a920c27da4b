// «Next change» leads from change to change, and from the last one to the first. Without this script it leads to the
// first.
const link = document.querySelector("[data-on-key='next-change']");
const changes = [...document.querySelectorAll(".comparison-part[id]")];
let current = -1;

link?.addEventListener("click", (event) => {
  event.preventDefault();
  const focused = changes.indexOf(document.activeElement);
  current = ((focused < 0 ? current : focused) + 1) % changes.length;
  changes[current].focus();
});
