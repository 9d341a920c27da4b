// What an act of publishing needs besides the draft: the time and the correction. They have no versions, so only the
// fields that were changed on this page are saved.
import { post } from "./requests.js";

const EVERY = 1_000; // milliseconds. The calendar fills its fields without events.
const SERVED = "initial-"; // begins the names of hidden fields, which have what the server sent

const valuesIn = (controls) => Object.fromEntries(controls.map(({ name, value }) => [name, value]));
const controlsIn = (fieldset) => [...fieldset.elements].filter(({ name }) => name);

export class ActFields extends EventTarget {
  // `address` is undefined as long as the story is new.
  constructor({ form, address }) {
    super();
    Object.assign(this, { form, address });
    this.saved = new Map();
    setInterval(() => this.look(), EVERY);
  }

  isChanged(control) {
    return control.value !== (this.saved.get(control.name) ?? control.defaultValue);
  }

  // The controls of the fieldsets in which something was changed: a time has two of them.
  get changed() {
    const fieldsets = [...this.form.querySelectorAll(".acts fieldset:enabled")].map(controlsIn);
    return fieldsets.filter((controls) => controls.some((one) => this.isChanged(one))).flat();
  }

  get isDirty() {
    return this.changed.length > 0;
  }

  // A correction and another time can be published without other changes.
  get isToPublish() {
    const controls = [...this.form.querySelectorAll(".acts fieldset:enabled")].flatMap(controlsIn);
    const shown = controls.filter(({ type }) => type !== "hidden");
    return shown.some(({ name, value, defaultValue }) => (name === "correction" ? value.trim() : value !== defaultValue));
  }

  // Saves when nothing has changed for a second. What was refused is not sent again until it changes.
  look() {
    this.form.toggleAttribute("data-to-publish", this.isToPublish);
    const now = JSON.stringify(valuesIn(this.changed));
    if (this.isDirty && now === this.before && now !== this.refused) this.save();
    this.before = now;
  }

  // The fields of a new story wait for its first words.
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
      const served = this.form.elements[`${SERVED}${name}`];
      if (served) served.value = value;
      this.saved.set(name, value);
    }
  }
}
