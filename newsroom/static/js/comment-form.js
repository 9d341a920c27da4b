// Counts what a reader types as the server counts it: in characters, not in units of UTF-16. `readers.js` loads it when
// somebody enters the form for comments. Meanwhile the browser works for the comment: `comment-work.js`.
const FROM = 0.8; // of the limit: before, a number only disturbs
const form = document.querySelector("[data-writing]");

// The server leaves out marks that would cover other lines.
const MARKS = /([\p{Mn}\p{Me}]{3})[\p{Mn}\p{Me}]+/gu;
const countOf = (text) => [...text.replace(/\r\n?/g, "\n").replace(MARKS, "$1").trim()].length;

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

const PATIENCE = 5e3; // how long a comment waits for the work; without it, it is held for a moderator
const { challenge, worker } = form.dataset;

const sleep = (time) => new Promise((done) => setTimeout(done, time));

async function work() {
  const answer = await fetch(challenge);
  if (answer.status !== 200) return;
  const worked = new Worker(worker);
  const proof = new Promise((done, failed) => Object.assign(worked, { onmessage: done, onerror: failed }));
  worked.postMessage(await answer.json());
  const { data } = await proof;
  worked.terminate();
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "altcha", value: data }));
}

if (challenge && window.Worker && window.crypto && crypto.subtle) {
  let isReady = false;
  const end = () => (isReady = true);
  const ready = work().then(end, end);
  form.addEventListener("submit", async (event) => {
    if (isReady) return;
    event.preventDefault();
    await Promise.race([ready, sleep(PATIENCE)]);
    form.submit();
  });
}
