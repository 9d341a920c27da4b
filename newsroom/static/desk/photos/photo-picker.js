// <photo-picker>: finds photos and uploads new ones, and puts the chosen ones into the text, in the order of choosing.
import { crel } from "django-prose-editor/editor";
import { insertNodes } from "../nodes/places.js";
import { ChosenList, isReady, isWaiting } from "./chosen-list.js";
import { ContactSheet } from "./contact-sheet.js";
import { partsOf } from "./picker-parts.js";
import { Uploads } from "./uploads.js";

const MOST_IN_GALLERY = 100; // newsroom/content/nodes.py

class PhotoPicker extends HTMLElement {
  // `addresses` are {photos, upload, states}. Without `upload`, this person may not add photos.
  prepare({ editor, words, addresses, lang, dir }) {
    Object.assign(this, { editor, words, addresses, chosen: [] });
    this.uploads = new Uploads({ url: addresses.upload, statesUrl: addresses.states, changed: () => this.show() });
    const onTick = (photo, isTicked) => this.tick(photo, isTicked);
    this.sheet = new ContactSheet({ url: addresses.photos, words, onTick });
    const acts = {
      again: () => this.again(),
      keepBoth: ({ upload }) => this.uploads.again([upload], { keepsDuplicate: true }),
      takeSame: (item) => this.takeSame(item),
      remove: (item) => this.leaveOut(item),
    };
    this.list = new ChosenList({ words, acts });
    this.credit = crel("input", { type: "text", maxLength: 200, autocomplete: "off", lang, dir });
    this.build();
  }

  build() {
    const { words, sheet, list, credit } = this;
    const acts = { close: () => this.dialog.close(), write_to_all: () => this.writeCredit(), insert: () => this.insert() };
    const upload = this.addresses.upload ? (files) => this.add(files.map((file) => ({ file }))) : null;
    Object.assign(this, partsOf({ words, sheet, list, credit, acts, upload }));
    this.dialog.addEventListener("close", () => this.editor.isDestroyed || this.closed());
    this.dialog.addEventListener("change", () => this.show());
    for (const name of ["input", "keydown", "change"]) {
      this.dialog.addEventListener(name, (event) => this.keepApart(event));
    }
    addEventListener("beforeunload", (event) => this.isUploading && event.preventDefault());
    this.append(this.dialog);
    this.show();
  }

  // It is no field of the story, and the keys of the story do nothing here.
  keepApart(event) {
    event.stopPropagation();
    if (event.key === "Enter" && event.target === this.credit) this.writeCredit();
  }

  // Opens with the photo desk. What is chosen goes to the place.
  open(place) {
    this.place = place;
    this.sheet.element.hidden = this.sheet.input.hidden = false;
    this.sheet.load();
    this.dialog.showModal();
    this.show();
    this.sheet.input.focus();
  }

  // Opens with files that were dropped on the text or pasted into it: [{file, alt, caption, place}].
  take(pictures) {
    this.sheet.element.hidden = this.sheet.input.hidden = true;
    this.add(pictures);
    if (!this.dialog.open) this.dialog.showModal();
    this.credit.focus();
  }

  add(pictures) {
    for (const { file, place, alt, caption } of pictures) {
      this.chosen.push({ upload: this.uploads.add(file), alt: alt || null, caption: caption || null, place });
    }
    this.show();
    this.chosenPart.scrollIntoView(); // it is below the photos of the desk
  }

  tick(photo, isTicked) {
    if (isTicked) this.chosen.push({ photo });
    else this.chosen = this.chosen.filter((item) => item.photo?.key !== photo.key);
    this.show();
  }

  // If one file did not arrive, the others did not either.
  again() {
    const left = this.chosen.filter(({ upload }) => ["unreachable", "signed-out"].includes(upload?.state));
    this.uploads.again(left.map(({ upload }) => upload));
  }

  takeSame(item) {
    item.photo = item.upload.same;
    item.alt = null; // it has one at the photo desk
    item.upload.state = "ready";
    this.show();
  }

  leaveOut(item) {
    this.chosen = this.chosen.filter((other) => other !== item);
    this.show();
  }

  writeCredit() {
    for (const item of this.chosen) item.credit = this.credit.value.trim() || null;
    this.show();
  }

  get isGallery() {
    return this.asGallery.checked;
  }

  show() {
    for (const item of this.chosen) if (item.upload?.state === "ready") item.photo ??= item.upload.photo;
    const ready = this.chosen.filter(isReady);
    this.list.show(this.chosen);
    this.sheet.tick(this.chosen.filter(({ upload }) => !upload).map(({ photo }) => photo.key));
    this.chosenPart.hidden = !this.chosen.length;
    this.creditRow.hidden = this.isGallery; // its photos have the credits of the photo desk
    this.count.textContent = this.words.chosen.replace("{count}", this.chosen.length);
    const waiting = this.chosen.filter(isWaiting).length;
    this.insertButton.textContent = this.words.insert.replace("{count}", ready.length + waiting); // it waits for them
    this.say(this.isInserting && waiting ? this.words.wait.replace("{count}", waiting) : "");
    if (this.isInserting && !waiting) this.finish();
  }

  get isUploading() {
    return this.chosen.some(isWaiting);
  }

  say(text) {
    if (this.note.textContent !== text) this.note.textContent = text;
  }

  // Waits for what is on its way.
  insert() {
    this.isInserting = true;
    this.show();
  }

  // What could not be uploaded stays in the list, which says why.
  finish() {
    this.isInserting = false;
    const ready = this.chosen.filter(isReady);
    if (!ready.length) return this.say(this.words.nothing_chosen);
    this.chosen = this.chosen.filter((item) => !ready.includes(item));
    const caret = this.place ?? (() => this.editor.state.selection.to);
    const nodes = this.isGallery ? galleriesOf(ready) : ready.map(photoOf);
    insertNodes(this.editor, nodes.map(({ place = caret, ...node }) => ({ ...node, pos: place() })));
    this.hasInserted = true;
    if (this.chosen.length) this.show();
    else this.dialog.close();
  }

  // The caret comes into the first new photo, or back into the text.
  closed() {
    this.isInserting = false;
    this.place = null;
    const { view } = this.editor;
    const first = this.hasInserted && view.nodeDOM(view.state.selection.from)?.querySelector?.("input");
    this.hasInserted = false;
    if (first) first.focus();
    else this.editor.commands.focus();
  }
}

const photoOf = ({ photo: { key }, alt = null, credit = null, caption = null, place }) => ({
  kind: "photo", attrs: { value: key, alt, caption, credit }, place,
});
const galleryOf = (items) => ({
  kind: "gallery", attrs: { value: items.map(({ photo }) => photo.key).join(" ") }, place: items[0].place,
});
// No gallery has more photos than the server allows.
const galleriesOf = (items) =>
  items.length ? [galleryOf(items.slice(0, MOST_IN_GALLERY)), ...galleriesOf(items.slice(MOST_IN_GALLERY))] : [];

customElements.define("photo-picker", PhotoPicker);
