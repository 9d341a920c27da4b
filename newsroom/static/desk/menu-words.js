// Names the editor's buttons in the language of the desk: their tooltips, labels and entries of the menu of blocks.
import { Extension } from "django-prose-editor/editor";

const GROUPS = "blockType lists nodes marks link table history";
const capitalised = (word) => word[0].toUpperCase() + word.slice(1);

export const MenuWords = Extension.create({
  name: "menuWords",
  priority: 1, // after the extensions that define buttons

  addOptions() {
    return { words: {} };
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
