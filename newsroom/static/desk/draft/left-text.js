// What closed pages have left and the server does not take, such as a text that is too long: shown to be copied.
import { crel } from "django-prose-editor/editor";
import { isNothing } from "./change.js";
import { withoutScrolling } from "./scrolling.js";

const LINE_END = /<\/(?:p|li|td|th|h\d)>|<br>/g;
const documentOf = (html) => new DOMParser().parseFromString(html, "text/html");
const plain = (html) => documentOf(html.replace(LINE_END, "$&\n")).body.textContent.trim();

export const textsOf = ({ fields, blocks }) => [...Object.values(fields), ...Object.values(blocks).map(plain)];

function boxOf(explanation, texts, forget, words) {
  const button = crel("button", { type: "button", className: "btn", textContent: words["throw-away"] });
  const box = crel("div", { className: "left-text" }, [
    crel("p", { textContent: explanation }),
    crel("pre", { textContent: texts.join("\n\n") }),
    button,
  ]);
  button.addEventListener("click", async () => {
    await forget();
    box.remove();
  });
  return box;
}

// `record` is one of `UnsentChanges`. The box has a button that forgets it.
function boxOfLeft({ key, requests }, texts, store, words) {
  return boxOf(words.left, requests.flatMap(texts), () => store.forget(key), words);
}

// What this page had until a colleague discarded it.
function boxOfDiscarded({ by, at, gone }, texts, words) {
  const explanation = `${words.discarded.replace("{by}", by).replace("{at}", at)}. ${words["copy-gone"]}`;
  return boxOf(explanation, texts(gone), () => {}, words);
}

// A story that a closed page has left, and that the server did not have yet, has a page of its own now.
export function boxOfRestored(address, words) {
  const link = crel("a", { className: "restored", href: address, textContent: words.restored });
  return crel("div", { className: "left-text" }, [link]);
}

// Shows what a part of the page, such as a `DraftSync`, tells of texts without a place. `texts` makes them readable.
export function showLeft(page, source, texts) {
  const { words, restored } = page;
  source.addEventListener("left", ({ detail }) => page.prepend(boxOfLeft(detail, texts, source.store, words)));
  source.addEventListener("restored", ({ detail }) => restored.add(detail));
  source.addEventListener("discarded", ({ detail }) => {
    if (isNothing(detail.gone)) return;
    withoutScrolling(document.activeElement, () => page.prepend(boxOfDiscarded(detail, texts, words)));
  });
}
