// Shows in a page what others write: asks the server for news, and hears what its answers say of colleagues.
import { changedParts } from "./change.js";
import { same } from "./order.js";
import { get, poll } from "./requests.js";

const POLL_VISIBLE = 2_000;
const POLL_HIDDEN = 15_000;

// `page` shows the draft: content(), show(take), block() of the caret, told(answer). `addresses` are {save, poll, add}.
// It dispatches "state" events: their detail has a name and whatever explains it. The class that extends it sends what is
// typed: it says with `isBusy` that it is doing so, and has explain(kind, answer).
export class DraftNews extends EventTarget {
  constructor({ state, page, addresses }) {
    super();
    Object.assign(this, { state, page, addresses });
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

  // Polls

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
}
