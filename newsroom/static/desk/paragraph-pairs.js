// <paragraph-pairs>: saves while somebody translates, ticks pairs, and moves between those that changed.
// Without the script, the page is a form that its buttons send.
import { onKeys } from "./key-list.js";
import { post, renewToken, signIn } from "./session.js";

const PAUSE = 1500; // milliseconds after the last letter
const LONGEST = 2500; // after the first one
const AGAIN = 5000; // after a failure
const fieldsOf = (element) => [...element.querySelectorAll("textarea")];

class ParagraphPairs extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.line = document.querySelector("#pairs-saved");
    this.saved = new Map(fieldsOf(this).map((field) => [field.name, field.defaultValue]));
    this.held = new Set();
    this.bases = new Map(); // {field that a colleague has changed, too: the version that its text here is based on}
    this.ticks = [];
    this.addEventListener("input", (event) => event.target.matches("textarea") && this.saveSoon());
    this.addEventListener("click", (event) => this.click(event));
    onKeys(this, {
      "check-pair": () => this.check(document.activeElement.closest(".pair")),
      "next-pair": () => this.next(),
    });
    this.form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("online", () => (this.isDirty || this.unanswered) && this.save());
    this.filter = this.part("filter");
    this.filter.closest("[hidden]").hidden = false;
    this.filter.addEventListener("change", () => this.showPairs());
    this.markFirst();
    // Not earlier: an address with #first-change takes the focus from the field when the page is complete.
    addEventListener("load", () => document.querySelector(".errornote") ?? this.goTo(this.asked ?? this.firstToDo));
  }

  part = (name) => this.querySelector(`[data-part="${name}"]`);

  get pairs() {
    return [...this.querySelectorAll(".pair")];
  }

  // The pair that the address names, as after somebody has corrected it.
  get asked() {
    return document.querySelector(":target")?.closest(".pair");
  }

  // Somebody who has just done something reads first what became of it, at the top of the page.
  get firstToDo() {
    return document.querySelector(".messagelist") ? undefined : this.stalePairs[0];
  }

  get stalePairs() {
    return this.pairs.filter((pair) => pair.matches(".pair-stale"));
  }

  // Those that changed, or if none did, those that nobody has compared.
  get openPairs() {
    const { stalePairs } = this;
    return stalePairs.length ? stalePairs : this.pairs.filter((pair) => pair.querySelector(".pair-check"));
  }

  // An emptied paragraph is removed, but not while somebody may only be retyping it.
  changedFields(withEmpty) {
    return fieldsOf(this).filter(({ name, value }) => value !== this.saved.get(name) && (withEmpty || value.trim()));
  }

  get isDirty() {
    return this.changedFields(true).length > 0;
  }

  // Keys and buttons

  click(event) {
    const button = event.target.closest(".pair-check");
    if (!button && !event.target.closest(".pairs-next")) return;
    event.preventDefault();
    if (button) this.check(button.closest(".pair"));
    else this.next();
  }

  check(pair) {
    const button = pair?.querySelector(".pair-check");
    if (button) this.ticks.push(button.value);
    this.next(pair);
    if (button) this.save();
  }

  // The next pair that waits, after the one with the focus; behind the last one, the first.
  next(done = null) {
    const here = document.activeElement.closest(".pair");
    const open = this.openPairs.filter((pair) => pair !== done);
    const after = (pair) => here && here.compareDocumentPosition(pair) & Node.DOCUMENT_POSITION_FOLLOWING;
    this.goTo(open.find(after) ?? open[0]);
  }

  goTo(pair) {
    if (!pair) return;
    const target = pair.querySelector("textarea") ?? pair.querySelector(".pair-check");
    pair.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }

  // Saving

  saveSoon() {
    this.since ??= Date.now();
    const wait = Math.min(PAUSE, this.since + LONGEST - Date.now());
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.max(wait, 0));
  }

  get version() {
    return this.form.elements.version.value;
  }

  // What to send now: fields that are based on the same version. A request without an answer is repeated as it was: the
  // server may have received it, and knows it again. With other words, it could be in conflict with itself.
  request() {
    if (this.unanswered) return this.unanswered;
    const ticks = this.ticks.splice(0);
    const changed = this.changedFields(ticks.length > 0 || Object.hasOwn(this, "submitNow"));
    if (!changed.length && !ticks.length) return null;
    const [version] = changed.map(({ name }) => this.bases.get(name) ?? this.version);
    const fields = changed.filter(({ name }) => (this.bases.get(name) ?? this.version) === version);
    const sent = new Map(fields.map(({ name, value }) => [name, value]));
    const id = crypto.getRandomValues(new Uint32Array(3)).join("-");
    this.unanswered = { id, ticks, sent, version: version ?? this.version, isPart: fields.length < changed.length };
    return this.unanswered;
  }

  get hasUnsent() {
    return Boolean(this.unanswered || this.ticks.length || this.isDirty);
  }

  async save() {
    if (this.isSaving) {
      this.isWaiting = true;
      return;
    }
    clearTimeout(this.timer);
    this.since = null;
    const isRepeated = Boolean(this.unanswered);
    const request = this.request();
    if (!request) {
      this.submitNow();
      return;
    }
    this.isSaving = true;
    this.isWaiting = false;
    this.tell("saving");
    const isDone = await this.send(request);
    this.isSaving = false;
    if (isDone && (this.isWaiting || isRepeated || request.isPart)) this.save();
    else if (this.unanswered) delete this.submitNow;
    else this.submitNow();
  }

  // The form waits for what is being saved, so that a tick is not published too late, and for what is not saved yet.
  submit(event) {
    clearTimeout(this.timer);
    if (this.isSubmitting || !(this.isSaving || this.hasUnsent)) {
      // The form has one version for all of its fields. With a newer one, an older text would replace a colleague's.
      this.form.elements.version.value = Math.min(this.version, ...this.bases.values());
      return;
    }
    event.preventDefault();
    this.submitNow = () => {
      delete this.submitNow;
      this.isSubmitting = true;
      this.form.requestSubmit(event.submitter);
      this.isSubmitting = false;
    };
    if (!this.isSaving) this.save();
  }

  submitNow() {} // nothing waits

  bodyOf({ id, sent, ticks, version }) {
    const hidden = [...this.form.querySelectorAll("input[type=hidden]")].map(({ name, value }) => [name, value]);
    const body = new URLSearchParams([["_autosave", "1"], ["request", id], ...hidden, ...sent]);
    body.set("version", version);
    for (const key of ticks) body.append("check", key);
    for (const part of this.held) body.append("held", part);
    return body;
  }

  async send(request) {
    let answer = null;
    let told = null;
    try {
      answer = await post(location.href, this.bodyOf(request));
      const isSignedIn = answer.status === 401 ? await signIn() : answer.status === 403 && (await renewToken());
      if (isSignedIn) answer = await post(location.href, this.bodyOf(request));
      if (answer.ok) told = await answer.json();
    } catch (error) {
      console.warn(error);
    }
    if (!told?.texts) return this.fail(answer?.ok ? null : answer);
    this.take(told, request.sent);
    return true;
  }

  async fail(answer) {
    const isRefused = answer && answer.status < 500;
    const isJson = answer?.headers.get("Content-Type")?.startsWith("application/json");
    const { message } = isRefused && isJson ? await answer.json() : {};
    this.tell(answer?.status === 401 ? "signedOut" : isRefused ? "unsaved" : "offline", message);
    if (isRefused) {
      this.ticks.unshift(...this.unanswered.ticks); // certainly not taken
      this.unanswered = null;
    } else this.timer = setTimeout(() => this.save(), AGAIN);
    return false;
  }

  take(answer, sent) {
    this.unanswered = null;
    for (const [name, value] of sent) {
      this.saved.set(name, value);
      this.bases.delete(name);
    }
    this.takeTexts(answer.texts);
    this.form.elements.version.value = answer.version;
    for (const part of answer.conflicts) this.held.add(part);
    this.takeMarks(answer);
    for (const step of document.querySelectorAll('.btn-default[form="pairs_form"]')) {
      step.toggleAttribute("data-nothing-new", answer.nothing_new);
    }
    this.tell(answer.has_newer_source ? "newer" : "saved", "", answer.at);
    if (answer.conflicts.length) {
      delete this.submitNow;
      location.assign(this.dataset.conflicts);
    }
    if (!this.isDirty) this.form.dispatchEvent(new Event("desk:saved"));
  }

  // Takes over what colleagues wrote. A field in which somebody is writing here stays based on the version that it has.
  takeTexts(texts) {
    for (const field of fieldsOf(this).filter(({ name }) => name in texts && texts[name] !== this.saved.get(name))) {
      if (field.value === this.saved.get(field.name)) {
        field.value = texts[field.name];
        this.saved.set(field.name, field.value);
      } else if (!this.bases.has(field.name)) this.bases.set(field.name, this.version);
    }
  }

  takeMarks({ marks, stale, summary, state }) {
    this.part("state").innerHTML = state;
    for (const pair of this.pairs) {
      const { key } = pair.dataset;
      const mark = pair.querySelector('[data-part="mark"]');
      pair.classList.toggle("pair-stale", stale.includes(key));
      const hasFocus = mark.contains(document.activeElement);
      if (mark.dataset.shown !== marks[key]) mark.innerHTML = mark.dataset.shown = marks[key] ?? "";
      if (hasFocus) pair.querySelector("textarea, .pair-check")?.focus();
    }
    this.part("summary").innerHTML = summary;
    this.showPairs();
  }

  // What is shown

  showPairs() {
    for (const pair of this.pairs) {
      pair.hidden = this.filter.checked && !pair.matches(".pair-stale, :focus-within");
    }
    this.markFirst();
  }

  markFirst() {
    this.querySelector(".pairs-next").hidden = !this.openPairs.length;
  }

  tell(state, message = "", at = "") {
    this.line.dataset.state = ["saved", "saving", "newer"].includes(state) ? state : "offline";
    this.line.textContent = message || this.dataset[state].replace("{at}", at);
  }
}

customElements.define("paragraph-pairs", ParagraphPairs);
