// Asks before unsaved work is left, keeps it in the browser, and offers it again. The forms work without it.
import { FormGuard } from "./form-guard.js";
import { formsToWriteIn } from "./form-state.js";
import { offerKeptTexts } from "./kept-bar.js";
import { dropAllOf, dropOld } from "./kept-texts.js";
import { showNotice } from "./notice.js";
import "./saving.js";

const EVERY = 1000; // milliseconds
const { user, left } = document.querySelector("#unsaved-work").dataset;
const guards = [];

let isKeeping = true;

function cannotKeep(error) {
  console.warn(error);
  if (isKeeping) showNotice("not-kept");
  isKeeping = false; // says it once
}

const keepAll = () => Promise.all(guards.map((guard) => guard.keep())).catch(cannotKeep);

addEventListener("beforeunload", (event) => {
  if (!guards.some((guard) => guard.isChanged && !guard.isLeaving)) return;
  event.preventDefault();
  event.returnValue = true; // for older browsers
});

addEventListener("pageshow", () => {
  for (const guard of guards) guard.isLeaving = false; // after «Back»
});

async function offerAll() {
  await dropOld();
  if (left) await dropAllOf(left);
  await Promise.all(guards.map(offerKeptTexts));
}

// After `load`, Django's scripts have prepared the forms.
addEventListener("load", () => {
  if (user) guards.push(...formsToWriteIn().map((form) => new FormGuard(form, user)));
  setInterval(keepAll, EVERY);
  document.addEventListener("visibilitychange", keepAll);
  addEventListener("pagehide", keepAll);
  offerAll().catch(cannotKeep);
});
