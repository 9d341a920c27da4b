// The fields that all editions share: their form is sent as a whole whenever something in it has changed.
import { postForm } from "./requests.js";

const EVERY = 1_000; // milliseconds. Some widgets change their fields without an event.
const OF_THE_EDITION = ["title", "lead", "body", "slug", "source_name", "version", "csrfmiddlewaretoken"];

function filled(form) {
  const data = new FormData(form);
  for (const name of OF_THE_EDITION) data.delete(name);
  return data;
}

const asText = (data) => new URLSearchParams(data).toString();

// Tells what happens in "state" events, as `DraftSync` does, and the mark of the story's state in "mark" events.
export class SharedFields extends EventTarget {
  constructor({ form, address }) {
    super();
    Object.assign(this, { form, address });
    this.version = form.elements.shared_version;
    this.saved = asText(filled(form));
    this.known = Number(this.version.value); // the newest version that this page has made or told of
    setInterval(() => this.look(), EVERY);
  }

  get isDirty() {
    return asText(filled(this.form)) !== this.saved;
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent("state", { detail: { name, ...detail } }));
  }

  // Saves when nothing has changed for a second.
  look() {
    const now = asText(filled(this.form));
    if (now !== this.saved && now === this.before && now !== this.refused) this.save();
    this.before = now;
  }

  // Returns whether the server has all changes, or will get them with the form of a new story.
  async save() {
    if (!this.address || !this.isDirty) return true;
    this.saving ??= this.send().finally(() => (this.saving = null));
    return this.saving;
  }

  async send() {
    const data = filled(this.form);
    const sent = asText(data);
    this.tell("saving");
    const { kind, answer } = await postForm(this.address, new URLSearchParams(data));
    if (kind === "done") this.accept(answer, sent);
    else this.explain(kind, answer, sent);
    return kind === "done";
  }

  // If colleagues have changed other fields, this form still shows the old ones. Then it stays based on its old version,
  // so that the server doesn't take them for changes made here.
  accept(answer, sent) {
    const hasNews = Object.keys(answer.fields ?? {}).length > 0;
    this.known = answer.version;
    this.dispatchEvent(new CustomEvent("mark", { detail: answer.mark }));
    if (!hasNews) this.version.value = answer.version;
    const before = new URLSearchParams(sent);
    before.set("shared_version", this.version.value);
    this.saved = before.toString();
    if (answer.conflicts.length) this.tell("conflict");
    else this.tell(hasNews ? "other-fields" : "saved", { at: answer.saved_at });
  }

  // What was refused is not sent again until it changes. The rest is tried again by `look`.
  explain(kind, answer, sent) {
    if (kind === "refused") this.refused = sent;
    this.tell(kind === "unreachable" ? "offline" : kind, { message: answer?.message });
  }

  // A poll tells the version on the server.
  hear(version) {
    if (version > this.known && !this.saving) this.tell("other-fields");
    this.known = Math.max(version, this.known);
  }
}
