// Keeps a page and a draft on the server alike: saves what is typed, shows what others wrote. One request at a time.
import { changedParts } from "./change.js";
import { same } from "./order.js";
import { get, poll, post } from "./requests.js";

const PAUSE = 1_000; // milliseconds without typing until a save
const MOST_DELAY = 1_500; // a save begins at the latest after this time of typing. Colleagues see it two seconds later
const KEEP_DELAY = 300; // until unsent changes are kept in the browser
const KEEP_AGAIN = 2_000; // until that is tried again after a failure
const KEEP_PATIENCE = 1_000; // a save waits no longer for the browser's disk
const POLL_VISIBLE = 2_000;
const POLL_HIDDEN = 15_000;
const LONGEST_RETRY = 30_000;

// An older version of this page kept the parts in conflict without their ids.
const idsIn = (held) => (Array.isArray(held) ? Object.fromEntries(held.map((part) => [part, null])) : held);

// `page` shows the draft: content(), show(take), block() of the caret, told(answer). `addresses` are {save, poll, add}.
// It dispatches "state" events: their detail has a name and whatever explains it.
export class DraftSync extends EventTarget {
  constructor({ state, page, store, addresses, newKey }) {
    super();
    Object.assign(this, { state, page, store, addresses, newKey });
    this.retries = 0;
    this.shown = 0; // how often words of colleagues have appeared
    this.discarded = state.version; // the last version of which this page knows whether it discarded something
    this.isBusy = false;
    this.isOver = false; // the story was deleted
  }

