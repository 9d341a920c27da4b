// <write-to-ticked>: one line that is written into the fields of all ticked photos. Nothing is saved before «Save»,
// and the last line can be undone.
const form = document.querySelector("#changelist-form");
const boxes = () => [...form.querySelectorAll("tbody [name=_selected_action]")];
const rowOf = (box) => box.closest("tr");
const ticked = () => boxes().filter(({ checked }) => checked).map(rowOf);

function put(field, value) {
  field.value = value;
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
}

class WriteToTicked extends HTMLElement {
  connectedCallback() {
    const part = (name) => this.querySelector(`[data-part=${name}]`);
    Object.assign(this, { said: part("said"), legend: part("ticked"), undoButton: part("undo"), before: [] });
    this.fields = [...this.querySelectorAll("[data-writes]")];
    part("write").addEventListener("click", () => this.write());
    this.undoButton.addEventListener("click", () => this.undo());
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.dataset.writes) return;
      event.preventDefault(); // it would save the whole form
      this.write();
    });
    this.addEventListener("change", (event) => {
      event.stopPropagation(); // it is no change of a row
      this.showNeeded();
    });
    form.addEventListener("click", (event) => this.tickRange(event));
    form.addEventListener("change", () => this.count());
    form.addEventListener("desk:rows-added", () => this.count());
    document.querySelector("#action-toggle").addEventListener("click", ({ target }) => this.tickAll(target.checked));
    this.hidden = false;
    this.showNeeded();
    this.count();
  }

  count() {
    for (const box of boxes()) rowOf(box).classList.toggle("selected", box.checked);
    this.legend.textContent = this.dataset.ticked.replace("{count}", ticked().length);
  }

  // Django's script knows only the rows that were there at first, and runs only for people who may remove photos.
  tickAll(isTicked) {
    for (const box of boxes()) box.checked = isTicked;
    this.count();
  }

  // A click with Shift ticks all rows from the last one on.
  tickRange({ target, shiftKey }) {
    const places = [this.last, target].map((box) => boxes().indexOf(box));
    if (places[1] < 0) return;
    this.last = target;
    if (!shiftKey || places[0] < 0) return;
    const [from, to] = [Math.min(...places), Math.max(...places)];
    for (const box of boxes().slice(from, to + 1)) box.checked = target.checked;
    this.count();
  }

  // Some categories need more than others.
  showNeeded() {
    const kind = this.fields.find(({ dataset }) => dataset.writes === "rights").value;
    for (const label of this.querySelectorAll("[data-for]")) {
      label.hidden = !label.dataset.for.split(" ").includes(kind);
    }
  }

  // An empty field of the line is written nowhere.
  write() {
    const rows = ticked();
    const values = this.fields.filter((field) => field.value.trim() && !field.closest("label").hidden);
    if (!rows.length) return this.say(this.dataset.none);
    if (!values.length) return this.say(this.dataset.empty);
    this.before = [];
    const written = rows.filter((row) => this.writeInto(row, values));
    const locked = rows.length - written.length;
    const words = [this.dataset.written.replace("{count}", written.length)];
    if (locked) words.push(this.dataset.locked.replace("{count}", locked));
    this.undoButton.hidden = !this.before.length;
    this.say(words.join(" "));
  }

  // Returns whether every value has its field in the row.
  writeInto(row, values) {
    const targets = values.map(({ dataset }) => row.querySelector(`[name^=form-][name$="-${dataset.writes}"]`));
    targets.forEach((target, index) => {
      const value = values[index].value.trim();
      if (!target) return;
      this.before.push([target, target.value, value]);
      put(target, value);
    });
    return targets.every(Boolean);
  }

  // What somebody has typed since stays.
  undo() {
    for (const [field, before, value] of this.before.splice(0)) if (field.value === value) put(field, before);
    this.undoButton.hidden = true;
    this.say(this.dataset.undone);
    this.querySelector("[data-part=write]").focus();
  }

  say(text) {
    this.said.textContent = text;
  }
}

customElements.define("write-to-ticked", WriteToTicked);
