// <people-here>: the initials of colleagues who have the story open, and their names for pointers and screen readers.
import { crel } from "django-prose-editor/editor";

const MOST = 3; // circles. The last one is a number if there are more people

const circle = (textContent) => {
  const avatar = crel("span", { className: "avatar", textContent });
  avatar.setAttribute("aria-hidden", "true");
  return avatar;
};

function circles(people) {
  const shown = people.length > MOST ? people.slice(0, MOST - 1) : people;
  const more = people.length - shown.length;
  return [...shown.map(({ initials }) => circle(initials)), ...(more ? [circle(`+${more}`)] : [])];
}

const nameOf = ({ name, elsewhere }) => (elsewhere ? `${name} (${elsewhere})` : name);

export class PeopleHere extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "status");
  }

  // `people` are [{name, initials, elsewhere}]. `words` has "here" with {names}.
  show(people, words) {
    const names = people.map(nameOf).join(", ");
    if (names === this.names) return;
    this.names = names;
    this.title = names && words.here.replace("{names}", names);
    this.replaceChildren(...circles(people), crel("span", { className: "visually-hidden", textContent: this.title }));
  }
}

customElements.define("people-here", PeopleHere);
