// <paragraph-pairs>: saves while somebody translates, ticks pairs, and moves between those that changed.
// Without the script, the page is a form that its buttons send.
import { onKeys } from "./key-list.js";
import { PairChanges } from "./pairs/changes.js";
import { PairList } from "./pairs/list.js";
import { post, renewToken, signIn } from "./session.js";

const PAUSE = 1500; // milliseconds after the last letter
const LONGEST = 2500; // after the first one
const AGAIN = 5000; // after a failure

class ParagraphPairs extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.line = document.querySelector("#pairs-saved");
    this.list = new PairList(this);
    this.changes = new PairChanges(this.form);
    this.addEventListener("input", (event) => event.target.matches("textarea") && this.saveSoon());
    this.addEventListener("click", (event) => this.click(event));
    onKeys(this, {
      "check-pair": () => this.check(document.activeElement.closest(".pair")),
      "next-pair": () => this.list.next(),
    });
    this.form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("online", () => this.changes.hasUnsent && this.save());
    this.filter = this.part("filter");
    this.filter.closest("[hidden]").hidden = false;
    this.filter.addEventListener("change", () => this.showPairs());
    this.showPairs();
    // Not earlier: an address with #first-change takes the focus from the field when the page is complete.
    const { list } = this;
    addEventListener("load", () => document.querySelector(".errornote") ?? list.goTo(list.asked ?? list.firstToDo));
  }

  part = (name) => this.querySelector(`[data-part="${name}"]`);

  // Keys and buttons

  click(event) {
    const button = event.target.closest(".pair-check");
    if (!button && !event.target.closest(".pairs-next")) return;
    event.preventDefault();
    if (button) this.check(button.closest(".pair"));
    else this.list.next();
  }

  check(pair) {
    const button = pair?.querySelector(".pair-check");
    if (button) this.changes.ticks.push(button.value);
    this.list.next(pair);
    if (button) this.save();
  }

  // Saving

  saveSoon() {
    this.since ??= Date.now();
    const wait = Math.min(PAUSE, this.since + LONGEST - Date.now());
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.max(wait, 0));
  }

  async save() {
    if (this.isSaving) {
      this.isWaiting = true;
      return;
    }
    clearTimeout(this.timer);
    this.since = null;
    const isRepeated = Boolean(this.changes.unanswered);
    const request = this.changes.request(Object.hasOwn(this, "submitNow"));
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
    else if (this.changes.unanswered) delete this.submitNow;
    else this.submitNow();
  }

  // The form waits for what is being saved, so that a tick is not published too late, and for what is not saved yet.
  submit(event) {
    clearTimeout(this.timer);
    if (this.isSubmitting || !(this.isSaving || this.changes.hasUnsent)) {
      // The form has one version for all of its fields. With a newer one, an older text would replace a colleague's.
      this.changes.version = this.changes.oldestBase;
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

  async send(request) {
    let answer = null;
    let told = null;
    try {
      answer = await post(location.href, this.changes.bodyOf(request));
      const isSignedIn = answer.status === 401 ? await signIn() : answer.status === 403 && (await renewToken());
      if (isSignedIn) answer = await post(location.href, this.changes.bodyOf(request));
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
    if (isRefused) this.changes.refused();
    else this.timer = setTimeout(() => this.save(), AGAIN);
    return false;
  }

  take(answer, sent) {
    this.changes.accepted(answer, sent);
    this.part("state").innerHTML = answer.state;
    this.part("summary").innerHTML = answer.summary;
    this.list.mark(answer);
    this.showPairs();
    for (const step of document.querySelectorAll('.btn-default[form="pairs_form"]')) {
      step.toggleAttribute("data-nothing-new", answer.nothing_new);
    }
    this.tell(answer.has_newer_source ? "newer" : "saved", "", answer.at);
    if (answer.conflicts.length) {
      delete this.submitNow;
      location.assign(this.dataset.conflicts);
    }
    if (!this.changes.isDirty) this.form.dispatchEvent(new Event("desk:saved"));
  }

  // What is shown

  showPairs() {
    this.list.show(this.filter.checked);
  }

  tell(state, message = "", at = "") {
    this.line.dataset.state = ["saved", "saving", "newer"].includes(state) ? state : "offline";
    this.line.textContent = message || this.dataset[state].replace("{at}", at);
  }
}

customElements.define("paragraph-pairs", ParagraphPairs);
