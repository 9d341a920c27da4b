// Sends a form without leaving the page, so that no answer can lose what was typed: the page stays until it is saved.
import { guardOf } from "./form-guard.js";
import { stateOf } from "./form-state.js";
import { hideNotice, showNotice } from "./notice.js";
import { post, renewToken, signIn } from "./session.js";

const ATTEMPTS = 3; // the first one, one after signing in, one with a new token
const NOTICES = { 400: "too-large", 403: "forbidden", 410: "gone", 413: "too-large" };

const isJson = (answer) => answer.headers.get("Content-Type")?.startsWith("application/json");

// As browsers send line ends, so that a text that nobody has changed stays the same.
const withLineEnds = ([name, text]) => [name, text.replace(/\r\n?|\n/g, "\r\n")];

function bodyOf(form, submitter) {
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  return form.enctype === "multipart/form-data" ? data : new URLSearchParams([...data].map(withLineEnds));
}

async function send(form, submitter) {
  const address = form.getAttribute("action") || location.href;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await post(address, bodyOf(form, submitter));
    const isTokenRefused = answer.status === 403 && isJson(answer);
    if (attempt === ATTEMPTS || !(isTokenRefused || answer.status === 401)) return answer;
    const isSignedIn = isTokenRefused && (await renewToken());
    if (!isSignedIn && !(await signIn())) return answer;
  }
}

// What Django's `popup_response.js` does.
function closePopup({ action, value, obj, new_value: newValue }) {
  if (action === "change") opener.dismissChangeRelatedObjectPopup(window, value, obj, newValue);
  else opener.dismissAddRelatedObjectPopup(window, value, obj);
}

// A refused form has saved nothing, so the browser can send it once more and show the page with the errors.
function sendInTheBrowser(guard, submitter) {
  guard.leave();
  guard.form.requestSubmit(submitter);
}

function noAnswer(error) {
  console.warn(error);
  return { status: 0 };
}

// To a browser, an address that differs from that of this page only behind its # is a place on this page.
function show(address) {
  const { href, hash } = new URL(address, location.href);
  const isHere = hash && href.split("#")[0] === location.href.split("#")[0];
  if (!isHere) return location.assign(href);
  history.scrollRestoration = "manual"; // to the place that the address names
  history.replaceState(history.state, "", href);
  return location.reload();
}

async function save(guard, submitter) {
  const sent = stateOf(guard.form);
  const answer = await send(guard.form, submitter).catch(noAnswer);
  if (!answer.status) return showNotice("offline");
  if (!answer.ok) return showNotice(answer.status === 401 ? "signed-out" : NOTICES[answer.status] ?? "fault");
  if (!isJson(answer)) return sendInTheBrowser(guard, submitter);
  const { address, popup } = await answer.json();
  await guard.markSaved(sent).catch(console.error);
  if (popup) closePopup(popup);
  else show(address);
}

async function saveOnce(guard, submitter) {
  if (guard.isSaving) return;
  guard.isSaving = true;
  showNotice("saving");
  await guard.keep().catch(console.error); // the text is still on the page
  await save(guard, submitter).finally(() => (guard.isSaving = false));
}

const leadsElsewhere = (form, button) => Boolean(form.target) || button?.hasAttribute("formaction");

// An act on ticked rows. Django asks by itself whether their unsaved fields may be lost.
const isActOnRows = (form, button) => form.elements.action && button?.name !== "_save";

document.addEventListener("submit", (event) => {
  const guard = guardOf(event.target);
  if (!guard || guard.isLeaving || event.defaultPrevented || leadsElsewhere(guard.form, event.submitter)) return;
  if (isActOnRows(guard.form, event.submitter)) {
    guard.leave();
    return;
  }
  event.preventDefault();
  saveOnce(guard, event.submitter);
});

addEventListener("pagehide", hideNotice);
