// Own stories in the dialog of a link or a recalled story: suggested ones, and those that have the words which are typed.
import { crel } from "django-prose-editor/editor";

const DELAY = 250; // milliseconds after typing

async function storiesWith(url, words) {
  const address = new URL(url, location.href);
  address.searchParams.set("q", words);
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? (await answer.json()).stories : null;
}

function choice(story, choose) {
  const button = crel("button", { type: "button" }, [crel("span", { dir: "auto" }, [story.title]), crel("small", {}, [story.day])]);
  button.addEventListener("click", () => choose(story));
  return crel("li", {}, [button]);
}

// Moves the focus from the field into the list, and through it.
function moveByArrows(event, input, list) {
  const places = [input, ...list.querySelectorAll("button")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const next = step && places[places.indexOf(event.target) + step];
  if (!next) return;
  next.focus();
  event.preventDefault();
}

function send(input, { address }) {
  input.value = address;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.form.querySelector("[type=submit]").click();
}

// `nothing` is said if no story has the words. `selected` are the words that become the link. `isAddress` tells whether an address was typed. `choose` is called with the
// story; without it, the form is sent with its address.
export function offerOwnStories(input, options) {
  const { url, label, nothing, selected = "", isAddress = () => false, choose = (story) => send(input, story) } = options;
  const list = crel("ul", { className: "own-stories", "aria-label": label, "aria-live": "polite" });
  let latest = 0;
  let timer;
  const show = async (words) => {
    const mine = (latest += 1);
    const stories = isAddress(words) ? null : await storiesWith(url, words);
    if (mine !== latest) return;
    const isInVain = stories && !stories.length && input.value; // suggestions were not asked for
    list.replaceChildren(...(isInVain ? [crel("li", {}, [nothing])] : (stories ?? []).map((story) => choice(story, choose))));
  };
  input.parentElement.append(list);
  input.parentElement.addEventListener("keydown", (event) => moveByArrows(event, input, list));
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(input.value || selected), DELAY);
  });
  show(input.value || selected);
}
