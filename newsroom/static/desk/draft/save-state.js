// <save-state>: one line that says where the typed text is, in words for people and for screen readers.
import { clockOfSite } from "../site-time.js";

const QUIET = new Set(["saving", "saved", "online"]); // not read aloud at every save

// Some states have other words for what else is true.
function keyOf({ name, isDirty, isKept, by, message }) {
  if (name === "offline" && isDirty && isKept === false) return "not-kept";
  if (name === "offline" && !isDirty) return "offline-clean";
  if (name === "gone" && !by) return "gone-by-somebody";
  if (name === "refused" && !message) return "forbidden";
  return name;
}

export class SaveState extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "status");
  }

  // `words` are {key: words with {at}, {by} and {message}}.
  tell(state, words) {
    const { name, at = clockOfSite(new Date()), by = "", message = "" } = state;
    if (name === "online" && this.dataset.state !== "offline") return;
    this.dataset.state = name;
    this.setAttribute("aria-live", QUIET.has(name) ? "off" : "polite");
    const values = { at, by, message };
    const said = words[keyOf(state)].replace(/{(\w+)}/g, (_placeholder, value) => values[value]);
    this.replaceChildren(this.linked(name, said));
  }

  // A conflict is decided on a page of its own. Its mark in the text may be far away.
  linked(name, textContent) {
    const address = document.querySelector("draft-editor")?.dataset.conflictUrl;
    if (name !== "conflict" || !address) return textContent;
    return Object.assign(document.createElement("a"), { href: address, textContent });
  }
}

customElements.define("save-state", SaveState);
