// The bookkeeping of a draft: what the server has, what was changed here since, what to send next. No page, no network.
//
// A content is {fields: {name: value}, blocks: {id: html}, order: [id, …]}. An answer of the server has a version and,
// of its content, what differs from an earlier version. A part is a field or a block.
import { isNothing, KINDS, nothing, only } from "./change.js";
import { mergeOrders, same } from "./order.js";
import { identified, requestsFor, unsentRequests } from "./unsent.js";

const EVERYTHING = 999_999_999; // no version of a draft, so the server answers with all it has

export class DraftState {
  constructor(version, content) {
    this.version = version;
    this.seen = structuredClone(content); // what the server has, in the words of this page
    this.bases = { fields: new Map(), blocks: new Map() }; // of parts that are not based on `version`
    // {part: the base and the id of its conflict}. What is written there waits until somebody decides.
    this.held = new Map();
    this.sent = null; // the request without an answer
    this.isUnsure = false; // whether parts may have changed that no answer has told about
  }

  // The server has nothing of what the page shows: its address has proposed that.
  forget() {
    this.seen = { fields: {}, blocks: {}, order: [] };
  }

  get since() {
    return this.isUnsure ? EVERYTHING : this.version;
  }

  get heldIds() {
    return Object.fromEntries([...this.held].map(([part, { id }]) => [part, id]));
  }

  // What was changed here since the server was told.
  changes(content) {
    const { seen } = this;
    const isChanged = (kind) => (part) => !same(content[kind][part], seen[kind][part]);
    return {
      fields: only(content.fields, isChanged("fields")),
      blocks: only(content.blocks, isChanged("blocks")),
      order: same(this.orderOf(content), seen.order) ? null : this.orderOf(content),
    };
  }

  // A block of which others have another version stays when it is deleted here: only this page's version is given up.
  orderOf({ order, blocks }) {
    return mergeOrders(this.seen.order, order, this.seen.order, (id) => this.isUnlike(id) && !(id in blocks));
  }

  isUnlike(id) {
    return this.held.has(id) || this.bases.blocks.has(id);
  }

  isDirty(content) {
    return this.sent !== null || !isNothing(this.changes(content));
  }

  requests(content) {
    return requestsFor(this, content);
  }

  // A request that changes nothing, for its answer.
  question() {
    return { base: this.version, fields: {}, blocks: {}, held: this.heldIds };
  }

  // The next request. One without an answer is repeated as it was: the server may have received it, and knows it again.
  next(content) {
    const [first] = this.sent ? [] : this.requests(content);
    if (first) this.sent = identified(structuredClone(first));
    return this.sent;
  }

  // What to keep in the browser.
  unsent(content) {
    return unsentRequests(this, content);
  }

  // The server has certainly not taken the request.
  refused() {
    this.sent = null;
  }

  // Takes the answer to the request. Returns what the page should show now, in the form of a content.
  saved(answer, content) {
    const { sent, version } = this;
    this.sent = null;
    this.acknowledge(sent);
    this.release(sent, answer.waiting_ids);
    const kept = this.note(answer.conflicts ?? [], sent.base);
    if (sent.base === version) return this.advance(answer, content, kept);
    for (const kind of KINDS) for (const part of Object.keys(sent[kind])) this.bases[kind].set(part, answer.version);
    this.isUnsure = true;
    return nothing();
  }

  acknowledge(sent) {
    for (const kind of KINDS) {
      Object.assign(this.seen[kind], sent[kind]);
      for (const part of Object.keys(sent[kind])) this.bases[kind].delete(part);
    }
    if (sent.order) this.seen.order = sent.order;
  }

  // Holds the parts in conflict. Returns the blocks that were deleted here and that the server has kept.
  note(conflicts, base) {
    for (const { id, part, mine, theirs } of conflicts) {
      if (mine !== null && theirs !== null) this.held.set(part, { base, id });
    }
    const isBlock = (part) => !(part in this.seen.fields);
    const kept = conflicts.filter(({ part, mine, theirs }) => isBlock(part) && mine === null && theirs !== null);
    return Object.fromEntries(kept.map(({ part, theirs }) => [part, theirs]));
  }

  // Takes the answer to a poll that asked for what is new since `since`. A field that everything lacks is gone.
  polled(answer, content, since) {
    if (this.sent || since !== this.since) return nothing();
    this.isUnsure = false;
    const gone = since === EVERYTHING ? Object.fromEntries(Object.keys(this.seen.fields).map((part) => [part, null])) : {};
    return this.advance({ ...answer, fields: { ...gone, ...answer.fields } }, content, {});
  }

  // Somebody has decided the conflicts other than those with ids in `open`. Their words come with the next poll.
  release(sent, open) {
    for (const [part] of Object.entries(sent.held).filter(([, id]) => !open.includes(id))) {
      const { base } = this.held.get(part) ?? sent;
      this.bases[part in this.seen.blocks ? "blocks" : "fields"].set(part, base);
      this.held.delete(part);
      this.isUnsure = true;
    }
  }

  advance(answer, content, kept) {
    const take = nothing();
    const changes = this.changes(content);
    const news = { fields: answer.fields ?? {}, blocks: { ...answer.blocks, ...kept } };
    const stays = (id) => id in changes.blocks || (id in news.blocks && news.blocks[id] !== this.seen.blocks[id]);
    const order = this.mergedOrder(answer, content, news, stays);
    for (const kind of KINDS) {
      for (const [part, value] of Object.entries(news[kind])) {
        if (this.held.has(part) && part in content[kind]) continue;
        this.held.delete(part);
        if (part in changes[kind]) this.keepBase(kind, part);
        else this.take(take, kind, part, value);
      }
    }
    if (order && !same(order, content.order)) take.order = order;
    this.version = answer.version;
    if (this.seen.order.some((id) => this.isUnlike(id) && !(id in content.blocks) && !(id in take.blocks))) {
      this.isUnsure = true; // it was deleted here, and comes back with the words of the others
    }
    this.settleBases(changes);
    return take;
  }

  // Both sides have changed the part. The server compares them when this side's text comes with its own base.
  keepBase(kind, part) {
    if (!this.bases[kind].has(part)) this.bases[kind].set(part, this.version);
  }

  take(take, kind, part, value) {
    take[kind][part] = value;
    this.seen[kind][part] = value;
    this.bases[kind].delete(part);
  }

  mergedOrder(answer, content, news, stays) {
    const theirs = answer.order ?? this.seen.order;
    const isKnown = (id) => id in content.blocks || id in news.blocks || this.seen.order.includes(id);
    if (!theirs.every(isKnown)) {
      this.isUnsure = true; // a block without its text: ask for everything
      return null;
    }
    const merged = mergeOrders(this.seen.order, content.order, theirs, stays);
    this.seen.order = theirs;
    this.seen.blocks = only(this.seen.blocks, (id) => theirs.includes(id));
    for (const id of Object.keys(content.blocks)) if (!theirs.includes(id)) this.held.delete(id); // new, if it stays
    return merged;
  }

  // Parts that are not changed here are as in the newest version, once everything is known.
  settleBases(changes) {
    if (this.isUnsure) return;
    for (const kind of KINDS) {
      for (const part of this.bases[kind].keys()) if (!(part in changes[kind])) this.bases[kind].delete(part);
    }
  }

  // The page shows what it was told to, perhaps written a little differently: that is not a change made here.
  shown(take, content) {
    for (const kind of KINDS) {
      for (const part of Object.keys(take[kind])) if (part in content[kind]) this.seen[kind][part] = content[kind][part];
    }
  }
}
