// How a node looks in the editor: pictures and a name, the fields of its words, and its buttons.
import { crel } from "django-prose-editor/editor";
import { buttonsOf } from "./node-buttons.js";
import { rowOf } from "./rows.js";
import { WordFields } from "./word-fields.js";

const KIND_OF_ROWS = { photo: "photo", gallery: "photo", story: "story" };

export class NodeView {
  // `names` are those of the words that a node of this kind may have.
  constructor(kind, names, { node, editor, getPos, words }) {
    Object.assign(this, { kind, node, words, rows: [] });
    this.pictures = crel("div", { className: "node-pictures" });
    this.about = crel("div", { className: "node-about" });
    this.fields = new WordFields({ names, editor, getPos, words });
    const side = crel("div", { className: "node-side" }, [this.pictures, buttonsOf({ editor, getPos, words })]);
    const main = crel("div", { className: "node-main" }, [this.about, this.fields.element]);
    this.dom = crel("div", { className: "story-node", role: "group", lang: document.documentElement.lang }, [side, main]);
    this.dom.dir = document.documentElement.dir || "ltr";
    this.dom.dataset.kind = kind;
    // Somebody who marks words in a field with the mouse doesn't want to drag the node.
    this.dom.addEventListener("pointerdown", ({ target }) => (this.dom.draggable = !target.closest("input")));
    this.show();
    this.ask();
  }

  // What the server tells of it
  async ask() {
    const { value } = this.node.attrs;
    const rows = KIND_OF_ROWS[this.kind];
    const told = rows ? await Promise.all(value.split(" ").map((key) => rowOf(rows, key))) : [];
    if (value !== this.node.attrs.value) return;
    this.rows = told;
    this.show();
  }

  get found() {
    return this.rows.filter(Boolean);
  }

  get isMissing() {
    return this.rows.length > 0 && this.rows.every((row) => row === null);
  }

  get name() {
    if (this.kind === "embed") return this.node.attrs.value;
    return this.isMissing ? this.words.missing : this.found.map(({ name, title }) => name ?? title).join(" · ");
  }

  // Why readers will not see it as it stands here
  get obstacle() {
    if (this.found.some(({ obstacle }) => obstacle)) return this.found.find(({ obstacle }) => obstacle).obstacle;
    if (this.kind === "story") return this.found.every(({ address }) => address) ? "" : this.words.unreadable;
    return this.kind === "photo" && this.found.length && !this.fields.has("alt") ? this.words.undescribed : "";
  }

  // What to do about that: words, and a link to the page of the photo
  get remedy() {
    const photo = this.found.find(({ remedy }) => remedy);
    if (photo) return [photo.remedy, crel("a", { href: photo.address, target: "_blank", textContent: this.words.page })];
    return this.kind === "story" && this.obstacle ? [this.words.other_story] : [];
  }

  show() {
    const { words, kind, dom } = this;
    dom.dataset.block = this.node.attrs.block ?? "";
    dom.id = `node-${dom.dataset.block}`; // links above the text lead to it
    this.fields.show(this.node.attrs, kind === "photo" ? this.rows[0] : null);
    dom.toggleAttribute("data-missing", this.isMissing);
    dom.setAttribute("aria-label", this.name ? `${words[kind]}: ${this.name}` : words[kind]);
    this.showPictures();
    this.showAbout();
  }

  // Until the server has told of them, empty frames keep their place: the words below them must not move then.
  showPictures() {
    if (!this.rows.length && KIND_OF_ROWS[this.kind] === "photo") {
      const frames = this.node.attrs.value.split(" ").map(() => crel("span", { className: "node-picture" }));
      return this.pictures.replaceChildren(...frames);
    }
    const sources = this.found.map(({ thumbnail }) => thumbnail).filter(Boolean);
    if (sources.join() === this.sources) return;
    this.sources = sources.join();
    const look = { className: "node-picture", loading: "lazy", alt: "", draggable: false };
    const pictures = sources.map((src) => crel("img", { ...look, src }));
    this.pictures.replaceChildren(...pictures);
  }

  // A photo is seen. Others, and one that can't be seen, are named.
  showAbout() {
    const { words, kind } = this;
    const isSeen = kind === "photo" && (this.sources || !this.rows.length);
    const cautions = this.found.map(({ caution }) => caution).filter(Boolean);
    const shown = [isSeen, this.name, this.obstacle, ...cautions].join("\n");
    if (shown === this.shown) return;
    this.shown = shown;
    const lines = [
      isSeen ? null : crel("span", { className: "node-kind", textContent: words[kind] }),
      isSeen || !this.name ? null : crel("span", { className: "node-name", textContent: this.name, dir: "auto" }),
      ...cautions.map((textContent) => crel("span", { className: "node-caution", textContent, dir: "auto" })),
      this.obstacle ? crel("span", { className: "node-obstacle", textContent: this.obstacle }) : null,
      this.remedy.length ? crel("span", { className: "node-remedy" }, this.remedy.flatMap((part) => [part, " "])) : null,
    ];
    this.about.replaceChildren(...lines.filter(Boolean));
  }

  // What ProseMirror asks of a view

  update(other) {
    if (other.type !== this.node.type) return false;
    const isSame = other.attrs.value === this.node.attrs.value;
    this.node = other;
    this.show();
    if (!isSame) this.ask();
    return true;
  }

  stopEvent({ type, target }) {
    return Boolean(target.closest?.("input, button, a")) && !type.startsWith("drag") && type !== "drop";
  }

  ignoreMutation() {
    return true;
  }
}
