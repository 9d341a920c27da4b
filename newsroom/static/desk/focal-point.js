// <focal-point>: a press on the picture moves its focal point, and the crops follow it, as `Shape.box_in` in
// articles/pictures/renditions.py does. The two fields beside it do the same without a pointer.

const within = (value, most) => Math.min(Math.max(value, 0), most);

customElements.define("focal-point", class extends HTMLElement {
  connectedCallback() {
    this.picture = this.querySelector(".focal-picture");
    this.fields = [this.dataset.x, this.dataset.y].map((id) => document.getElementById(id));
    if (this.fields.includes(null)) return; // somebody who may only look at it
    this.dataset.movable = "";
    this.picture.addEventListener("click", (event) => this.move(event));
    for (const field of this.fields) field.addEventListener("input", () => this.show());
    this.show();
  }

  move({ clientX, clientY }) {
    const { left, top, width, height } = this.picture.getBoundingClientRect();
    const shares = [(clientX - left) / width, (clientY - top) / height];
    for (const [index, field] of this.fields.entries()) {
      field.value = Math.round(within(shares[index], 1) * 100);
      for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    }
  }

  show() {
    const { width, height } = this.picture.viewBox.baseVal;
    const [x, y] = this.fields.map(({ value }) => within(Number(value), 100) / 100);
    for (const ring of this.picture.querySelectorAll("circle")) {
      ring.setAttribute("cx", x * width);
      ring.setAttribute("cy", y * height);
    }
    for (const crop of this.querySelectorAll("[data-crop]")) {
      const { baseVal: box } = crop.viewBox;
      box.x = within(x * width - box.width / 2, width - box.width);
      box.y = within(y * height - box.height / 2, height - box.height);
    }
  }
});
