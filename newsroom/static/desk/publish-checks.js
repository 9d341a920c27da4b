// <publish-checks>: what would stop the publication of a draft, or is advised before. The server looks again when
// somebody has stopped typing and when something was saved: text, a resolved note, an accepted suggestion. Without
// scripts, a link leads to the same list.
import { get } from "./draft/requests.js";

const DELAY = 3_000; // milliseconds after typing; the draft is saved sooner
const AFTER_SAVING = 500;
const RETRY = 10_000;

class PublishChecks extends HTMLElement {
  connectedCallback() {
    this.panel = this.closest("details");
    this.panel.addEventListener("toggle", () => this.panel.open && this.look());
    this.closest("form").addEventListener("input", () => this.later(DELAY));
    document.addEventListener("desk-posted", () => this.later(AFTER_SAVING));
    document.addEventListener("click", (event) => this.follow(event)); // messages have such links, too
    document.addEventListener("visibilitychange", () => document.hidden || this.look());
    this.look();
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), delay);
  }

  async look() {
    if (!this.panel.open || document.hidden) return;
    const { kind, answer } = await get(this.dataset.url);
    if (kind === "done") this.innerHTML = answer.html;
    if (kind === "unreachable") this.later(RETRY);
  }

  // Blocks of the text have no ids that a link could lead to.
  follow(event) {
    const link = event.target.closest("publish-checks a, .messagelist a");
    const found = link?.dataset.part && this.placeOf(link.dataset.part);
    if (!found) return;
    event.preventDefault();
    found.closest("details")?.setAttribute("open", "");
    found.scrollIntoView({ block: "center" });
    if (found.matches("input, select, textarea")) found.focus({ preventScroll: true });
    else this.putCaret(found);
  }

  placeOf(part) {
    const form = this.closest("form");
    return form.querySelector(`.tiptap [data-block="${CSS.escape(part)}"], #id_${CSS.escape(part)}`);
  }

  putCaret(block) {
    const { editor } = block.closest(".tiptap");
    editor.commands.setTextSelection(editor.view.posAtDOM(block, 0));
    editor.commands.focus();
  }
}

customElements.define("publish-checks", PublishChecks);
