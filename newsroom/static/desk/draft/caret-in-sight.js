// Keeps the caret out from under what stays on the screen: the bar above the story, the tools, the foot of the sheet.

const SPACE = 12; // pixels between the caret and what stays

const COVERS = { top: [".story-bar", ".prose-menubar"], bottom: [".sheet-foot", ".act-bar"] };

// Parts that scroll with the page, or are not shown on this screen, cover nothing.
function heightOf(selector) {
  const element = document.querySelector(selector);
  const covers = element && ["sticky", "fixed"].includes(getComputedStyle(element).position);
  return covers ? element.offsetHeight : 0;
}

const covered = (side) => COVERS[side].reduce((sum, selector) => sum + heightOf(selector), SPACE);

// The browser itself moves the caret for these keys, and scrolls only as far as the edge of the window.
const MOVES = /^(Arrow|Page|Home|End)/;
const SOON = 500; // milliseconds. Later, it was a colleague's change that moved the caret

export function keepCaretInSight(editor) {
  const { view } = editor;
  const margins = { left: 0, right: 0, get top() { return covered("top"); }, get bottom() { return covered("bottom"); } };
  view.setProps({ scrollMargin: margins, scrollThreshold: margins });
  let pressedAt = -Infinity;
  view.dom.addEventListener("keydown", ({ key, timeStamp }) => (pressedAt = MOVES.test(key) ? timeStamp : -Infinity));
  editor.on("selectionUpdate", () => {
    if (performance.now() - pressedAt < SOON) view.dispatch(view.state.tr.scrollIntoView());
  });
}
