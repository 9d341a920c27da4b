// Names in a text that the paper has printed otherwise, and own stories about them. The server is asked once for each run
// of capitalised words, when the caret has left it.
import { post } from "../draft/requests.js";
import { rangeOf } from "../writing/searching.js";

const MOST = 200; // runs a request: see `articles/admin/name_hints.py`

export class Names {
  // `tell` is called when an answer has arrived.
  constructor(url, tell) {
    Object.assign(this, { url, tell, answers: new Map(), stories: new Map(), isWaiting: false });
    this.asksForTags = url.includes("for="); // with the first request, about a story that is stored
  }

  // `runs` are [{from, to, text, opens, …}]. `isTyped` tells whether somebody is still writing one.
  hintsIn(runs, isTyped) {
    const news = runs.filter((run) => !this.answers.has(this.keyOf(run)));
    const complete = news.filter((run) => !isTyped(run));
    this.isWaiting = complete.length < news.length;
    if (complete.length || this.asksForTags) this.ask(new Map(complete.slice(0, MOST).map((run) => [this.keyOf(run), run])));
    return runs.flatMap((run) => (this.answers.get(this.keyOf(run)) ?? []).map((slip) => this.hint(run, slip)));
  }

  keyOf({ text, opens }) {
    return `${opens} ${text}`;
  }

  hint(run, slip) {
    const { from, to, opens, places, ...place } = run;
    const text = run.text.slice(slip.from, slip.to);
    const part = places ? rangeOf(places, slip.from, slip.to) : slip;
    return { ...place, ...slip, kind: "names", text, from: from + part.from, to: from + part.to };
  }

  async ask(runs) {
    const tags = this.asksForTags;
    this.asksForTags = false;
    for (const key of runs.keys()) this.answers.set(key, []);
    const sent = [...runs.values()].map(({ text, opens }) => [text, opens]);
    const { kind, answer } = await post(this.url, { runs: sent, tags });
    if (kind !== "done") {
      for (const key of runs.keys()) this.answers.delete(key); // asked again with the next change
      this.asksForTags ||= tags;
      return;
    }
    [...runs.keys()].forEach((key, number) => this.answers.set(key, answer.runs[number]));
    for (const story of answer.stories) if (!this.stories.has(story.key)) this.stories.set(story.key, story);
    if (runs.size || answer.stories.length) this.tell();
  }
}
