// What a page shows of colleagues besides their words: where they are, and which parts wait for a decision.
import "./people-here.js";

export class Colleagues {
  // `conflicts` are [{part, by}], in which words of this person wait. `address` is where they are decided.
  constructor({ marks, fields, words, conflicts, address }) {
    Object.assign(this, { marks, fields, words, address, people: [] });
    this.conflicts = new Map(conflicts.map(({ part, by }) => [part, by]));
    this.waiting = conflicts.map(({ part }) => part);
  }

  // `held` are the parts in which this page has other words than the server.
  told({ people, conflicts, waiting, held }) {
    for (const { part, by } of conflicts ?? []) this.conflicts.set(part, by);
    this.waiting = waiting ?? this.waiting;
    const isOpen = (part) => held.has(part) || this.waiting.includes(part);
    for (const part of this.conflicts.keys()) if (!isOpen(part)) this.conflicts.delete(part);
    this.people = people ?? this.people;
    this.show();
    document.querySelector("people-here")?.show(this.people, this.words);
  }

  get hasConflicts() {
    return this.conflicts.size > 0;
  }

  show() {
    const mark = (by) => ({ address: this.address, words: this.words["conflict-in"].replace("{by}", by) });
    const conflicts = new Map([...this.conflicts].map(([part, by]) => [part, mark(by)]));
    this.marks.update({ people: this.people, conflicts });
    this.fields.mark(this.conflicts, this.people);
  }
}
