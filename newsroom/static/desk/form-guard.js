// Knows whether a form has unsaved text, and keeps that text in the browser.
import { isSame, servedStateOf, stateOf } from "./form-state.js";
import { drop, keep } from "./kept-texts.js";

// In the session storage: the id of the text that the browser has sent, which the next page shows if it is refused. It
// is "" if nobody had typed anything.
export const SENT = "desk-sent";

const guards = new WeakMap();
export const guardOf = (form) => guards.get(form);

export class FormGuard {
  constructor(form, user) {
    this.form = form;
    this.user = user;
    const edition = form.elements._edition?.value ?? new URLSearchParams(location.search).get("edition");
    this.address = [location.pathname, edition, form.id].join(" ");
    this.id = `${Date.now()}-${Math.random()}`; // `crypto.randomUUID` needs HTTPS
    this.saved = servedStateOf(form);
    this.isRefused = Boolean(form.querySelector(".errornote, .errorlist"));
    // The server shows the text, but has not saved it.
    if (this.isRefused && sessionStorage.getItem(SENT) !== "") this.saved = [];
    this.kept = this.saved;
    this.leftOver = []; // ids of kept texts of which a part has no place in the form; they stay until it is saved
    this.isLeaving = false;
    guards.set(form, this);
    // Dispatched by scripts that save the form themselves, such as autosave.
    form.addEventListener("desk:saved", () => this.markSaved(stateOf(form)).catch(console.warn));
    // Rows that a script has added are as the server sent them.
    form.addEventListener("desk:rows-added", () => {
      if (this.saved.length) this.saved = servedStateOf(form);
    });
  }

  get isChanged() {
    return !isSame(stateOf(this.form), this.saved);
  }

  // The browser sends the form itself, and shows the answer.
  leave() {
    sessionStorage.setItem(SENT, this.isChanged ? this.id : "");
    this.isLeaving = true;
  }

  async keep() {
    const entries = stateOf(this.form);
    if (isSame(entries, this.kept)) return;
    this.kept = entries;
    const { id, user, address, saved } = this;
    if (this.isChanged) await keep({ id, user, address, entries, saved, at: Date.now() });
    else await drop(id);
  }

  async markSaved(entries) {
    this.saved = this.kept = entries;
    await drop(this.id, ...this.leftOver.splice(0));
  }
}
