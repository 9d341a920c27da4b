// Links of a text. What is typed into the dialog becomes an address that works, or the dialog says why it does not.
import { Link as BaseLink, updateAttrsDialog } from "django-prose-editor/editor";
import { offerOwnStories } from "./own-stories.js";
import { addressFrom, LONGEST, schemeOf } from "./paste/addresses.js";

function complaint(typed, { protocols, words }) {
  if (!typed.trim()) return "";
  const { href, scheme, isLong } = addressFrom(typed, protocols);
  if (scheme) return words.refused.replace("{scheme}", `${scheme}:`);
  if (isLong) return words.long.replace("{most}", LONGEST);
  return href ? "" : words.invalid;
}

// The page of a story knows where to ask for others. Standing pages don't.
const ownStories = () => document.querySelector("[data-own-stories-url]")?.dataset.ownStoriesUrl;

// {href, title} that somebody has typed, or null
function askFor(editor, present, options) {
  const { words } = options;
  const url = ownStories();
  const fields = { href: { title: url ? words.address_or_story : words.address }, title: { title: words.title } };
  const answer = updateAttrsDialog(fields, { title: words.link, submitText: words.apply })(editor, present);
  const input = editor.view.dom.parentElement.querySelector("dialog[open] [name=href]");
  input.dir = "ltr";
  input.form.elements.title.maxLength = LONGEST;
  input.addEventListener("input", () => input.setCustomValidity(complaint(input.value, options)));
  const { from, to } = editor.state.selection;
  const selected = editor.state.doc.textBetween(from, to, " ");
  const isAddress = (typed) => Boolean(typed) && !complaint(typed, options);
  if (url) offerOwnStories(input, { url, label: words.stories, nothing: words.nothing, selected, isAddress });
  return answer;
}

function apply(editor, { href, title }, { protocols }) {
  const link = { href: addressFrom(href, protocols).href, title: title.trim() || null };
  const chain = editor.chain().focus().extendMarkRange("link");
  if (link.href) chain.setLink(link).run();
  else chain.unsetLink().run();
}

export const Link = BaseLink.extend({
  addOptions() {
    const isAllowedUri = (href, { protocols }) => !schemeOf(href ?? "") || protocols.includes(schemeOf(href));
    return { ...this.parent?.(), words: {}, isAllowedUri };
  },

  addCommands() {
    const { options } = this;
    const addLink =
      () =>
      ({ editor }) => {
        if (editor.state.selection.empty && !editor.isActive("link")) return false;
        askFor(editor, editor.getAttributes("link"), options).then((typed) => typed && apply(editor, typed, options));
        return true;
      };
    return { ...this.parent?.(), addLink };
  },
});
