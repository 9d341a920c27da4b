// Who has made a suggestion, and when. The page knows the names of those whose suggestions it was opened with.
import { timeOfSite } from "../site-time.js";

const names = () => JSON.parse(document.getElementById("suggestion-people")?.textContent ?? "{}");
let known;

export function labelOf(mark, kind, words) {
  known ??= names();
  const [, person, second] = mark.split("-");
  const time = timeOfSite(new Date(Number(second) * 1000));
  const of = known[person] ? words.of.replace("{name}", known[person]).replace("{time}", time) : time;
  return words[kind].replace("{of}", of);
}
