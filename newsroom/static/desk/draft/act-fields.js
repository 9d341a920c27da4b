// What an act of publishing needs besides the draft: the time, the correction and the note. They have no versions, so only
// the fields that were changed on this page are saved. Those of a new story wait for its first words, kept in the browser.
import { same } from "./order.js";
import { post } from "./requests.js";
import { nameOf, UnsentChanges } from "./store.js";

const EVERY = 1_000; // milliseconds. The calendar fills its fields without events.
const SERVED = "initial-"; // begins the names of hidden fields, which have what the server sent

const valuesIn = (controls) => Object.fromEntries(controls.map(({ name, value }) => [name, value]));
export const shownValues = (values) => Object.entries(values).flatMap(([name, text]) => (name.startsWith(SERVED) ? [] : text));
const served = ({ type, options, defaultValue }) =>
  type === "select-one" ? ([...options].find(({ defaultSelected }) => defaultSelected) ?? options[0]).value : defaultValue;
const controlsIn = (fieldset) => [...fieldset.elements].filter(({ name }) => name);

export class ActFields extends EventTarget {
  // `address` is undefined as long as the story is new. Then `add` creates it, with `newKey`.
  constructor({ form, user, address, add, newKey }) {
    super();
    Object.assign(this, { form, address, add, newKey });
    this.saved = new Map();
    this.store = address ? null : new UnsentChanges(nameOf(user, "acts", add));
    this.kept = {};
    setInterval(() => this.look(), EVERY);
  }

  isChanged(control) {
    return control.value !== (this.saved.get(control.name) ?? served(control));
  }

  // The controls of the fieldsets in which something was changed: a time has two of them.
  get changed() {
    const fieldsets = [...this.form.querySelectorAll(".acts fieldset:enabled")].map(controlsIn);
    return fieldsets.filter((controls) => controls.some((one) => this.isChanged(one))).flat();
  }

  get isDirty() {
    return this.changed.length > 0;
  }

  // A correction and another time can be published without other changes. A note can't.
  get isToPublish() {
    const controls = [...this.form.querySelectorAll(".acts fieldset:enabled")].flatMap(controlsIn);
    const shown = controls.filter(({ name, type }) => type !== "hidden" && name !== "note");
    return shown.some((one) => (one.name === "correction" ? one.value.trim() : one.value !== served(one)));
  }

  // Saves when nothing has changed for a second. What was refused is not sent again until it changes.
  look() {
    if (this.store) this.keep();
    this.form.toggleAttribute("data-to-publish", this.isToPublish);
    const now = JSON.stringify(valuesIn(this.changed));
    if (this.isDirty && now === this.before && now !== this.refused) this.save();
    this.before = now;
  }

  // A browser that dies before the first words of a story, or before the server has the fields, keeps them.
  async keep() {
    const values = valuesIn(this.changed);
    if (same(values, this.kept)) return;
    this.kept = values;
    try {
      await (this.isDirty ? this.store.keep([values], this.newKey) : this.store.forget());
    } catch (error) {
      this.kept = {};
      console.warn("Nothing can be kept in this browser.", error);
    }
  }

  // Sends what closed pages have left of stories that were never written, or not sent.
  async start() {
    if (!this.store) return;
    const records = await this.store.left().catch((error) => console.warn(error));
    for (const record of records ?? []) await this.sendLeft(record);
  }

  async sendLeft(record) {
    const { requests: [values], newKey, key } = record;
    const { kind, answer: story } = await post(this.add, { key: newKey, base: 0, fields: {}, blocks: {} });
    if (kind !== "done") return; // tried again when a new story is begun the next time
    const sent = await post(story.acts_url, values);
    if (sent.kind === "done") {
      await this.store.forget(key);
      this.dispatchEvent(new CustomEvent("restored", { detail: story.edit_url }));
    } else if (sent.kind === "refused") this.dispatchEvent(new CustomEvent("left", { detail: record }));
  }

  save() {
    if (!this.address || !this.isDirty) return Promise.resolve(true);
    this.saving ??= this.send().finally(() => (this.saving = null));
    return this.saving;
  }

  async send() {
    const sent = valuesIn(this.changed);
    const { kind, answer } = await post(this.address, sent);
    if (kind === "done") this.accept(sent);
    else if (kind === "refused") this.refused = JSON.stringify(sent);
    const name = { done: "saved", unreachable: "offline" }[kind] ?? kind;
    const detail = { name, at: answer?.saved_at, message: answer?.message };
    this.dispatchEvent(new CustomEvent("state", { detail }));
    return kind === "done";
  }

  accept(sent) {
    for (const [name, value] of Object.entries(sent).filter(([name]) => !name.startsWith(SERVED))) {
      const initial = this.form.elements[`${SERVED}${name}`];
      if (initial) initial.value = value;
      this.saved.set(name, value);
    }
  }
}
