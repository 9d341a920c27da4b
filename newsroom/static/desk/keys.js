// Keys of every page: / finds a story, N begins one, G and a letter open a list, ? shows all keys. They work outside
// fields only.
import { actsOf, codeOf } from "./key-list.js";

const list = document.querySelector("#desk-keys");
const box = list.querySelector("[type=checkbox]");
const button = document.querySelector("[data-opens-keys]");
const SETTING = "desk-keys"; // in this browser: "off" if the editor has switched them off
const PATIENCE = 1500; // milliseconds between G and the letter
let pressedG = -Infinity;

const FIELDS = 'input:not([type="checkbox"]), textarea, select, dialog';
export const isTyping = (target) => target.isContentEditable || target.closest(FIELDS);
export const isOff = () => localStorage.getItem(SETTING) === "off";

function use(element) {
  if (element.matches("input")) element.focus();
  else (element.control ?? element).click(); // a box gets no focus by its label
}

function meantBy(event) {
  const first = event.timeStamp - pressedG < PATIENCE ? "KeyG " : "";
  const found = actsOf(first + codeOf(event)).map((act) => act && document.querySelector(`[data-on-key="${act}"]`));
  return found.find((element) => element && !element.closest("[hidden]"));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isOff()) return;
  const element = meantBy(event);
  pressedG = event.code === "KeyG" ? event.timeStamp : -Infinity;
  if (!element) return;
  event.preventDefault();
  use(element);
});

// Show no key of something that this user does not have in the menu.
const isHere = (act) => !act || document.querySelector(`[data-on-key="${act}"]`);

function hideOthers() {
  for (const section of list.querySelectorAll("section")) section.hidden = !isHere(section.dataset.way);
  for (const term of list.querySelectorAll('[data-way=""] dt')) {
    term.hidden = term.nextElementSibling.hidden = !isHere(term.dataset.act);
  }
}

button.hidden = false;
button.addEventListener("click", () => {
  hideOthers();
  list.showModal();
});
box.checked = !isOff();
box.addEventListener("change", () => localStorage.setItem(SETTING, box.checked ? "on" : "off"));
