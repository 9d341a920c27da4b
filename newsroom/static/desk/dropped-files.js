// Files that are dropped on a page: those whose names end as the page wants them. Others are left to whoever takes them.
const hasFiles = ({ dataTransfer }) => [...(dataTransfer?.types ?? [])].includes("Files");

// A file that nobody takes would be opened instead of the page, so that is prevented.
// Calls `take(files, event, others)` before anything below `element` hears of the drop. While files are over it, it is marked.
export function onDroppedFiles(element, ending, take) {
  const mark = (isOver) => element.toggleAttribute("data-files-over", isOver);
  const over = (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(true);
  };
  element.addEventListener("dragover", over);
  element.addEventListener("dragleave", ({ relatedTarget }) => mark(Boolean(relatedTarget)));
  const drop = (event) => {
    if (!hasFiles(event)) return;
    mark(false);
    const all = [...event.dataTransfer.files];
    const files = all.filter(({ name }) => name.toLowerCase().endsWith(ending));
    if (!files.length) return;
    event.preventDefault();
    event.stopPropagation();
    take(files, event, all.filter((file) => !files.includes(file)));
  };
  element.addEventListener("drop", drop, true);
  element.addEventListener("drop", (event) => hasFiles(event) && event.preventDefault());
}
