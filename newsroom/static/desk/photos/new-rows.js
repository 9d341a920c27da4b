// Rows of photos that were uploaded after the page was opened. They join the form of the list, with the values that
// they are opened with. What is typed in other rows stays.
import { FROM_SCRIPT } from "../session.js";

const form = document.querySelector("#changelist-form");
const body = document.querySelector("#result_list tbody");
const counters = () => ["TOTAL_FORMS", "INITIAL_FORMS"].map((name) => form.elements[`form-${name}`]);

// Gives the fields of a row the next number in the form.
function renumber(row, number) {
  for (const element of row.querySelectorAll("[name^=form-], [id^=id_form-], [for^=id_form-]")) {
    for (const name of ["name", "id", "for"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replace(/^((?:id_)?form-)\d+(?=-)/, `$1${number}`));
    }
  }
}

function add(row) {
  const [total] = counters();
  if (total) {
    renumber(row, Number(total.value));
    for (const counter of counters()) counter.value = Number(counter.value) + 1;
  }
  body.prepend(row);
}

// The fields of a row that is there stay: somebody may be writing in them.
function refresh(row, fresh) {
  for (const name of ["field-picture", "field-remark"]) {
    row.querySelector(`.${name}`).replaceWith(fresh.querySelector(`.${name}`));
  }
}

// Shows the rows of photos with these ids as they are now. Returns how many of them are new.
export async function showRows(url, ids) {
  const answer = await fetch(`${url}&${new URLSearchParams(ids.map((id) => ["id", id]))}`, { headers: FROM_SCRIPT });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  let number = 0;
  for (const fresh of [...page.querySelectorAll("tbody > tr")].reverse()) {
    const row = body.querySelector(`[data-photo="${fresh.dataset.photo}"]`);
    if (row) refresh(row, fresh);
    else add(document.adoptNode(fresh));
    number += row ? 0 : 1;
  }
  if (number) joined(page.querySelector("input[name=_opened]"));
  return number;
}

function joined(opened) {
  if (opened) form.append(document.adoptNode(opened));
  document.querySelector(".nothing-found")?.remove();
  for (const save of form.querySelectorAll(".paginator[hidden]")) save.hidden = false;
  form.dispatchEvent(new Event("desk:rows-added", { bubbles: true }));
}
