// Counts what a reader types as the server counts it: in characters, not in units of UTF-16. `readers.js` loads it when
// somebody enters the form for comments.
const FROM = 0.8; // of the limit: before, a number only disturbs
const form = document.querySelector("[data-writing]");

const countOf = (text) => [...text.replace(/\r\n?/g, "\n").trim()].length;

for (const field of form.querySelectorAll("[data-most]")) {
  const most = Number(field.dataset.most);
  const shown = document.createElement("output");
  shown.className = "count";
  shown.dir = "ltr";
  shown.htmlFor.add(field.id);
  field.after(shown);

  const count = () => {
    const used = countOf(field.value);
    shown.value = used < most * FROM ? "" : `${used} / ${most}`;
    if (used > most) field.setAttribute("aria-invalid", true);
    else if (used) field.removeAttribute("aria-invalid");
  };
  field.addEventListener("input", count);
  count();
}
