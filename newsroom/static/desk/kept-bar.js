// Offers text that was kept in this browser and isn't in the form.
import { fill } from "./form-filling.js";
import { SENT } from "./form-guard.js";
import { changesIn, stateOf } from "./form-state.js";
import { drop, keptAt } from "./kept-texts.js";
import { locale } from "./locale.js";

const template = document.querySelector("#kept-bar");

function timeOf({ at }) {
  const digits = Object.fromEntries(["day", "month", "hour", "minute"].map((name) => [name, "2-digit"]));
  const format = { ...digits, year: "numeric", hour12: false, timeZone: template.dataset.zone };
  return new Intl.DateTimeFormat(locale, format).format(at);
}

const LONGEST_EXCERPT = 80;

// The start of the longest text that was changed, so that people recognise it.
function excerptOf({ entries, saved }) {
  const texts = changesIn(entries, saved).filter(({ kind }) => kind === "text").map(({ value }) => value);
  const longest = texts.reduce((one, other) => (other.length > one.length ? other : one), "");
  const words = new DOMParser().parseFromString(longest, "text/html").body.textContent.trim();
  return words.length > LONGEST_EXCERPT ? `${words.slice(0, LONGEST_EXCERPT)}…` : words;
}

function list(texts, part) {
  part.hidden = !texts.length;
  for (const [name, text] of texts) {
    const [term, description] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = name;
    description.textContent = text;
    part.querySelector("dl").append(term, description);
  }
}

function show(guard, text) {
  const bar = template.content.firstElementChild.cloneNode(true);
  const part = (name) => bar.querySelector(`[data-part=${name}]`);
  part("time").textContent = timeOf(text);
  part("time").dateTime = new Date(text.at).toISOString();
  part("excerpt").textContent = excerptOf(text);
  part("files").hidden = !text.entries.some(({ kind, value }) => kind === "file" && value.length);
  part("throw-away").addEventListener("click", async () => {
    await drop(text.id);
    bar.remove();
  });
  part("restore").addEventListener("click", async () => {
    const lists = fill(guard.form, text);
    await guard.keep();
    const isPlaced = lists.every((texts) => !texts.length);
    if (isPlaced) await drop(text.id);
    else guard.leftOver.push(text.id);
    if (isPlaced && part("files").hidden) return bar.remove();
    ["left", "replaced"].forEach((name, index) => list(lists[index], part(name)));
    part("restore").remove();
    part("offer").remove();
  });
  guard.form.before(bar);
}

// A refused form shows the text that was sent. What it had before, nobody has saved yet.
function takeOver(guard, text) {
  guard.saved = text.saved;
  guard.kept = []; // or it would not be kept again with these values
  return guard.keep();
}

export async function offerKeptTexts(guard) {
  const texts = (await keptAt(guard.user, guard.address)).filter(({ id }) => id !== guard.id);
  const sent = guard.isRefused && texts.find(({ id }) => id === sessionStorage.getItem(SENT));
  if (sent) await takeOver(guard, sent);
  const isHere = (text) => text === sent || !changesIn(changesIn(text.entries, text.saved), stateOf(guard.form)).length;
  await drop(...texts.filter(isHere).map(({ id }) => id));
  texts.filter((text) => !isHere(text)).forEach((text) => show(guard, text));
}