  get isDirty() {
    return this.state.isDirty(this.page.content());
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent("state", { detail: { name, ...detail } }));
  }

  // Sends what closed pages have left and shows it, then begins to ask for news.
  async start() {
    try {
      await this.sendLeft();
    } catch (error) {
      console.warn("Changes kept in this browser can't be read.", error);
    }
    this.plan();
    await (this.state.isUnsure ? this.pollNow() : this.pollLater());
  }

  // Typing

  changed() {
    this.typedAt = Date.now();
    this.firstTypedAt ??= this.typedAt;
    this.keepTimer ??= setTimeout(() => this.keep(), KEEP_DELAY);
    this.plan();
  }

  plan() {
    if (this.saving || this.isBusy || this.isOver || this.retryTimer || !this.firstTypedAt) return;
    const at = Math.min(this.typedAt + PAUSE, this.firstTypedAt + MOST_DELAY);
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => this.save(), Math.max(0, at - Date.now()));
  }

  // One write at a time: on a slow disk, writes of older states would queue before the newest one. Returns when what is
  // on the page now is kept.
  keep() {
    clearTimeout(this.keepTimer);
    this.keepTimer = null;
    if (this.keeping) {
      this.keepingNext ??= this.keeping.then(() => {
        this.keepingNext = null;
        return this.keep();
      });
      return this.keepingNext;
    }
    this.keeping = this.keepNow().finally(() => (this.keeping = null));
    return this.keeping;
  }

  async keepNow() {
    const requests = this.state.unsent(this.page.content());
    try {
      const newKey = this.addresses.save ? null : this.newKey;
      await (requests.length ? this.store.keep(requests, newKey) : this.store.forget());
      this.isKept = true;
    } catch (error) {
      this.isKept = false;
      console.warn("Nothing can be kept in this browser.", error);
      this.keepTimer ??= setTimeout(() => this.keep(), KEEP_AGAIN);
    }
  }

  // Saving

  // Saves the changes made until now. Returns whether the server has taken what was sent.
  save({ isLeaving = false } = {}) {
    this.saving ??= this.saveAll(isLeaving).finally(() => {
      this.saving = null;
      this.plan();
    });
    return this.saving;
  }

  // Saves everything, also what is typed meanwhile. Returns whether the server has it all.
  async saveEverything() {
    while (this.isDirty) if (!(await this.save())) return false;
    return true;
  }

  async saveAll(isLeaving) {
    this.clearTimers();
    const rounds = this.state.requests(this.page.content()).length || 1;
    for (let round = 0; round < rounds && !this.isOver; round += 1) {
      const request = this.state.next(this.page.content());
      if (request && !(await this.send(request, isLeaving))) return false;
    }
    await this.keep();
    return !this.isOver;
  }

  clearTimers() {
    clearTimeout(this.saveTimer);
    clearTimeout(this.retryTimer);
    this.retryTimer = null;
    this.firstTypedAt = null;
  }

  // What the server gets is kept first. A browser that dies before the answer comes sends the same again. An earlier
  // version would be in conflict with it. A page that is being closed can't wait.
  async send(request, isLeaving) {
    this.stopPoll();
    this.tell("saving");
    this.isBusy = true;
    const patience = new Promise((later) => setTimeout(later, KEEP_PATIENCE));
    if (!isLeaving) await Promise.race([this.keep(), patience]);
    const { kind, answer } = await this.postTo(request);
    this.isBusy = false;
    if (kind === "done") this.accept(answer);
    else this.explain(kind, answer);
    return kind === "done";
  }

  postTo(request, newKey = this.newKey) {
    const { save, add } = this.addresses;
    return save ? post(save, request) : post(add, { ...request, key: newKey });
  }

  accept(answer) {
    this.retries = 0;
    const isCreated = !this.addresses.save;
    if (answer.save_url) this.addresses = { ...this.addresses, save: answer.save_url, poll: answer.poll_url };
    if (isCreated) this.dispatchEvent(new CustomEvent("created", { detail: answer }));
    const before = this.page.content();
    this.show(this.state.saved(answer, before));
    this.page.told(answer);
    if (this.state.held.size) this.tell("conflict");
    else this.tell("saved", { at: answer.saved_at });
    this.tellDiscarded(answer, before);
    if (this.isDirty) this.firstTypedAt ??= this.typedAt = Date.now();
  }

  show(take) {
    const before = this.page.content();
    this.page.show(take);
    if (!same(before, this.page.content())) this.shown += 1;
    this.state.shown(take, this.page.content());
  }

  // A colleague has discarded what this page had until now. The event has what has gone from it.
  tellDiscarded({ discarded }, before) {
    if (!discarded || discarded.version <= this.discarded || discarded.version > this.state.version) return;
    this.discarded = discarded.version;
    const gone = changedParts(before, this.page.content());
    if (!this.state.held.size) this.tell("discarded", discarded);
    this.dispatchEvent(new CustomEvent("discarded", { detail: { ...discarded, gone } }));
  }

  // Anything but success. What was typed stays on the page and in the browser.
  explain(kind, answer) {
    if (kind === "unreachable") return this.retry();
    if (kind === "signed-out") return this.retry("signed-out");
    this.state.refused();
    if (kind === "gone") {
      this.isOver = true;
      this.tell("gone", { by: answer?.by });
    } else {
      this.tell("refused", { message: answer?.message });
    }
    return undefined;
  }

  retry(name = "offline") {
    this.tell(name, { isKept: this.isKept });
    const delay = Math.min(LONGEST_RETRY, 1_000 * 2 ** this.retries);
    this.retries += 1;
    this.retryTimer = setTimeout(() => this.save(), delay);
  }

  // The network is back, or somebody has signed in again.
  hurry() {
    this.retries = 0;
    if (this.retryTimer || this.firstTypedAt) return this.save();
    return this.page.hasConflicts ? this.check() : this.pollNow();
  }

  // What closed pages have left

  async sendLeft() {
    for (const record of await this.store.left()) {
      if (await this.sendRecord(record)) await this.store.forget(record.key);
      else this.dispatchEvent(new CustomEvent("left", { detail: record }));
    }
  }

  async sendRecord({ requests, newKey }) {
    const conflicts = {};
    let first; // the version in the first answer
    let address; // of a story that did not exist before
    for (const request of requests) {
      const held = { ...idsIn(request.held), ...conflicts };
      const answer = await this.sendUntilAnswered({ ...request, base: request.base ?? first, held }, newKey);
      if (!answer) return false;
      first ??= answer.version;
      address ??= answer.edit_url;
      this.page.told(answer);
      for (const { part, id } of answer.conflicts) conflicts[part] = id;
    }
    this.state.isUnsure = Boolean(this.addresses.save); // the page was made before these changes came
    this.tell("recovered");
    if (address) this.dispatchEvent(new CustomEvent("restored", { detail: address }));
    return true;
  }

  async sendUntilAnswered(request, newKey) {
    for (let attempt = 0; ; attempt += 1) {
      this.isBusy = true;
      const { kind, answer } = await this.postTo(request, newKey);
      this.isBusy = false;
      if (kind === "done") return answer;
      const isOver = kind !== "unreachable" && kind !== "signed-out";
      this.tell(kind === "unreachable" ? "offline" : kind, { isKept: true, message: answer?.message });
      if (isOver) return null;
      await new Promise((later) => setTimeout(later, Math.min(LONGEST_RETRY, 1_000 * 2 ** attempt)));
    }
  }

  // News

  pollLater() {
    clearTimeout(this.pollTimer);
    const delay = document.hidden ? POLL_HIDDEN : POLL_VISIBLE;
    if (!this.isOver) this.pollTimer = setTimeout(() => this.pollNow(), delay);
  }

  stopPoll() {
    this.polling?.abort();
  }

  async pollNow() {
    if (!this.isBusy && !this.state.sent && this.addresses.poll) await this.askForNews();
    this.pollLater();
  }

  async askForNews() {
    this.stopPoll();
    const stop = new AbortController();
    this.polling = stop;
    const asked = { since: this.state.since, block: this.page.block(), tag: this.tag };
    const { kind, answer, tag } = await poll(this.addresses.poll, asked, stop);
    if (this.polling === stop) this.polling = null;
    if (stop.signal.aborted) return;
    if (kind === "done") this.hear(answer, asked.since, tag);
    else if (kind === "gone") this.explain(kind, answer);
    else if (kind === "signed-out") await this.renewPoll();
    else if (kind === "unreachable") this.tell("offline", { isKept: this.isKept });
    if (kind === "done" || kind === "unchanged") this.tell("online");
  }

  hear(answer, since, tag) {
    const before = this.page.content();
    this.show(this.state.polled(answer, before, since));
    this.tag = tag;
    this.page.told(answer);
    this.tellDiscarded(answer, before);
  }

  // The address of polls is valid for some minutes. A new one needs the session.
  async renewPoll() {
    const { kind, answer } = await get(this.addresses.save);
    if (kind === "done") this.addresses = { ...this.addresses, poll: answer.poll_url };
    else if (kind === "gone") this.explain(kind, answer);
    else this.tell(kind, { isKept: this.isKept, message: answer?.message });
  }

  // Asks whether the conflicts in held parts have been decided, on another page.
  async check() {
    if (this.isBusy || this.state.sent) return;
    this.stopPoll();
    this.state.sent = this.state.question();
    await this.save();
  }

  // Leaving

  leave() {
    this.keep();
    if (this.isDirty) this.save({ isLeaving: true });
  }
}
