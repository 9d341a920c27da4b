// <place-list>: a story is lifted from its place, carried over the others by arrows or with the pointer, and put down.
// Then both places are swapped, by the form that the list has for it. Without the script there are buttons.
import { codeOf } from "../key-list.js";

const STEPS = { ArrowUp: -1, ArrowDown: 1 };

class PlaceList extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("ol");
    this.form = this.querySelector(":scope > form");
    this.said = this.querySelector("[role=status]");
    this.places = [...this.list.children];
    for (const grip of this.querySelectorAll(".front-grip")) this.equip(grip);
    // The browser takes the focus away when it scrolls to the place in the address.
    addEventListener("load", () => setTimeout(() => this.focusPlace(location.hash)));
  }

  focusPlace(hash) {
    this.places.find((place) => `#${place.id}` === hash)?.querySelector(".front-grip")?.focus();
  }

  equip(grip) {
    grip.hidden = false;
    grip.addEventListener("click", () => (this.lifted ? this.putDown() : this.lift(grip)));
    grip.addEventListener("keydown", (event) => this.onKey(event));
    grip.addEventListener("blur", () => this.putBack());
    grip.addEventListener("pointerdown", (event) => this.onPress(event));
    grip.addEventListener("pointermove", (event) => this.onMove(event));
    grip.addEventListener("pointercancel", () => this.putBack());
  }

  onKey(event) {
    const code = codeOf(event);
    if (!this.lifted || !(code in STEPS || code === "Escape")) return;
    event.preventDefault();
    if (code === "Escape") this.putBack();
    else this.carry(this.target + STEPS[code]);
  }

  // Where the places are before one is carried over them. They have different heights.
  onPress({ currentTarget, pointerId, button }) {
    if (button) return;
    currentTarget.setPointerCapture(pointerId);
    this.bottoms = this.places.map((place) => place.getBoundingClientRect().bottom + scrollY);
  }

  onMove({ currentTarget, pointerId, pageY }) {
    if (!this.bottoms || !currentTarget.hasPointerCapture(pointerId)) return;
    const over = this.bottoms.findIndex((bottom) => pageY < bottom);
    const target = over < 0 ? this.places.length - 1 : over;
    if (!this.lifted && this.places[target] !== currentTarget.closest("li")) this.lift(currentTarget);
    if (this.lifted && target !== this.target) this.carry(target);
  }

  lift(grip) {
    grip.focus();
    this.lifted = grip.closest("li");
    this.origin = this.target = this.places.indexOf(this.lifted);
    this.mark(true);
    this.say("lifted", this.origin);
  }

  carry(target) {
    if (!this.places[target]) return;
    this.target = target;
    this.show(this.swapped());
    this.say("carried", target);
  }

  swapped() {
    const order = [...this.places];
    [order[this.origin], order[this.target]] = [order[this.target], order[this.origin]];
    return order;
  }

  // The lifted place itself is never moved in the document: it would lose the focus.
  show(order) {
    const at = order.indexOf(this.lifted);
    for (const place of order.slice(0, at)) this.list.insertBefore(place, this.lifted);
    this.list.append(...order.slice(at + 1));
    for (const [number, place] of order.entries()) place.querySelector(".front-number").textContent = number + 1;
  }

  putDown() {
    const [origin, target] = [this.origin, this.target];
    if (origin === target) {
      this.putBack();
      return;
    }
    this.form.elements.position.value = origin + 1;
    this.form.elements.other.value = target + 1;
    this.mark(false);
    this.lifted = this.bottoms = null;
    this.form.requestSubmit();
  }

  putBack() {
    this.bottoms = null;
    if (!this.lifted) return;
    this.show(this.places);
    this.mark(false);
    this.lifted = null;
    this.say("back", this.origin);
  }

  mark(isLifted) {
    this.lifted.toggleAttribute("data-lifted", isLifted);
    this.lifted.querySelector(".front-grip").setAttribute("aria-pressed", isLifted);
  }

  say(name, place) {
    this.said.textContent = this.dataset[name].replace("{n}", place + 1);
  }
}

customElements.define("place-list", PlaceList);
