// The parts of the page that say in which state a story is. The server renders them again when the state has changed.
// What differs is changed in place, so that the focus, an open menu and a pressed button stay.
import { get } from "./requests.js";

const RETRY = 5_000; // milliseconds

const isText = (node) => node.nodeType === Node.TEXT_NODE;
const isAlike = (one, other) => ["nodeName", "className", "id"].every((name) => one[name] === other[name]);

// Custom elements have a content of their own, and people type in fieldsets.
const keepsContent = ({ localName }) => localName.includes("-") || localName === "fieldset";

function sameFrom(place, child) {
  if (isText(child)) return place && isText(place) ? place : null;
  let node = place;
  while (node && !isAlike(node, child)) node = node.nextSibling;
  return node;
}

function removed(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

function updateAttributes(old, fresh) {
  if (old.localName.includes("-")) return;
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
}

function updateContent(old, fresh) {
  let place = old.firstChild;
  for (const child of fresh.childNodes) {
    const match = sameFrom(place, child);
    if (match) {
      while (place !== match) place = removed(place);
      update(match, child);
      place = match.nextSibling;
    } else {
      old.insertBefore(document.importNode(child, true), place);
    }
  }
  while (place) place = removed(place);
}

function update(old, fresh) {
  if (isText(old)) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  updateAttributes(old, fresh);
  if (!keepsContent(old)) updateContent(old, fresh);
}

export class FreshParts {
  // `mark` is that of the state that the page shows.
  constructor({ address, mark }) {
    Object.assign(this, { address, mark });
  }

  // The server tells the mark of the state in each answer.
  async hear(mark) {
    if (!mark || !this.address) return;
    this.told = mark;
    if (this.isAsking) return;
    this.isAsking = true;
    while (this.told !== this.mark && (await this.refresh()));
    this.isAsking = false;
  }

  // Returns whether the page shows the newest state. If not, it tries again later.
  async refresh() {
    const { told } = this;
    const { kind, answer } = await get(this.address);
    if (kind === "unreachable" || kind === "signed-out") setTimeout(() => this.hear(told), RETRY);
    if (kind !== "done") return false;
    this.show(answer.html);
    this.mark = answer.mark;
    if (this.told === told) this.told = answer.mark; // it may be newer than what was told
    return true;
  }

  show(html) {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    for (const fresh of body.querySelectorAll("[data-fresh]")) {
      const old = document.querySelector(`[data-fresh="${fresh.dataset.fresh}"]`);
      if (old) update(old, fresh);
    }
  }
}
