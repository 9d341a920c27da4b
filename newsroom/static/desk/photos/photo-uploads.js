// <photo-uploads>: files that are chosen or dropped on the photo desk. A file is listed until the row of its photo is
// in the table. One that could not be uploaded stays, with the reason.
import { onDroppedFiles } from "../dropped-files.js";
import { showRows } from "./new-rows.js";
import { Uploads } from "./uploads.js";

const WAITS = ["waiting", "sending", "processing"];
const MAY_BE_REPEATED = ["unreachable", "signed-out"];

class PhotoUploads extends HTMLElement {
  connectedCallback() {
    const parts = ["form", "ul", "[role=status]", "template"];
    const [form, list, status, template] = parts.map((selector) => this.querySelector(selector));
    Object.assign(this, { form, list, status, template, items: new Map(), added: 0 });
    const { statesUrl } = this.dataset;
    this.uploads = new Uploads({ url: form.action, statesUrl, changed: () => this.show() });
    const { file } = form.elements;
    file.addEventListener("change", () => {
      this.add([...file.files]);
      file.value = "";
    });
    form.querySelector("button").hidden = true; // files are sent as soon as they are chosen
    form.querySelector(".drop-here").hidden = false;
    onDroppedFiles(document.body, "", (files) => this.add(files));
    addEventListener("beforeunload", (event) => this.isUploading && event.preventDefault());
  }

  get isUploading() {
    return [...this.items.keys()].some(({ state }) => WAITS.includes(state));
  }

  add(files) {
    for (const file of files) {
      if (file.type.startsWith("image/")) this.list.append(this.itemOf(this.uploads.add(file, this.options)));
      else this.list.append(this.itemOf({ file, state: "refused" }));
    }
    this.show();
  }

  get options() {
    return { keepsDuplicate: this.form.elements.keep_duplicates.checked };
  }

  itemOf(upload) {
    const item = this.template.content.firstElementChild.cloneNode(true);
    const part = (name) => item.querySelector(`[data-part=${name}]`);
    item.querySelector("bdi").textContent = upload.file.name;
    item.querySelector("progress").setAttribute("aria-label", upload.file.name);
    part("again").addEventListener("click", () => this.again());
    part("keep-both").addEventListener("click", () => this.uploads.again([upload], { keepsDuplicate: true }));
    part("close").addEventListener("click", () => this.drop(upload));
    this.items.set(upload, item);
    return item;
  }

  // If one file did not arrive, the others did not either.
  again() {
    this.uploads.again([...this.items.keys()].filter(({ state }) => MAY_BE_REPEATED.includes(state)));
  }

  drop(upload) {
    this.items.get(upload).remove();
    this.items.delete(upload);
    this.show();
  }

  show() {
    for (const [upload, item] of this.items) this.fill(item, upload);
    this.list.hidden = !this.items.size;
    const changed = [...this.items.keys()].filter(({ photo, state, shownAs }) => photo?.id && state !== shownAs);
    if (changed.length) this.showRowsOf(changed);
  }

  fill(item, { state, progress, message, same }) {
    const part = (name) => item.querySelector(`[data-part=${name}]`);
    item.dataset.state = state;
    item.querySelector("progress").hidden = !WAITS.includes(state);
    item.querySelector("progress").value = progress ?? 0;
    const text = message || this.dataset[state === "signed-out" ? "signedOut" : state] || "";
    if (part("state").textContent !== text) part("state").textContent = text;
    part("same").hidden = !same;
    if (same) Object.assign(part("same"), { textContent: same.name, href: same.address });
    part("again").hidden = !MAY_BE_REPEATED.includes(state);
    part("keep-both").hidden = state !== "duplicate";
    part("close").hidden = WAITS.includes(state);
  }

  // A row is there as soon as the file has arrived, and is shown again when its picture is processed.
  async showRowsOf(uploads) {
    const before = uploads.map((upload) => [upload, upload.shownAs]);
    for (const upload of uploads) upload.shownAs = upload.state;
    const number = await showRows(this.dataset.rowsUrl, uploads.map(({ photo }) => photo.id)).catch(() => null);
    if (number === null) return before.forEach(([upload, state]) => (upload.shownAs = state)); // asks again later
    this.added += number;
    if (number) this.status.textContent = this.dataset.added.replace("{count}", this.added);
    for (const upload of uploads) if (upload.state === "ready") this.drop(upload);
  }
}

customElements.define("photo-uploads", PhotoUploads);
