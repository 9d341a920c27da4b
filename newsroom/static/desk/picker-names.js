// Names the parts of Django's pickers after the label of their field, because select2 gives a name only to a chosen
// value. Tooltips of the pickers with two lists get the role that may have a name.
const PARTS = ".select2-selection, .select2-selection__rendered, .select2-search__field";
const MADE_BY_SCRIPTS = ".select2-container, .help-tooltip";

function nameParts() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const name = select.labels[0]?.textContent.trim().replace(/:$/, "");
    if (!name) continue;
    for (const part of select.parentElement.querySelectorAll(PARTS)) {
      const value = select.multiple ? "" : select.selectedOptions[0]?.textContent;
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", value ? `${name}: ${value}` : name);
    }
  }
  for (const tip of document.querySelectorAll(".help-tooltip[aria-label]")) tip.setAttribute("role", "img");
}

const isPicker = (node) => node.matches?.(MADE_BY_SCRIPTS) || node.querySelector?.(MADE_BY_SCRIPTS);

// The scripts that make pickers run later, and again for each row that is added to a form.
new MutationObserver((changes) => {
  if (changes.some(({ addedNodes }) => [...addedNodes].some(isPicker))) nameParts();
}).observe(document.body, { childList: true, subtree: true });
nameParts();
document.addEventListener("focusin", ({ target }) => target.matches(PARTS) && nameParts()); // after another choice
