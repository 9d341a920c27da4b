// <draft-editor>: around the form of a draft. Saves what is typed, and shows what colleagues write.
import { ActFields, shownValues } from "./act-fields.js";
import { caretBlock, contentOf, show } from "./blocks.js";
import { isNothing } from "./change.js";
import { keepColleaguesWords } from "./colleagues-words.js";
import { FormFields } from "./fields.js";
import { FreshParts } from "./fresh-parts.js";
import { boxOfDiscarded, boxOfLeft, boxOfRestored, textsOf } from "./left-text.js";
import { Marks } from "./marks.js";
import { renewToken, signIn } from "../session.js";
import { onKeys } from "../key-list.js";
import { pasteAsOneParagraph } from "../paste/one-paragraph.js";
import { addRecalls } from "../nodes/recall-dialog.js";
import { addPhotoPicker } from "../photos/photos-of-story.js";
import { keepCounting } from "../writing/counts.js";
import "../hints/writing-hints.js";
import { embedPastedAddresses } from "../pasted-embeds.js";
import "../writing/find-replace.js";
import "./people-here.js";
import "./save-state.js";
import { withoutScrolling } from "./scrolling.js";
import "./document-insert.js";
import { SharedSync } from "./shared-sync.js";
import { DraftState } from "./state.js";
import { keepCaretInSight } from "./caret-in-sight.js";
import { nameOf, UnsentChanges } from "./store.js";
import { DraftSync } from "./sync.js";

const FIELDS = ["title", "lead", "slug", "source_name"];

// Whether a button does something with the text besides saving it or showing it in another tab.
const isAct = (button) => Boolean(button?.hasAttribute("formaction") && button.formTarget !== "_blank");

// The editor of the body, once it is there.
function editorIn(element) {
  const present = element.querySelector(".tiptap")?.editor;
  if (present) return Promise.resolve(present);
  return new Promise((ready) =>
    element.addEventListener("prose-editor:ready", ({ detail, target }) => {
      if (target.name === "body") ready(detail.editor);
    }),
  );
}

export class DraftEditor extends HTMLElement {
  async connectedCallback() {
    if (this.words) return; // moved within the page
    this.words = JSON.parse(document.getElementById("writing-words").textContent);
    this.form = this.querySelector("form");
    this.editor = await editorIn(this);
    this.fields = new FormFields(this, FIELDS);
    this.marks = new Marks(this.editor, this.dataset.unpublished?.split(" "));
    keepCaretInSight(this.editor);
    keepColleaguesWords(this.editor);
    this.people = [];
    const conflicts = JSON.parse(document.getElementById("open-conflicts").textContent);
    this.conflicts = new Map(conflicts.map(({ part, by }) => [part, by]));
    this.waiting = conflicts.map(({ part }) => part); // parts in which words of this person wait for a decision
    this.sync = this.newSync();
    const { user, sharedUrl, actsUrl, addUrl, key, mark } = this.dataset;
    this.shared = new SharedSync({ form: this.form, user, address: sharedUrl, add: addUrl, newKey: key });
    this.parts = new FreshParts({ address: actsUrl, mark });
    this.acts = new ActFields({ form: this.form, user, address: actsUrl, add: addUrl, newKey: key });
    for (const source of [this.sync, this.shared, this.acts]) {
      source.addEventListener("state", ({ detail }) => this.report(detail, source));
    }
    this.shared.addEventListener("mark", ({ detail }) => this.parts.hear(detail));
    this.sync.addEventListener("created", ({ detail }) => this.created(detail));
    this.restored = new Set(); // addresses of stories
    this.showLeft(this.sync, textsOf);
    this.showLeft(this.shared, ({ fields }) => this.shared.page.describe(fields));
    this.showLeft(this.acts, shownValues);
    this.listen();
    this.addTools();
    this.showMarks();
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

  addTools() {
    const { editor, words } = this;
    const [title, lead] = ["title", "lead"].map((name) => this.fields.fields.get(name));
    for (const field of [title, lead]) pasteAsOneParagraph(field);
    document.querySelector("document-insert")?.serve(this);
    const find = document.createElement("find-replace");
    find.hidden = true;
    this.prepend(find);
    const open = () => find.contains(document.activeElement) ? false : find.open({ editor, fields: [title, lead], words });
    onKeys(document, { find: open, save: () => this.saveNow() });
    document.addEventListener("click", ({ target }) => {
      const opener = target.closest("[data-opens-find]");
      if (!opener) return;
      opener.closest("details").open = false;
      open();
    });
    embedPastedAddresses(editor, this.dataset.embedsUrl);
    addPhotoPicker(this, { editor, words: words.photos });
    addRecalls(this, { editor, words: words.photos });
    const counts = document.querySelector("writing-counts");
    const { language } = this.dataset;
    if (counts) keepCounting(counts, this, { editor, lead, title, words, language });
    const hints = this.querySelector("writing-hints");
    const fields = [title, lead].filter(Boolean);
    hints?.watch({ editor, fields, form: this.form, words: words.hints, language });
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

  // What answers say besides the text: who is where, and which parts are in conflict.
  told({ people, conflicts, waiting, mark, shared_version: shared }) {
    const { held, version } = this.sync.state;
    for (const { part, by } of conflicts ?? []) this.conflicts.set(part, by);
    this.waiting = waiting ?? this.waiting;
    const isOpen = (part) => held.has(part) || this.waiting.includes(part);
    for (const part of this.conflicts.keys()) if (!isOpen(part)) this.conflicts.delete(part);
    this.form.elements.version.value = version;
    if (shared !== undefined) this.shared.hearOf(shared);
    this.parts.hear(mark);
    this.people = people ?? this.people;
    this.showMarks();
    document.querySelector("people-here")?.show(this.people, this.words);
  }

  get hasConflicts() {
    return this.conflicts.size > 0;
  }

  showMarks() {
    this.marks.update({ people: this.people, conflicts: this.conflictMarks() });
    this.fields.mark(this.conflicts, this.people);
  }

  conflictMarks() {
    const mark = (by) => ({ address: this.dataset.conflictUrl, words: this.words["conflict-in"].replace("{by}", by) });
    return new Map([...this.conflicts].map(([part, by]) => [part, mark(by)]));
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

  showLeft(sync, texts) {
    sync.addEventListener("left", ({ detail }) => this.prepend(boxOfLeft(detail, texts, sync.store, this.words)));
    sync.addEventListener("restored", ({ detail }) => this.restored.add(detail));
    sync.addEventListener("discarded", ({ detail }) => {
      if (isNothing(detail.gone)) return;
      withoutScrolling(document.activeElement, () => this.prepend(boxOfDiscarded(detail, texts, this.words)));
    });
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
