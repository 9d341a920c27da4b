// Decides about comments without a new page. The next one is on the screen at once; acts are sent one after the other.
// What the server refuses comes back to the screen, with the reason.
import { codeOf } from "../key-list.js";
import { isOff, isTyping } from "../keys.js";
import { keep, showAnswer, showNow, tried } from "./answers.js";
import { Hold } from "./hold.js";
import { Screen } from "./screen.js";

const WITH_WORDS = { answer: "text", warn: "warn-text" }; // {act: its field}
const FEW = 8; // below this many, the next ones are fetched
const page = document.querySelector(".moderation");
const form = document.querySelector("#comment-acts");
const lastAct = document.querySelector("#last-act");
const taken = new Map(); // id of an act: what it took off the screen
let screen;
let hold;
let sending = Promise.resolve();
let isFetching = false;
let hasAll = false;
let reasons;

// `removed` is already off the screen.
async function decide(address, data, removed) {
  const answer = await tried(address, data);
  if (!answer) {
    screen.putBack(removed);
    if (removed.length > 1) screen.tick(removed);
    openAgain(data.get("act"));
    return;
  }
  showAnswer(answer);
  hold.begin();
  if (data.get("act") === "ban" && !data.get("ban-hides")) screen.putBack(removed); // it waits as before
  if (removed.every(({ id }) => answer.missed.includes(Number(id)))) keep(data.get(WITH_WORDS[data.get("act")]));
  for (const { id } of removed) if (data.get("act") in WITH_WORDS) screen.drafts.delete(id);
  const others = answer.others.map(String).filter((id) => screen.has(id));
  if (others.length) removed = [...removed, ...screen.takeAway(others)];
  if (answer.last) taken.set(String(answer.last.pk), removed);
  await refill();
}

// What was written is there again, and so is the panel that it was written in.
function openAgain(act) {
  const details = form.querySelector(`details:not([hidden]) [value="${act}"]`)?.closest("details");
  if (details && !details.matches(".moderation-reasons")) details.open = true;
}

// Shows what there is now, unless other acts are still to be sent: the last of them does it.
function reload(id) {
  if (page.dataset.sending !== "1") return;
  delete page.dataset.sending;
  screen.forget();
  showNow(id);
}

async function undo() {
  const act = lastAct.action.match(/(\d+)\/$/)[1];
  if (lastAct.hidden) return;
  const removed = taken.get(act) ?? [];
  const data = new FormData(lastAct);
  for (const { id } of removed) data.append("back", id);
  const answer = await tried(lastAct.action, data);
  if (!answer) return;
  showAnswer(answer);
  taken.delete(act);
  const back = removed.filter(({ id }) => answer.back.includes(Number(id))); // others may have got some since
  if (!back.length) return reload(answer.first);
  screen.putBack(back);
}

// Fetches the page again and adds comments that are not on the screen.
async function refill() {
  if (isFetching || screen.length >= FEW || (hasAll && screen.length)) return;
  isFetching = true;
  const more = new URL(page.dataset.address, location);
  more.searchParams.set("page", form.elements.page.value);
  const answer = await fetch(more, { headers: { Accept: "text/html" } }).catch(() => null);
  isFetching = false;
  const found = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  if (found) hasAll = !screen.add(found);
  if (!screen.length) reload();
}

// Acts are sent one after the other. Until the last is answered, leaving the page asks first.
function afterOthers(act) {
  page.dataset.sending = Number(page.dataset.sending ?? 0) + 1;
  sending = sending.then(act).finally(() => {
    page.dataset.sending -= 1;
    if (page.dataset.sending === "0") delete page.dataset.sending;
  });
}

// Enter in a panel means its act; on a box of the list, it means none.
function meant({ submitter }) {
  if (submitter.value) return submitter;
  return document.activeElement.closest(".moderation-panel")?.querySelector("button[value]");
}

function onSubmit(event) {
  event.preventDefault();
  const act = meant(event)?.value;
  if (!act) return;
  const data = new FormData(form);
  data.set("act", act);
  const chosen = screen.chosen(act);
  if (!chosen.length) return;
  const removed = screen.takeAway(chosen);
  for (const details of form.querySelectorAll("details")) details.open = false;
  afterOthers(() => decide(form.action, data, removed));
}

function onDigit(event) {
  if (isTyping(event.target) || isOff()) return;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(codeOf(event))?.[1];
  if (!digit || !reasons.open) return;
  const button = form.querySelector(`[data-digit="${digit}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
}

// Panels open one at a time, with the focus in the first field. Escape closes them and gives the focus back.
function onToggle({ target }) {
  if (!target.open || !target.matches(".moderation-reasons, .moderation-words")) return;
  for (const other of page.querySelectorAll("details[open]")) if (other !== target) other.open = false;
  target.querySelector("textarea, select, input:not([type=hidden])")?.focus({ preventScroll: true });
  target.querySelector(".moderation-panel")?.scrollIntoView({ block: "nearest" });
}

function onEscape(event) {
  const details = event.key === "Escape" && page.querySelector("details[open]");
  if (!details) return;
  event.preventDefault();
  details.open = false;
  details.querySelector("summary").focus();
}

function begin() {
  screen = new Screen(page, form);
  reasons = form.querySelector(".moderation-reasons");
  page.addEventListener("toggle", onToggle, true);
  document.addEventListener("keydown", onDigit);
  document.addEventListener("keydown", onEscape);
  hold = new Hold(page, screen);
  // Where comments stay on the list after an act, the browser sends the forms.
  if (!page.dataset.inPlace) return;
  form.addEventListener("submit", onSubmit);
  lastAct.addEventListener("submit", (event) => {
    event.preventDefault();
    afterOthers(undo);
  });
  addEventListener("beforeunload", (event) => {
    if (page.dataset.sending || screen.hasWords()) event.preventDefault();
  });
}

if (page) begin();
