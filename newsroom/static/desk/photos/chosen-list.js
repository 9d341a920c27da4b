// The photos that are to be put into a story, in their order, with those that are still on their way.
import { crel } from "django-prose-editor/editor";

const WAITS = ["waiting", "sending", "processing"];

// A chosen photo is {photo, credit, place}; one on its way also has `upload`.
export const isWaiting = ({ upload }) => WAITS.includes(upload?.state);
export const isReady = ({ upload, photo }) => Boolean(photo) && (!upload || upload.state === "ready");

export class ChosenList {
  // `acts` are {again, takeSame, keepBoth, remove}: what the buttons of a row do with it.
  constructor({ words, acts }) {
    Object.assign(this, { words, acts, rows: new Map() });
    this.list = crel("ol", { className: "chosen-photos" });
  }

  // Rows stay the same elements, so that none loses the focus.
  show(items) {
    for (const [item, row] of this.rows) {
      if (items.includes(item)) continue;
      row.remove();
      this.rows.delete(item);
    }
    for (const item of items) if (!this.rows.has(item)) this.rows.set(item, this.row(item));
    const rows = items.map((item) => this.rows.get(item));
    if (rows.some((row, place) => this.list.children[place] !== row)) this.list.append(...rows);
    for (const item of items) this.fill(item);
  }

  row(item) {
    const remove = crel("button", { type: "button", className: "btn", textContent: this.words.leave_out });
    remove.addEventListener("click", () => this.acts.remove(item));
    const row = crel("li", {}, [
      crel("span", { className: "chosen-picture" }),
      crel("span", { className: "chosen-name", dir: "auto" }),
      crel("progress", { max: 1 }),
      crel("span", { className: "chosen-state", role: "status" }),
      crel("span", { className: "chosen-acts" }),
      remove,
    ]);
    return row;
  }

  fill(item) {
    const { upload } = item;
    const row = this.rows.get(item);
    const [picture, name, progress, state, acts, remove] = row.children;
    const photo = item.photo ?? upload.same ?? upload.photo;
    const called = upload ? upload.file.name : photo.name;
    const text = upload && upload.state !== "ready" ? this.textOf(upload) : (item.credit ?? photo.credit ?? "");
    if (photo?.thumbnail && picture.firstChild?.src !== new URL(photo.thumbnail, location.href).href) {
      picture.replaceChildren(crel("img", { src: photo.thumbnail, alt: "" }));
    }
    if (name.textContent !== called) name.textContent = called;
    if (state.textContent !== text) state.textContent = text;
    row.dataset.state = upload?.state ?? "ready";
    progress.hidden = !isWaiting(item);
    progress.value = upload?.progress ?? 0;
    progress.setAttribute("aria-label", called);
    remove.setAttribute("aria-label", `${this.words.leave_out}: ${called}`);
    this.offer(acts, item);
  }

  textOf({ state, message, same }) {
    if (state === "duplicate") return this.words.duplicate.replace("{name}", same?.name ?? "");
    return message || this.words[state] || "";
  }

  offer(place, item) {
    const state = item.upload?.state;
    if (place.dataset.for === String(state)) return;
    place.dataset.for = state;
    const offers = { duplicate: ["takeSame", "keepBoth"], unreachable: ["again"], "signed-out": ["again"] }[state] ?? [];
    const buttons = offers.map((act) => crel("button", { type: "button", className: "btn", textContent: this.words[act] }));
    for (const [index, button] of buttons.entries()) button.addEventListener("click", () => this.acts[offers[index]](item));
    place.replaceChildren(...buttons);
  }
}
