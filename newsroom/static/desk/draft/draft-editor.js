// <draft-editor>: around the form of a draft. Saves what is typed, and shows what colleagues write.
import { ActFields, shownValues } from "./act-fields.js";
import { ActWords } from "./act-words.js";
import { caretBlock, contentOf, editorIn, show } from "./blocks.js";
import { Colleagues } from "./colleagues.js";
import { keepColleaguesWords } from "./colleagues-words.js";
import { FormFields } from "./fields.js";
import { FreshParts } from "./fresh-parts.js";
import { boxOfRestored, showLeft, textsOf } from "./left-text.js";
import { Marks } from "./marks.js";
import { renewToken, signIn } from "../session.js";
import "./save-state.js";
import { SharedSync } from "./shared-sync.js";
import { DraftState } from "./state.js";
import { keepCaretInSight } from "./caret-in-sight.js";
import { nameOf, UnsentChanges } from "./store.js";
import { DraftSync } from "./sync.js";
import { addTools } from "./tools.js";

const FIELDS = ["title", "lead", "slug", "source_name"];

// Whether a button does something with the text besides saving it or showing it in another tab.
const isAct = (button) => Boolean(button?.hasAttribute("formaction") && button.formTarget !== "_blank");

export class DraftEditor extends HTMLElement {
  async connectedCallback() {
    if (this.words) return; // moved within the page
    this.words = JSON.parse(document.getElementById("writing-words").textContent);
    this.form = this.querySelector("form");
    this.editor = await editorIn(this);
    this.fields = new FormFields(this, FIELDS);
    keepCaretInSight(this.editor);
    keepColleaguesWords(this.editor);
    const conflicts = JSON.parse(document.getElementById("open-conflicts").textContent);
    const { fields, words } = this;
    const marks = new Marks(this.editor, this.dataset.unpublished?.split(" "));
    this.colleagues = new Colleagues({ marks, fields, words, conflicts, address: this.dataset.conflictUrl });
    this.sync = this.newSync();
    const { user, sharedUrl, actsUrl, addUrl, key, mark } = this.dataset;
    this.shared = new SharedSync({ form: this.form, user, address: sharedUrl, add: addUrl, newKey: key });
    this.parts = new FreshParts({ address: actsUrl, mark });
    this.acts = new ActFields({ form: this.form, user, address: actsUrl, add: addUrl, newKey: key });
    new ActWords(this.form, words).look();
    for (const source of [this.sync, this.shared, this.acts]) {
      source.addEventListener("state", ({ detail }) => this.report(detail, source));
    }
    this.shared.addEventListener("mark", ({ detail }) => this.parts.hear(detail));
    this.sync.addEventListener("created", ({ detail }) => this.created(detail));
    this.restored = new Set(); // addresses of stories
    showLeft(this, this.sync, textsOf);
    showLeft(this, this.shared, ({ fields }) => this.shared.page.describe(fields));
    showLeft(this, this.acts, shownValues);
    this.listen();
    addTools(this);
    this.colleagues.show();
    await Promise.all([this.sync.start(), this.shared.start(), this.acts.start()]);
    for (const address of this.restored) this.prepend(boxOfRestored(address, this.words));
    this.dataset.ready = "";
  }

  newSync() {
    const { version, user, language, saveUrl, pollUrl, addUrl, key } = this.dataset;
    return new DraftSync({
      state: new DraftState(Number(version), this.content()),
      page: this,
      store: new UnsentChanges(nameOf(user, language, saveUrl ?? addUrl)),
      addresses: { save: saveUrl, poll: pollUrl, add: addUrl },
      newKey: key,
    });
  }

  get isDirty() {
    return [this.sync, this.shared, this.acts].some((source) => source.isDirty);
  }

