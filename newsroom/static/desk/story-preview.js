// <story-preview>: shows beside the editor the page that readers would get from what is in the form now, also before it
// is saved. Without the script, its buttons send the form to a new tab.
import { onKeys } from "./key-list.js";

const PAUSE = 1500; // milliseconds without typing before the page is fetched again

class StoryPreview extends HTMLElement {
  connectedCallback() {
    this.form = document.getElementById(this.dataset.form); // null for people who may only read
    this.opener = this.querySelector(".preview-opener");
    this.panel = this.querySelector(".preview-panel");
    this.page = this.querySelector(".preview-page");
    this.editions = this.querySelector("select");
    this.widths = [...this.querySelectorAll(".preview-widths button")];
    this.listen();
  }

  listen() {
    for (const button of this.querySelectorAll("[formaction]")) {
      button.type = "button"; // else Enter in a field would press the first of them
      if (button !== this.opener) button.addEventListener("click", () => this.send(button.formAction, "_blank"));
    }
    this.opener.setAttribute("aria-expanded", "false");
    this.opener.addEventListener("click", (event) => {
      event.preventDefault();
      this.toggle();
    });
    this.querySelector(".preview-close").addEventListener("click", () => this.toggle(false));
    this.editions.addEventListener("change", () => this.show());
    for (const button of this.widths) button.addEventListener("click", () => this.choose(button));
    this.panel.addEventListener("keydown", ({ key }) => key === "Escape" && this.toggle(false));
    onKeys(document, { preview: () => this.toggle() });
    for (const name of ["input", "change"]) this.form?.addEventListener(name, () => this.showSoon());
    new ResizeObserver(() => this.fit()).observe(this.page);
  }

  toggle(isOpen = this.panel.hidden) {
    this.panel.hidden = !isOpen;
    this.opener.setAttribute("aria-expanded", isOpen);
    document.documentElement.dataset.preview = isOpen ? "open" : "closed";
    if (isOpen) this.show();
    else if (this.panel.contains(document.activeElement)) this.opener.focus();
  }

  choose(chosen) {
    for (const button of this.widths) button.setAttribute("aria-pressed", button === chosen);
    this.fit();
  }

  // A page that is wider than the panel is shown smaller.
  fit() {
    const { value } = this.widths.find((button) => button.getAttribute("aria-pressed") === "true");
    const scale = Math.min(1, this.page.clientWidth / value) || 1;
    this.page.style.setProperty("--page", `${value}px`);
    this.page.style.setProperty("--scale", scale);
  }

  showSoon() {
    clearTimeout(this.timer);
    if (!this.panel.hidden) this.timer = setTimeout(() => this.show(), PAUSE);
  }

  // Each page gets a frame of its own, so that the old one stays until the new one is there, and the history of the
  // browser does not grow.
  show() {
    const frame = document.createElement("iframe");
    frame.title = this.panel.getAttribute("aria-label");
    frame.name = `preview-${Math.random().toString(36).slice(2)}`;
    frame.addEventListener("load", () => this.replaceBy(frame));
    this.newest = frame;
    this.page.append(frame);
    this.send(this.editions.value, frame.name, frame);
  }

  replaceBy(frame) {
    // The document is null if the browser refused to show it, as after the end of the session.
    if (frame.contentDocument?.URL === "about:blank" || frame !== this.newest) return;
    const old = [...this.page.children].filter((other) => other !== frame);
    const shown = old.find((other) => "shown" in other.dataset);
    frame.contentWindow.scrollTo(0, shown?.contentDocument?.defaultView.scrollY || 0);
    for (const other of old) other.remove();
    frame.dataset.shown = "";
  }

  send(address, target, frame) {
    if (!this.form) {
      frame.src = address;
      return;
    }
    // The form of the page is not sent itself: its listeners would take the text for saved.
    const copy = document.createElement("form");
    Object.assign(copy, { method: "post", action: address, target, hidden: true });
    copy.addEventListener("formdata", ({ formData }) => {
      for (const [name, value] of new FormData(this.form)) formData.append(name, value);
    });
    document.body.append(copy);
    copy.submit();
    copy.remove();
  }
}

customElements.define("story-preview", StoryPreview);
