// Notes on words of a story: marked in the editor, never in its text; written and decided without leaving the page.
import { crel, pm } from "django-prose-editor/editor";
import { post } from "../draft/requests.js";
import { onKeys } from "../key-list.js";
import { NoteButton } from "./note-button.js";
import { openNoteDialog } from "./note-dialog.js";
import { Places } from "./places.js";
import { selectedFor } from "./selected.js";

const { Decoration, DecorationSet } = pm.view;
const { Plugin, PluginKey } = pm.state;
const DELAY = 300; // milliseconds after typing
const key = new PluginKey("notes");

function marks() {
  const apply = (tr, now) => tr.getMeta(key) ?? now.map(tr.mapping, tr.doc);
  const state = { init: () => DecorationSet.empty, apply };
  return new Plugin({ key, state, props: { decorations: (now) => key.getState(now) } });
}

const endMark = () => crel("span", { className: "note-end", contentEditable: "false", ariaHidden: "true" });

function markOf({ pk, from, to, end }) {
  if (from !== undefined) return Decoration.inline(from, to, { "data-note": pk }, { pk });
  return end === undefined ? null : Decoration.widget(end, endMark, { side: 1, key: `note ${pk}`, ignoreSelection: true });
}

export class StoryNotes {
  // `page` is a <draft-editor>, `fields` are those of the headline and of the lead.
  constructor(page, panel, fields) {
    const { editor, words } = page;
    Object.assign(this, { page, panel, fields, editor, words: words.notes, offline: words["offline-clean"], places: new Map() });
    editor.registerPlugin(marks());
    const acts = { write: () => this.write(), go: (pk) => this.goToNote(pk), noteAt: (pos) => this.noteAt(pos) };
    this.button = new NoteButton(editor, fields, { words: this.words, ...acts });
    editor.on("update", () => this.later());
    for (const field of fields) field.addEventListener("input", () => this.later());
    onKeys(document, { note: () => this.write() });
    panel.addEventListener("click", (event) => this.click(event));
    this.observer = new MutationObserver(() => this.show());
    this.show();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), DELAY);
  }

  // Showing

  // What it changes in the list itself is no news.
  show() {
    this.observer.disconnect();
    for (const element of this.panel.querySelectorAll("[data-when=scripts]")) element.hidden = false;
    this.findPlaces();
    this.mark();
    this.observer.observe(this.panel, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-anchor"] });
  }

  findPlaces() {
    const { doc } = this.editor.state;
    const places = new Places(doc, this.fields.map(({ name, value }) => [name, value]));
    this.places.clear();
    for (const item of this.panel.querySelectorAll("[data-anchor]")) {
      const anchor = JSON.parse(item.dataset.anchor);
      const pk = item.id.replace("note-", "");
      const place = { pk, ...places.of(anchor), quotation: anchor.quotation };
      this.places.set(pk, place);
      const lost = item.querySelector(".note-lost");
      if (lost) lost.hidden = place.isFound || !anchor.part;
    }
  }

  mark() {
    const { state, view } = this.editor;
    const found = [...this.places.values()].map(markOf).filter(Boolean);
    view.dispatch(state.tr.setMeta(key, DecorationSet.create(state.doc, found)).setMeta("addToHistory", false));
  }

  noteAt(pos) {
    return key.getState(this.editor.state).find(pos, pos).find(({ spec }) => spec.pk)?.spec.pk;
  }

  // Going there and back

  goToNote(pk) {
    const item = this.panel.querySelector(`#note-${pk}`);
    if (!item) return;
    this.panel.open = true;
    for (const other of this.panel.querySelectorAll("[data-here]")) delete other.dataset.here;
    item.dataset.here = "";
    item.scrollIntoView({ block: "end" }); // the acts of the edition stay above it
    item.focus({ preventScroll: true });
  }

  goToWords({ pk, part, from, to, end, quotation }) {
    const field = this.fields.find(({ name }) => name === part);
    if (field) {
      const at = field.value.indexOf(quotation);
      field.focus();
      if (quotation && at >= 0) field.setSelectionRange(at, at + quotation.length);
      return;
    }
    if ((from ?? end) !== undefined) this.editor.commands.setTextSelection({ from: from ?? end, to: to ?? end });
    this.editor.commands.focus(null, { scrollIntoView: false });
    const { dom } = this.editor.view;
    const block = dom.querySelector(`:scope > [data-block="${CSS.escape(part)}"]`);
    (dom.querySelector(`[data-note="${pk}"]`) ?? block ?? dom).scrollIntoView({ block: "center" });
  }

  click(event) {
    const { target } = event;
    const button = target.closest("[name=note_act]");
    const link = target.closest("a.note-words");
    if (!button && !link) return;
    const place = link && this.places.get(link.closest(".note").id.replace("note-", ""));
    if (link && !place) return; // a resolved one
    event.preventDefault();
    if (button) this.act(button);
    else this.goToWords(place);
  }

  // Writing and deciding

  write() {
    const form = this.panel.querySelector(".note-new fieldset");
    if (!form || document.querySelector("dialog[open]")) return;
    const field = this.fields.find((one) => one === document.activeElement);
    const about = selectedFor(this.editor, this.fields);
    const closed = () => (field ? field.focus() : this.editor.commands.focus(null, { scrollIntoView: false }));
    const send = (values) => this.send({ note_act: "add", ...values });
    openNoteDialog(form, about, { title: this.words.add_label, send, closed });
  }

  async act(button) {
    const box = button.closest("fieldset");
    const fields = [...(box?.querySelectorAll("textarea, select") ?? [])];
    const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
    const failed = await this.send({ note_act: button.value, ...values });
    if (failed) return this.tell(box, failed);
    for (const field of fields) field.value = "";
    const opened = box?.closest("details");
    if (opened) opened.open = false;
    return undefined;
  }

  tell(box, failed) {
    const place = box?.querySelector(".errornote");
    if (place) Object.assign(place, { textContent: failed, hidden: false });
    else this.page.report({ name: "refused", message: failed }, this.page.sync);
  }

  // The words that a note is about are saved first. Returns what went wrong; nothing if it was sent.
  async send(values) {
    await this.page.sync.saveEverything();
    const { kind, answer } = await post(this.panel.dataset.url, values);
    const isSent = kind === "done" && answer.note;
    if (isSent) await this.page.parts.hear(answer.mark);
    if (kind === "signed-out") this.page.signIn();
    return isSent ? undefined : this.words.failed.replace("{message}", answer?.message ?? this.offline);
  }
}