  listen() {
    this.addEventListener("input", () => {
      if (this.isDirty) this.takeProposed();
      this.showUnsaved();
      if (this.sync.isDirty) this.sync.changed();
      this.shared.look();
    });
    this.form.addEventListener("submit", (event) => this.saveBefore(event));
    addEventListener("online", () => this.each("hurry"));
    document.addEventListener("visibilitychange", () => this.each(document.hidden ? "leave" : "hurry"));
    addEventListener("pagehide", () => this.each("leave"));
    addEventListener("beforeunload", (event) => {
      if (!this.isDirty || this.isSubmitting) return;
      this.each("leave");
      event.preventDefault();
    });
  }

  each(act) {
    for (const sync of [this.sync, this.shared]) sync[act]();
  }

  // What an address proposes for a new story becomes part of it as soon as somebody writes.
  takeProposed() {
    if (!("proposed" in this.dataset)) return;
    delete this.dataset.proposed;
    for (const { state } of [this.sync, this.shared]) state.forget();
    this.shared.changed();
  }

  // The page of `DraftSync`

  content() {
    return { fields: this.fields.content, ...contentOf(this.editor) };
  }

  show(take) {
    this.fields.show(take.fields);
    show(this.editor, take);
  }

  block() {
    return caretBlock(this.editor) ?? this.fields.current;
  }

  // What answers say besides the text.
  told({ people, conflicts, waiting, mark, shared_version: shared }) {
    const { held, version } = this.sync.state;
    this.form.elements.version.value = version;
    if (shared !== undefined) this.shared.hearOf(shared);
    this.parts.hear(mark);
    this.colleagues.told({ people, conflicts, waiting, held });
  }

  get hasConflicts() {
    return this.colleagues.hasConflicts;
  }

  showUnsaved() {
    this.toggleAttribute("data-unsaved", this.isDirty);
  }

  report(detail, { isDirty }) {
    this.showUnsaved();
    document.querySelector("save-state")?.tell({ ...detail, isDirty }, this.words);
    if (detail.name === "signed-out") this.signIn();
  }

  // Asks once. Somebody who closes the dialog is asked again when they save by hand.
  async signIn() {
    if (this.hasAsked) return;
    this.hasAsked = true;
    const isSignedIn = await renewToken().then((isMine) => isMine || signIn(), () => false);
    if (!isSignedIn) return;
    this.hasAsked = false;
    this.each("hurry");
  }

  // The story exists now: a reload shows it, and not another empty form.
  created({ save_url: save, edit_url: address, shared_url: shared, acts_url: acts }) {
    this.sync.store.draft = nameOf(this.dataset.user, this.dataset.language, save);
    this.shared.created(shared);
    this.parts.address = this.acts.address = acts;
    history.replaceState(history.state, "", address);
    this.dispatchEvent(new CustomEvent("draft-editor:created", { bubbles: true }));
  }

  // Acts

  // Whether the server has everything, and nothing waits for a decision.
  async saveNow() {
    this.hasAsked = false;
    const [isSaved] = await Promise.all([this.sync.saveEverything(), this.acts.save()]);
    return (await this.shared.saveEverything()) && isSaved && !this.isHeld;
  }

  get isHeld() {
    return [this.sync, this.shared].some(({ state }) => state.held.size > 0);
  }

  // How often words or fields of colleagues have appeared.
  get shownSoFar() {
    return this.sync.shown + this.shared.shown;
  }

  // Buttons such as «Publish» send the form after its text has been saved and merged. Nobody publishes or discards words
  // of a colleague that have appeared only then.
  async saveBefore(event) {
    if (this.isSubmitting || event.defaultPrevented) return;
    event.preventDefault();
    const { submitter } = event;
    const shown = this.shownSoFar;
    const isSaved = await this.saveNow();
    if (this.isHeld) this.report({ name: "conflict" }, this.sync);
    if (!isSaved) return;
    if (this.shownSoFar !== shown && isAct(submitter)) return this.report({ name: "look-again" }, this.sync);
    this.isSubmitting = true;
    // A form ignores requests to submit it until its event has ended, also those made in a microtask.
    setTimeout(() => this.form.requestSubmit(submitter));
  }
}

customElements.define("draft-editor", DraftEditor);
