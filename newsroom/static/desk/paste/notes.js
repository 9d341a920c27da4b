// Says above the text what a paste or a document could not bring: pictures that nobody took, links that no story may have.
import { crel } from "django-prose-editor/editor";
import { fileNameOf } from "./descriptions.js";

const MOST = 8;

const nameOf = ({ file, src, alt, caption }) => caption || alt || file?.name || fileNameOf(src);

function list(names) {
  const known = [...new Set(names)].filter(Boolean).slice(0, MOST);
  if (new Set(names.filter(Boolean)).size > known.length) known.push("…");
  return known.length ? [crel("ul", {}, known.map((name) => crel("li", { textContent: name, dir: "auto" })))] : [];
}

export class PastedNotes {
  constructor(words) {
    this.words = words;
    this.element = crel("div", { className: "pasted-notes", role: "status", hidden: true });
  }

  // The view of a plugin.
  standBefore(dom) {
    dom.before(this.element);
    return { destroy: () => this.element.remove() };
  }

  // `problems` are sentences about files, [{text, names}].
  show(pictures, refused, problems = []) {
    const { words, element } = this;
    const about = (text, names) =>
      names.length ? [crel("p", { textContent: text.replace("{count}", names.length) }), ...list(names)] : [];
    const close = crel("button", { type: "button", className: "btn", textContent: words.close });
    close.addEventListener("click", () => (element.hidden = true));
    const told = ({ text, names = [] }) => [crel("p", { textContent: text, dir: "auto" }), ...list(names)];
    const parts = [...problems.flatMap(told), ...about(words.pictures, pictures.map(nameOf)), ...about(words.links, refused)];
    element.hidden = !parts.length;
    element.replaceChildren(...parts, ...(parts.length ? [close] : []));
  }
}
