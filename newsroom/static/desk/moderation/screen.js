// The comments that the page has: which one is shown, which are ticked, and which are off the screen for now.
import { count } from "../counted.js";
import { isHeld } from "../key-list.js";

const PARTS = [
  ["data-row", ".moderation-queue ol"],
  ["data-item", ".moderation-main"],
  ["data-about", ".moderation-side"],
];

const ABOUT_ONE = ["answer", "pin", "unpin"];
// `data-blank` has what stands in a field before somebody has chosen something.
const isBox = ({ type }) => type === "checkbox";
const valueOf = (field) => (isBox(field) ? field.checked : field.value);
const blankOf = (field) => (isBox(field) ? "blank" in field.dataset : (field.dataset.blank ?? ""));

function setValue(field, value) {
  if (isBox(field)) field.checked = value;
  else field.value = value;
}

// Only the list moves, not the page.
function scrollList(row) {
  const list = row.parentElement;
  const [{ top, bottom }, box] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
  if (top < box.top) list.scrollTop -= box.top - top;
  if (bottom > box.bottom) list.scrollTop += bottom - box.bottom;
}

export class Screen {
  constructor(page, form) {
    Object.assign(this, { page, form, current: page.querySelector("[data-item]:not([hidden])").dataset.item });
    this.gone = new Set();
    this.drafts = new Map(); // id: what is written below that comment
    page.addEventListener("click", (event) => this.onClick(event));
    page.addEventListener("change", () => this.showTicked());
    for (const link of form.querySelectorAll(".moderation-steps a")) link.remove();
    for (const button of form.querySelectorAll("[data-step]")) button.hidden = false;
    this.showTicked();
  }

  get rows() {
    return [...this.page.querySelectorAll("[data-row]")];
  }

  get length() {
    return this.rows.length;
  }

  get tickets() {
    return [...this.page.querySelectorAll("[data-item]")].map(({ dataset }) => dataset.ticket);
  }

  has(id) {
    return this.rows.some(({ dataset }) => dataset.row === id);
  }

  parts(id) {
    return PARTS.map(([name]) => this.page.querySelector(`[${name}="${id}"]`));
  }

  get words() {
    return [...this.form.querySelectorAll("textarea")];
  }

  get fields() {
    return [...this.form.querySelectorAll(".moderation-panel :is(textarea, select, [type=checkbox])")];
  }

  // What is written and chosen stays with its comment, so nothing is sent below another one.
  changeWords(id) {
    if (id === this.current) return;
    this.drafts.set(this.current, this.fields.map(valueOf));
    const draft = this.drafts.get(id);
    this.fields.forEach((field, number) => setValue(field, draft ? draft[number] : blankOf(field)));
    this.words.forEach(count);
    for (const details of this.form.querySelectorAll("details")) details.open = false;
  }

  // Whether something is written for a comment that is still here, on the screen or kept for later.
  hasWords() {
    const drafts = new Map(this.drafts).set(this.current, this.fields.map(valueOf));
    const kept = [...drafts].filter(([id]) => this.has(id)).map(([, draft]) => draft);
    return kept.some((draft) => this.fields.some((field, number) => field.matches("textarea") && draft[number]));
  }

  forget() {
    this.drafts.clear();
    for (const field of this.words) field.value = "";
  }

  show(id) {
    this.changeWords(id);
    for (const row of this.rows) {
      const isCurrent = row.dataset.row === id;
      const [label, link] = [row.querySelector("label"), row.querySelector("a")];
      if (isCurrent) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      if (isCurrent) label.dataset.onKey = "tick-comment";
      else delete label.dataset.onKey;
      const [, item, about] = this.parts(row.dataset.row);
      item.hidden = about.hidden = !isCurrent;
      about.querySelector(".moderation-writing")?.toggleAttribute("data-on-key", false);
    }
    const [row, item] = this.parts(id);
    const isInList = document.activeElement.matches("[data-row] a");
    this.current = id;
    this.form.elements.comment.value = item.dataset.ticket;
    this.form.elements.next.value = this.rows[this.rows.indexOf(row) + 1]?.dataset.row ?? "";
    this.showPin(item.dataset.pin);
    this.showPossible();
    this.page.querySelector(`[data-about="${id}"] .moderation-writing`)?.setAttribute("data-on-key", "write-note");
    scrollList(row);
    if (isInList) row.querySelector("a").focus({ preventScroll: true });
    if (item.getBoundingClientRect().top < 0) item.scrollIntoView(); // the last one was long
    history.replaceState(null, "", `${this.page.dataset.address}&item=${id}`); // the way back leads to this comment
  }

