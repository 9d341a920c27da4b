// Suggestions in the schema of the editor: marks of words, and two attributes of whole blocks. Their values are marks as
// in newsroom/content/suggestions.py: «id-person-second».
import { Mark } from "django-prose-editor/editor";

export const VALID = /^[a-z0-9]{8}-[1-9][0-9]{0,9}-[1-9][0-9]{9}$/;
const valid = (mark) => (VALID.test(mark) ? mark : null);

// The last of all marks, and so the innermost element: bold words stay one element when a part of them is suggested.
function markOf(name, tag) {
  return Mark.create({
    name,
    priority: 1,
    inclusive: false, // what is typed beside it is none
    excludes: "insertion deletion modification",

    addAttributes() {
      return { id: { isRequired: true, parseHTML: (element) => element.dataset.suggestion } };
    },

    parseHTML() {
      return [{ tag: `${tag}[data-suggestion]`, getAttrs: ({ dataset }) => (VALID.test(dataset.suggestion) ? null : false) }];
    },

    renderHTML({ HTMLAttributes: { id } }) {
      return [tag, { "data-suggestion": id }, 0];
    },
  });
}

export const Insertion = markOf("insertion", "ins");
export const Deletion = markOf("deletion", "del");
// The library asks for it. Nothing here makes one: another block instead of a changed one is easier to understand.
export const Modification = Mark.create({ name: "modification", priority: 1, renderHTML: () => ["span", 0] });

const attribute = (name) => ({
  default: null,
  keepOnSplit: true,
  parseHTML: ({ dataset }) => valid(dataset[name]),
  renderHTML: (attrs) => (attrs[name] ? { [`data-${name}`]: attrs[name] } : {}),
});

export const BLOCK_ATTRIBUTES = { inserted: attribute("inserted"), deleted: attribute("deleted") };

export const idOf = (mark) => mark.split("-")[0];
