// Counts what somebody types as the server counts it: in characters, not in units of UTF-16, of which an emoji has two. The
// form for readers does the same (`js/comment-form.js`). The server refuses what is too long, and nothing is cut.
const FROM = 0.8; // of the limit: before, a number only disturbs
const COUNTED = "textarea[data-most]";

// The server leaves out marks that would cover other lines.
const MARKS = /([\p{Mn}\p{Me}]{3})[\p{Mn}\p{Me}]+/gu;
const countOf = (text) => [...text.replace(/\r\n?/g, "\n").replace(MARKS, "$1").trim()].length;

function numberBelow(field) {
  const found = field.nextElementSibling;
  if (found?.matches(".characters")) return found;
  const made = document.createElement("output");
  made.className = "characters";
  made.dir = "ltr";
  field.after(made);
  return made;
}

export function count(field) {
  if (!field.matches(COUNTED)) return;
  const [used, most] = [countOf(field.value), Number(field.dataset.most)];
  numberBelow(field).value = used < most * FROM ? "" : `${used} / ${most}`;
  if (used > most) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

document.addEventListener("input", ({ target }) => count(target));
for (const field of document.querySelectorAll(COUNTED)) count(field);
