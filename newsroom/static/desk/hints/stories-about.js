// <stories-about>: own stories about the names and tags of a text, which it can recall.
import { crel } from "django-prose-editor/editor";
import { insertNodes } from "../nodes/places.js";
import { tell } from "../nodes/rows.js";

const MOST = 5;

// {keys, addresses} of the stories that a text has already.
function presentIn(doc) {
  const present = new Set();
  doc.descendants((node) => {
    if (node.type.name === "storyNode") present.add(node.attrs.value);
    for (const { type, attrs } of node.marks) if (type.name === "link") present.add(attrs.href);
  });
  return present;
}

export class StoriesAbout extends HTMLElement {
  // `stories` are those that the server has suggested, the best ones first.
  show(stories, { editor, words, language }) {
    const present = presentIn(editor.state.doc);
    const shown = stories.filter(({ key, address }) => !present.has(key) && !present.has(address)).slice(0, MOST);
    const keys = shown.map(({ key }) => key).join(" ");
    this.hidden = !shown.length;
    if (keys === this.keys) return; // the focus may be in the list
    this.keys = keys;
    const rows = shown.map((story) => this.row(story, { editor, words, language }));
    this.replaceChildren(crel("p", {}, [words.about]), crel("ul", { className: "hint-list", "aria-label": words.about }, rows));
  }

  row(story, { editor, words, language }) {
    const title = crel("a", { href: story.address, target: "_blank", rel: "noopener", lang: language, dir: "auto" }, [story.title]);
    const about = crel("p", {}, [crel("span", { lang: language, dir: "auto" }, [story.about]), " · ", story.day]);
    const button = crel("button", { type: "button", className: "btn", textContent: words.recall });
    button.setAttribute("aria-label", `${words.recall}: ${story.title}`);
    button.addEventListener("click", () => {
      tell("story", story);
      insertNodes(editor, [{ pos: editor.state.selection.to, kind: "story", attrs: { value: story.key } }]);
      editor.commands.focus();
    });
    return crel("li", {}, [title, about, crel("div", { className: "hint-acts" }, [button])]);
  }
}

customElements.define("stories-about", StoriesAbout);
