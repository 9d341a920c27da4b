// Keeps the fields that all editions share and their draft alike, as `DraftSync` does with the words of an edition. The
// poll of the words tells when there is news.
import { same } from "./order.js";
import { post } from "./requests.js";
import { SharedForm } from "./shared-form.js";
import { DraftState } from "./state.js";
import { nameOf, UnsentChanges } from "./store.js";
import { DraftSync } from "./sync.js";

const EVERY = 1_000; // milliseconds. Some widgets change their fields without an event.

// Tells the mark of the story's state in "mark" events, too.
export class SharedSync extends DraftSync {
  // `address` is undefined as long as the story is new. Then `add` creates it, with `newKey`.
  constructor({ form, user, address, add, newKey }) {
    const page = new SharedForm(form);
    const state = new DraftState(Number(page.version.value), page.content());
    const addresses = { save: address, poll: address, add };
    super({ state, page, addresses, newKey, store: new UnsentChanges(nameOf(user, "shared", address ?? add)) });
    page.state = state;
    this.user = user;
    this.newest = this.state.version;
    this.looked = this.page.content().fields;
    setInterval(() => this.look(), EVERY);
  }

  // Whether something has changed since the last look. What was refused is not sent again until it changes.
  look() {
    const { fields } = this.page.content();
    if (same(fields, this.looked)) return;
    this.looked = fields;
    if (this.isDirty) this.changed();
  }

  // The fields of a new story wait until its words have created it.
  get canSave() {
    return Boolean(this.addresses.save);
  }

  save(options) {
    return this.canSave ? super.save(options) : Promise.resolve(true);
  }

  saveEverything() {
    return this.canSave ? super.saveEverything() : Promise.resolve(true);
  }

  // What a closed page has left may be of a story that does not exist yet: only fields of this part were filled in.
  async postTo(request, newKey) {
    if (this.canSave) return super.postTo(request);
    const created = await post(this.addresses.add, { key: newKey, base: 0, fields: {}, blocks: {} });
    if (created.kind !== "done") return created;
    const { shared_url: address, edit_url } = created.answer;
    const { kind, answer } = await post(address, request);
    return { kind, answer: { ...answer, edit_url } };
  }

  // The story exists now.
  created(address) {
    this.addresses = { save: address, poll: address };
    this.store.draft = nameOf(this.user, "shared", address);
    if (this.isDirty) this.changed();
  }

  // The poll of the words asks for news.
  hurry() {
    return this.retryTimer || this.firstTypedAt || this.state.held.size ? super.hurry() : undefined;
  }

  accept(answer) {
    this.page.names = answer.names;
    super.accept(answer);
    this.dispatchEvent(new CustomEvent("mark", { detail: answer.mark }));
    this.pollLater();
  }

  hear(answer, since, tag) {
    this.page.names = answer.names;
    super.hear(answer, since, tag);
  }

  // The poll of the words has told the version on the server.
  hearOf(version) {
    this.newest = Math.max(this.newest, version);
    if (this.newest > this.state.version) this.pollNow();
  }

  pollLater() {
    if (this.newest > this.state.version || this.state.isUnsure) super.pollLater();
  }

  renewPoll() {
    this.tell("signed-out", { isKept: this.isKept });
  }
}
