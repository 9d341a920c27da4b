// Photos of the photo desk to choose from: the newest ones, or those with some words. Those that can't be used say why.
import { crel } from "django-prose-editor/editor";

const DELAY = 250; // milliseconds after typing

export class ContactSheet {
  // `onTick` is called with a photo and whether it is ticked now.
  constructor({ url, words, onTick }) {
    Object.assign(this, { url, words, onTick, ticked: [], boxes: new Map(), latest: 0 });
    const named = { placeholder: words.search, "aria-label": words.search };
    this.input = crel("input", { type: "search", autocomplete: "off", dir: "auto", ...named });
    this.sheet = crel("div", { className: "contact", role: "group", "aria-label": words.photos });
    this.more = crel("button", { type: "button", className: "btn", textContent: words.more, hidden: true });
    this.status = crel("p", { className: "help", role: "status" });
    this.element = crel("div", { className: "contact-sheet" }, [this.status, this.sheet, this.more]);
    this.more.addEventListener("click", () => this.load(this.before));
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.load(), DELAY);
    });
  }

  // Shows the newest photos that fit, or adds those that come before the photo with an id.
  async load(before) {
    const mine = (this.latest += 1);
    const address = new URL(this.url, location.href);
    address.searchParams.set("q", this.input.value);
    if (before) address.searchParams.set("before", before);
    const response = await fetch(address).catch(() => null);
    if (mine !== this.latest) return; // an answer to earlier words
    if (!response?.ok) return this.say(this.words.unreachable);
    const answer = await response.json();
    this.show(answer, Boolean(before));
  }

  show({ photos, before }, isMore) {
    if (!isMore) {
      this.boxes.clear();
      this.sheet.replaceChildren();
    }
    const choices = photos.map((photo) => this.choice(photo));
    this.sheet.append(...choices);
    this.say(this.boxes.size ? this.words.order : this.words.nothing);
    this.before = before;
    this.more.hidden = !before;
    if (isMore) choices.find((choice) => !choice.firstChild.disabled)?.firstChild.focus();
    this.number();
  }

  say(text) {
    this.status.textContent = text;
  }

  choice(photo) {
    const { key, name, credit, thumbnail: src, obstacle, caution } = photo;
    const box = crel("input", { type: "checkbox", disabled: Boolean(obstacle) });
    box.addEventListener("change", () => this.onTick(photo, box.checked));
    this.boxes.set(key, box);
    const image = src ? [crel("img", { src, alt: "", loading: "lazy" })] : [crel("span", { className: "no-picture" })];
    const lines = [crel("span", { textContent: name, dir: "auto" })];
    if (credit) lines.push(crel("span", { textContent: credit, dir: "auto" }));
    if (caution) lines.push(crel("span", { className: "node-caution", textContent: caution, dir: "auto" }));
    if (obstacle) lines.push(crel("span", { className: "node-obstacle", textContent: obstacle }));
    return crel("label", {}, [box, ...image, ...lines]);
  }

  // `keys` are those of the ticked photos, in their order.
  tick(keys) {
    this.ticked = keys;
    this.number();
  }

  number() {
    for (const [key, box] of this.boxes) {
      const place = this.ticked.indexOf(key) + 1;
      box.checked = place > 0;
      box.parentElement.querySelector(".order")?.remove();
      if (place) box.after(crel("span", { className: "order", textContent: place }));
    }
  }
}