  // Nobody is warned who has not signed in, or banned whom nobody knows. One comment at a time is answered or pinned.
  showPossible() {
    const [ticked, items] = [this.ticked(), this.chosen().map((id) => this.parts(id)[1])];
    const known = new Set(items.flatMap(({ dataset }) => dataset.known.split(" ")));
    for (const act of this.form.querySelectorAll("[data-needs]")) act.hidden = !known.has(act.dataset.needs);
    for (const act of this.form.querySelectorAll("[data-about-one]")) act.hidden = ticked.length > 0;
  }

  // The button pins a comment, or takes it down if it is pinned.
  showPin(act) {
    const button = this.form.querySelector("[data-pins]");
    button.value = act;
    for (const words of button.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== act;
  }

  step(by) {
    const rows = this.rows;
    const place = rows.findIndex(({ dataset }) => dataset.row === this.current) + by;
    if (rows[place]) this.show(rows[place].dataset.row);
  }

  onClick(event) {
    if (isHeld(event)) return;
    const step = event.target.closest("[data-step]");
    if (step) return this.step(Number(step.dataset.step));
    const link = event.target.closest("[data-row] a");
    if (!link) return;
    event.preventDefault();
    this.show(link.closest("[data-row]").dataset.row);
    const shown = this.parts(this.current)[1];
    if (shown.getBoundingClientRect().top > innerHeight) shown.scrollIntoView(); // on a phone, the list is below
  }

  ticked() {
    return this.rows.filter((row) => row.querySelector("input").checked).map(({ dataset }) => dataset.row);
  }

  showTicked() {
    const words = this.form.querySelector(".moderation-ticked");
    const number = this.ticked().length;
    words.textContent = number ? `${words.dataset.words} ${number}` : "";
    this.showPossible();
  }

  // Ids of the comments that an act is about. Only one can be answered or pinned: the one on the screen.
  chosen(act) {
    const ticked = ABOUT_ONE.includes(act) ? [] : this.ticked();
    return ticked.length ? ticked : this.length ? [this.current] : [];
  }

  // Returns what `putBack` needs.
  takeAway(ids) {
    const ordered = this.rows.map(({ dataset }) => dataset.row);
    const left = ordered.filter((id) => !ids.includes(id));
    const next = ordered.slice(ordered.indexOf(this.current)).find((id) => left.includes(id)) ?? left.at(-1);
    const removed = ids.map((id) => ({ id, before: ordered[ordered.indexOf(id) + 1], parts: this.parts(id) }));
    for (const { id, parts } of removed) {
      this.gone.add(id);
      for (const part of parts) part.remove();
      parts[0].querySelector("input").checked = false;
    }
    if (next) this.show(next);
    this.showTicked();
    this.takeFocus();
    return removed;
  }

  // What had the focus may be gone. With the focus, a screen reader reads the next comment.
  takeFocus() {
    const { activeElement: focused, body } = document;
    if (focused === body || !focused.checkVisibility()) this.parts(this.current)[1]?.focus({ preventScroll: true });
  }

  putBack(removed) {
    for (const { id, before, parts } of [...removed].reverse()) {
      this.gone.delete(id);
      parts[0].querySelector("input").checked = false;
      this.insert(parts, before);
    }
    this.show(removed[0].id);
    this.showTicked();
  }

  tick(removed) {
    for (const { parts } of removed) parts[0].querySelector("input").checked = true;
    this.showTicked();
  }

  insert(parts, before) {
    const places = this.parts(before);
    parts.forEach((part, number) => {
      const list = this.page.querySelector(PARTS[number][1]);
      const end = number === 1 ? this.form : null;
      list.insertBefore(part, places[number] ?? end);
    });
  }

  // Returns whether there were any new ones.
  add(found) {
    const before = this.length;
    for (const { dataset: { row: id } } of found.querySelectorAll("[data-row]")) {
      if (this.gone.has(id) || this.parts(id)[0]) continue;
      const parts = PARTS.map(([name]) => found.querySelector(`[${name}="${id}"]`));
      parts[1].hidden = parts[2].hidden = true;
      this.insert(parts);
    }
    if (!before && this.length) this.show(this.rows[0].dataset.row);
    return this.length > before;
  }
}
