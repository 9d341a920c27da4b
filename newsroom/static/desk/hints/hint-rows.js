// The rows of the list of hints. `page` is the `WritingHints`.
import { crel } from "django-prose-editor/editor";

function button(label, act) {
  const element = crel("button", { type: "button", className: "btn", textContent: label });
  element.addEventListener("click", act);
  return element;
}

// One button is beside its hint, several are below it.
const acts = (buttons) => (buttons.length > 1 ? [crel("div", { className: "hint-acts" }, buttons)] : buttons);

function reasonOf({ kind, reason, name, stories, last }, { words, language }) {
  if (kind !== "names") return [reason ?? words[kind]];
  const values = { name, stories, day: last.day };
  const text = words.names.replace(/\{(\w+)\}/g, (_, value) => values[value]);
  return [text, " ", crel("a", { href: last.address, target: "_blank", rel: "noopener", lang: language }, [last.title])];
}

export function rowOf(hint, page) {
  const { text, replacement, kind } = hint;
  const { words, language } = page;
  const change = replacement ? [crel("del", {}, [text]), " ", crel("ins", {}, [replacement])] : [text];
  const place = crel("button", { type: "button", className: "hint-words", lang: language }, change);
  place.addEventListener("click", () => page.go(hint));
  const buttons = replacement ? [button(words.fix, () => page.fix([hint]))] : [];
  if (kind === "names") buttons.push(button(words.ignore, () => page.ignore(hint)));
  return crel("li", {}, [place, crel("p", {}, reasonOf(hint, page)), ...acts(buttons)]);
}

export function typographyRow(hints, page) {
  const words = crel("p", {}, [page.words.typography.replace("{count}", hints.length)]);
  return crel("li", {}, [words, ...acts([button(page.words.fix_all, () => page.fix(hints))])]);
}

export function repairedRow({ words, language, repaired }) {
  return crel("li", {}, [crel("p", {}, [words.repaired, " ", crel("span", { lang: language }, [repaired.join(", ")])])]);
}
