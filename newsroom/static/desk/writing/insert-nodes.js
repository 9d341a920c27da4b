// <insert-nodes>: finds photos and stories by their words, and puts the chosen one into the text, behind the caret.
import { insertNode } from "../story-nodes.js";

const DELAY = 250; // milliseconds after typing

const element = (name, values) => Object.assign(document.createElement(name), values);

class InsertNodes extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    for (const details of this.querySelectorAll("details")) this.prepare(details);
  }

  prepare(details) {
    const input = details.querySelector("input");
    const list = details.querySelector("ul");
    const find = () => this.find(details.dataset.kind, input.value, list);
    let timer;
    details.addEventListener("toggle", () => {
      if (!details.open) return;
      input.focus();
      find();
    });
    input.addEventListener("input", (event) => {
      event.stopPropagation(); // it is no field of the story
      clearTimeout(timer);
      timer = setTimeout(find, DELAY);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // it would send the form
      if (event.key === "Escape") this.close(details);
    });
  }

  async find(kind, words, list) {
    const query = new URLSearchParams({ find: kind, q: words });
    list.dataset.asked = words;
    const response = await fetch(`${this.closest("[data-nodes-url]").dataset.nodesUrl}?${query}`).catch(() => null);
    const { found } = response?.ok ? await response.json() : { found: [] };
    if (list.dataset.asked !== words) return; // an answer to earlier words
    list.replaceChildren(...found.map((row) => this.choice(kind, row)));
    if (!found.length) list.append(element("li", { textContent: this.dataset.nothing }));
  }

  choice(kind, { key, name, thumbnail: src }) {
    const button = element("button", { type: "button" });
    if (src) button.append(element("img", { className: "node-picture", src, alt: "" }));
    button.append(name);
    button.addEventListener("click", () => {
      this.close(button.closest("details"));
      insertNode(this.closest("draft-editor").editor, kind, key);
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  close(details) {
    details.open = false;
    details.querySelector("summary").focus();
  }
}

customElements.define("insert-nodes", InsertNodes);
