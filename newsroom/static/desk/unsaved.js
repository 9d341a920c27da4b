// Asks before a click on another edition's tab discards unsaved changes. The form works without it.
const form = document.querySelector("#content-main form");
let typed = false;
form?.addEventListener("input", () => (typed = true));
form?.addEventListener("submit", () => (typed = false));
addEventListener("beforeunload", (event) => typed && event.preventDefault());
