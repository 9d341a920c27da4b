// Offers text that was kept in this browser and isn't in the form.
import { fill } from "./form-filling.js";
import { isSameText, stateOf } from "./form-state.js";
import { drop, keptAt } from "./kept-texts.js";

const template = document.querySelector("#kept-bar");

function timeOf({ at }) {
  const language = document.documentElement.lang;
  const format = { dateStyle: "long", timeStyle: "long", timeZone: template.dataset.zone };
  return new Intl.DateTimeFormat([language, "ru"], format).format(at);
}

function list(texts, place) {
  for (const [name, text] of texts) {
    const [term, description] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = name;
    description.textContent = text;
    place.append(term, description);
  }
}

function show(guard, text) {
  const bar = template.content.firstElementChild.cloneNode(true);
  const part = (name) => bar.querySelector(`[data-part=${name}]`);
  part("time").textContent = timeOf(text);
  part("time").dateTime = new Date(text.at).toISOString();
  part("files").hidden = !text.entries.some(({ kind, value }) => kind === "file" && value.length);
  part("throw-away").addEventListener("click", async () => {
    await drop(text.id);
    bar.remove();
  });
  part("restore").addEventListener("click", async () => {
    const left = fill(guard.form, text.entries);
    await guard.keep();
    if (left.length) guard.leftOver.push(text.id);
    else await drop(text.id);
    if (!left.length && part("files").hidden) bar.remove();
    list(left, part("left").querySelector("dl"));
    part("left").hidden = !left.length;
    part("restore").remove();
    part("offer").remove();
  });
  guard.form.before(bar);
}

export async function offerKeptTexts(guard) {
  const texts = (await keptAt(guard.user, guard.address)).filter(({ id }) => id !== guard.id);
  const isHere = (text) => isSameText(text.entries, stateOf(guard.form));
  const here = texts.filter(isHere);
  if (here.length) await drop(...here.map(({ id }) => id));
  texts.filter((text) => !here.includes(text)).forEach((text) => show(guard, text));
}
