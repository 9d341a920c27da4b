// Recalls an own story in the text: a dialog finds it by its words.
import { crel } from "django-prose-editor/editor";
import { onKeys } from "../key-list.js";
import { offerOwnStories } from "../own-stories.js";
import { insertNodes, keepPlace } from "./places.js";
import { tell } from "./rows.js";

export function addRecalls({ dataset: { ownStoriesUrl: url } }, { editor, words }) {
  if (!url) return;
  const open = () => {
    const place = keepPlace(editor, editor.state.selection.to);
    const input = crel("input", { type: "search", autocomplete: "off", dir: "auto" });
    const label = crel("label", {}, [words.recall_words, input]);
    const field = crel("div", { className: "prose-editor-dialog-field" }, [label]);
    const close = crel("button", { type: "button", textContent: words.close });
    const dialog = crel("dialog", { className: "prose-editor-dialog recall-dialog", "aria-label": words.recall }, [
      crel("div", { className: "prose-editor-dialog-title", textContent: words.recall }), field, close,
    ]);
    const choose = (story) => {
      tell("story", story);
      insertNodes(editor, [{ pos: place(), kind: "story", attrs: { value: story.key } }]);
      dialog.close();
    };
    for (const name of ["input", "keydown"]) dialog.addEventListener(name, (event) => event.stopPropagation());
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      editor.commands.focus();
    });
    document.body.append(dialog);
    offerOwnStories(input, { url, label: words.own_stories, nothing: words.nothing, choose });
    dialog.showModal();
  };
  onKeys(document, { recall: open });
  editor.view.dom.addEventListener("insert-story", open);
}
