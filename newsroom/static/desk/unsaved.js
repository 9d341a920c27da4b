// Asks before unsaved typing is left behind by a click on another edition's tab. Nothing depends on it.
const form = document.querySelector("#content-main form");
let typed = false;
form?.addEventListener("input", () => (typed = true));
form?.addEventListener("submit", () => (typed = false));
addEventListener("beforeunload", (event) => typed && event.preventDefault());
