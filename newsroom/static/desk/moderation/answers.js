// Sends the forms of the queue, and shows what the server says: what can be undone now, how many wait, what went wrong.
import { post, renewToken, signIn } from "../session.js";

const page = document.querySelector(".moderation");
const form = document.querySelector("#comment-acts");
const lastAct = document.querySelector("#last-act");
const fault = document.querySelector("#moderation-fault");
const unsent = document.querySelector("#moderation-unsent");

export function tell(words) {
  fault.textContent = words;
  fault.hidden = !words;
}

// Shows a text again to the moderator who wrote it, when its comment has left the screen.
export function keep(text) {
  if (!text) return;
  unsent.hidden = false;
  unsent.querySelector("textarea").value = text;
}

// Shows what there is now, and first the comment `id`, if it is given.
export function showNow(id = "") {
  location.replace(`${page.dataset.address}${id && `&item=${id}`}`);
}

function showLast(last) {
  lastAct.hidden = !last;
  if (!last) return;
  lastAct.action = lastAct.dataset.address.replace("/0/", `/${last.pk}/`);
  lastAct.querySelector("p").textContent = last.words;
}

export function showAnswer({ last, counts, warning = "" }) {
  showLast(last);
  for (const [name, number] of Object.entries(counts))
    document.querySelector(`[data-count="${name}"]`).textContent = number;
  tell(warning);
}

// Returns the answer, or null after telling why there is none.
async function send(address, data) {
  let answer = await post(address, data);
  if (answer.status === 401 && (await signIn())) {
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    answer = await post(address, data);
  } else if (answer.status === 403 && (await renewToken())) {
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    answer = await post(address, data);
  }
  if (answer.ok) return answer.json();
  const isJson = answer.headers.get("content-type")?.includes("json");
  tell((isJson && (await answer.json()).message) || page.dataset.failed);
  return null;
}

export const tried = (address, data) => send(address, data).catch(() => (tell(page.dataset.offline), null));
