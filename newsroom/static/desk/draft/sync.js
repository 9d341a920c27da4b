// Keeps a page and a draft on the server alike: saves what is typed, shows what others wrote. One request at a time.
import { Keeper } from "./keeper.js";
import { sendLeft } from "./left-changes.js";
import { DraftNews } from "./news.js";
import { post } from "./requests.js";

const PAUSE = 1_000; // milliseconds without typing until a save
const MOST_DELAY = 1_500; // a save begins at the latest after this time of typing. Colleagues see it two seconds later
const LONGEST_RETRY = 30_000;

// `page`, `addresses` and its events are as in `DraftNews`. `newKey` is that of a story that does not exist yet.
export class DraftSync extends DraftNews {
  constructor({ store, newKey, ...parts }) {
    super(parts);
    Object.assign(this, { store, newKey });
    this.keeper = new Keeper(store, () => this.unsent());
    this.retries = 0;
  }

  unsent() {
    return { requests: this.state.unsent(this.page.content()), newKey: this.addresses.save ? null : this.newKey };
  }

  get isKept() {
    return this.keeper.isKept;
  }

  // Sends what closed pages have left and shows it, then begins to ask for news.
  async start() {
    try {
      await sendLeft(this);
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
    this.keeper.soon();
    this.plan();
  }

  plan() {
    if (this.saving || this.isBusy || this.isOver || this.retryTimer || !this.firstTypedAt) return;
    const at = Math.min(this.typedAt + PAUSE, this.firstTypedAt + MOST_DELAY);
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => this.save(), Math.max(0, at - Date.now()));
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
    await this.keeper.keep();
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
    if (!isLeaving) await this.keeper.keepInTime();
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

  // Asks whether the conflicts in held parts have been decided, on another page.
  async check() {
    if (this.isBusy || this.state.sent) return;
    this.stopPoll();
    this.state.sent = this.state.question();
    await this.save();
  }

  // Leaving

  leave() {
    this.keeper.keep();
    if (this.isDirty) this.save({ isLeaving: true });
  }
}
