// <row-list prefix="byline">: rows of a formset, with buttons that add one from the <template> and remove one. Without
// the script there is one empty row, and a checkbox in each of the others.
class RowList extends HTMLElement {
  connectedCallback() {
    this.formset = this.getAttribute("prefix");
    this.total = document.getElementById(`id_${this.formset}-TOTAL_FORMS`);
    this.template = this.querySelector("template");
    this.addButton = this.querySelector("[data-add]");
    this.addButton.hidden = false;
    this.addButton.addEventListener("click", () => this.add());
    for (const row of this.rows) this.equip(row);
    this.showWhetherFull();
    // Pickers tell a choice by an event of jQuery, which no other listener hears.
    window.django?.jQuery(this).on("change", () => this.showNumber());
  }

  get rows() {
    return [...this.querySelectorAll(":scope > .story-row")];
  }

  add() {
    this.addRow().querySelector(".select2-selection, select, input")?.focus();
  }

  // Returns a new row at the end.
  addRow() {
    const number = Number(this.total.value);
    const markup = this.template.innerHTML.replaceAll("__prefix__", number);
    this.addButton.insertAdjacentHTML("beforebegin", markup);
    const row = this.rows.at(-1);
    this.placeLast(row);
    this.total.value = number + 1;
    this.equip(row);
    // Django's scripts listen to this, and turn the select into one with a search.
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: this.formset } }));
    this.showWhetherFull();
    return row;
  }

  placeLast(row) {
    const [place, ...others] = [row, ...this.rows].map((one) => one.querySelector("[name$='-position']"));
    if (place) place.value = Math.max(-1, ...others.filter((one) => one !== place).map((one) => Number(one.value))) + 1;
  }

  equip(row) {
    const box = row.querySelector("[name$='-DELETE']");
    const button = row.querySelector("[data-remove]");
    box.closest(".field-DELETE").hidden = true;
    button.hidden = false;
    button.addEventListener("click", () => this.remove(row));
    row.hidden = box.checked;
  }

  // The row stays in the form: the server learns from the checkbox that it is to be removed, also when it is asked again.
  remove(row) {
    const next = this.rows.slice(this.rows.indexOf(row) + 1).find((one) => !one.hidden);
    this.mark(row, true);
    (next?.querySelector("[data-remove]") ?? this.addButton).focus();
  }

  mark(row, isRemoved) {
    row.querySelector("[name$='-DELETE']").checked = isRemoved;
    row.hidden = isRemoved;
    this.showNumber();
  }

  // How many rows there are, beside the name of the list.
  showNumber() {
    const chosen = this.rows.filter((row) => !row.hidden && row.querySelector(`[name$="-${this.dataset.target}"]`).value);
    this.closest("details").querySelector("summary .panel-note").textContent = chosen.length;
  }

  showWhetherFull() {
    const most = document.getElementById(`id_${this.formset}-MAX_NUM_FORMS`);
    this.addButton.disabled = Number(this.total.value) >= Number(most.value);
  }
}

customElements.define("row-list", RowList);
