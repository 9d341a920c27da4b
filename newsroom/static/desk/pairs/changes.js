// What was typed and ticked on the page side by side, and what the server has of it.

export class PairChanges {
  // `form` has the fields, and the version of the translation that they show.
  constructor(form) {
    this.form = form;
    this.saved = new Map(this.fields.map((field) => [field.name, field.defaultValue]));
    this.held = new Set(); // parts in conflict, with their ids
    this.bases = new Map(); // {field that a colleague has changed, too: the version that its text here is based on}
    this.ticks = [];
    this.unanswered = null; // the request without an answer
  }

  get fields() {
    return [...this.form.querySelectorAll("textarea")];
  }

  get version() {
    return this.form.elements.version.value;
  }

  set version(version) {
    this.form.elements.version.value = version;
  }

  // The oldest version that a field is based on.
  get oldestBase() {
    return Math.min(this.version, ...this.bases.values());
  }

  // An emptied paragraph is removed, but not while somebody may only be retyping it.
  changedFields(withEmpty) {
    return this.fields.filter(({ name, value }) => value !== this.saved.get(name) && (withEmpty || value.trim()));
  }

  get isDirty() {
    return this.changedFields(true).length > 0;
  }

  get hasUnsent() {
    return Boolean(this.unanswered || this.ticks.length || this.isDirty);
  }

  // What to send now: fields that are based on the same version. A request without an answer is repeated as it was: the
  // server may have received it, and knows it again. With other words, it could be in conflict with itself.
  request(isLast) {
    if (this.unanswered) return this.unanswered;
    const ticks = this.ticks.splice(0);
    const changed = this.changedFields(ticks.length > 0 || isLast);
    if (!changed.length && !ticks.length) return null;
    const [version] = changed.map(({ name }) => this.bases.get(name) ?? this.version);
    const fields = changed.filter(({ name }) => (this.bases.get(name) ?? this.version) === version);
    const sent = new Map(fields.map(({ name, value }) => [name, value]));
    const id = crypto.getRandomValues(new Uint32Array(3)).join("-");
    this.unanswered = { id, ticks, sent, version: version ?? this.version, isPart: fields.length < changed.length };
    return this.unanswered;
  }

  bodyOf({ id, sent, ticks, version }) {
    const hidden = [...this.form.querySelectorAll("input[type=hidden]")].map(({ name, value }) => [name, value]);
    const body = new URLSearchParams([["_autosave", "1"], ["request", id], ...hidden, ...sent]);
    body.set("version", version);
    for (const key of ticks) body.append("check", key);
    for (const part of this.held) body.append("held", part);
    return body;
  }

  // The server has certainly not taken the request.
  refused() {
    this.ticks.unshift(...this.unanswered.ticks);
    this.unanswered = null;
  }

  accepted({ version, texts, conflicts }, sent) {
    this.unanswered = null;
    for (const [name, value] of sent) {
      this.saved.set(name, value);
      this.bases.delete(name);
    }
    this.takeTexts(texts);
    this.version = version;
    for (const part of conflicts) this.held.add(part);
  }

  // Takes over what colleagues wrote. A field in which somebody is writing here stays based on the version that it has.
  takeTexts(texts) {
    for (const field of this.fields.filter(({ name }) => name in texts && texts[name] !== this.saved.get(name))) {
      if (field.value === this.saved.get(field.name)) {
        field.value = texts[field.name];
        this.saved.set(field.name, field.value);
      } else if (!this.bases.has(field.name)) this.bases.set(field.name, this.version);
    }
  }
}
