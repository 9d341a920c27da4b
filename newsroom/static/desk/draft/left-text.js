// What closed pages have left and the server does not take, such as a text that is too long: shown to be copied.
import { crel } from "django-prose-editor/editor";

const LINE_END = /<\/(?:p|li|td|th|h\d)>|<br>/g;
const documentOf = (html) => new DOMParser().parseFromString(html, "text/html");
const plain = (html) => documentOf(html.replace(LINE_END, "$&\n")).body.textContent.trim();

export const textsOf = ({ fields, blocks }) => [...Object.values(fields), ...Object.values(blocks).map(plain)];

// `record` is one of `UnsentChanges`. The box has a button that forgets it.
export function boxOfLeft({ key, requests }, texts, store, words) {
  const explanation = crel("p", { textContent: words.left });
  const text = crel("pre", { textContent: requests.flatMap(texts).join("\n\n") });
  const button = crel("button", { type: "button", textContent: words["throw-away"] });
  const box = crel("div", { className: "left-text" }, [explanation, text, button]);
  button.addEventListener("click", () => store.forget(key).then(() => box.remove()));
  return box;
}

// A story that a closed page has left, and that the server did not have yet, has a page of its own now.
export function boxOfRestored(address, words) {
  const link = crel("a", { className: "restored", href: address, textContent: words.restored });
  return crel("div", { className: "left-text" }, [link]);
}
