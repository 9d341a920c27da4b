// Opens the form for mistakes with the words that are selected, and with what stands before them. `readers.js` loads it
// when a reader presses Ctrl+Enter (⌘+Enter).
const story = document.querySelector(".story");

export function report() {
  const selection = getSelection();
  const words = `${selection}`.trim();
  if (!words || !story.contains(selection.anchorNode)) return;
  const { startContainer, startOffset } = selection.getRangeAt(0);
  const range = document.createRange();
  range.setStart(story, 0);
  range.setEnd(startContainer, startOffset);
  const link = story.querySelector(".mistake a");
  link.search = new URLSearchParams({ words: words.slice(0, 300), before: `${range}`.slice(-99) });
  link.click();
}
