// Names the editor as its field is named, and its buttons in the language of the desk: their tooltips, labels and entries
// of the menu of blocks. So it does with the choices of its dialogs.
import { Extension } from "django-prose-editor/editor";

const GROUPS = "blockType lists nodes marks link table history";
const capitalised = (word) => word[0].toUpperCase() + word.slice(1);

// The editor compares the value of a choice with its English word.
function nameChoices(element, words) {
  for (const choice of element.querySelectorAll?.("dialog option") ?? []) {
    choice.value = choice.text; // as it was without the attribute
    choice.text = words[choice.value] ?? choice.value;
  }
}

// The menu of blocks shows a question mark where the caret is in a photo or another thing that is none of its choices.
function nameOtherBlocks(editor) {
  const chosen = editor.view.dom.parentElement.querySelector(".prose-menubar__selected");
  const name = () => {
    const button = chosen.querySelector("[aria-label=question_mark]");
    if (button) Object.assign(button, { ariaLabel: "–", textContent: "–" });
  };
  if (chosen) new MutationObserver(name).observe(chosen, { childList: true });
}

export const MenuWords = Extension.create({
  name: "menuWords",
  priority: 1, // after the extensions that define buttons

  addOptions() {
    return { words: {} };
  },

  onCreate() {
    const { words } = this.options;
    nameOtherBlocks(this.editor);
    const name = (changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => nameChoices(node, words)));
    new MutationObserver(name).observe(this.editor.view.dom.parentElement, { childList: true });
  },

  addMenuItems({ menu }) {
    for (const { button, option } of menu.items(GROUPS)) {
      const word = this.options.words[button?.title];
      if (!word) continue;
      button.title = word;
      button.setAttribute("aria-label", word);
      if (option) option.textContent = capitalised(word);
    }
  },
});

// The label of a field belongs to its textarea, which the editor hides.
document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const [label] = textarea.labels;
  if (label) editor.view.dom.setAttribute("aria-label", label.textContent.trim());
});
