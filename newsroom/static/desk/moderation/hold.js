// While somebody works on the page, what it shows is leased to it. When its time is over, it hides everything, because
// colleagues may have it by then. A button shows what is still free.
import { showAnswer, showNow, tried } from "./answers.js";

const RENEWED_AFTER = 0.2; // of the time
const SHOWN_UNTIL = 0.95; // so that the page ends before its time on the server does
const ACTIVITY = ["keydown", "pointerdown", "input"];
const lastAct = document.querySelector("#last-act"); // it has the tokens of the page

export class Hold {
  constructor(page, screen) {
    Object.assign(this, { page, screen, lasts: Number(page.dataset.lasts) * 1000, isAsking: false });
    this.paused = document.querySelector("#moderation-paused");
    this.paused.querySelector("button").addEventListener("click", () => this.goOn());
    for (const name of ACTIVITY) document.addEventListener(name, () => this.onActivity());
    for (const name of ["focus", "visibilitychange"]) addEventListener(name, () => this.endIfOver());
    addEventListener("pagehide", () => navigator.sendBeacon(page.dataset.leave, new FormData(lastAct)));
    addEventListener("pageshow", ({ persisted }) => persisted && this.end()); // it was left before
    this.begin();
  }

  // The server has just given the whole time.
  begin() {
    this.began = Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.endIfOver(), this.lasts * SHOWN_UNTIL);
  }

  get passed() {
    return (Date.now() - this.began) / this.lasts;
  }

  endIfOver() {
    if (this.passed >= SHOWN_UNTIL) this.end();
  }

  end() {
    this.page.hidden = true;
    this.paused.hidden = false;
  }

  onActivity() {
    this.endIfOver(); // a computer that has slept
    if (!this.page.hidden && this.passed > RENEWED_AFTER) this.ask();
  }

  async goOn() {
    if (!(await this.ask())) return;
    this.page.hidden = false;
    this.paused.hidden = true;
  }

  // Asks for more time. Returns whether the server has answered.
  async ask() {
    if (this.isAsking) return false;
    this.isAsking = true;
    const [data, { tickets }] = [new FormData(lastAct), this.screen];
    for (const ticket of tickets) data.append("ticked", ticket);
    const answer = await tried(this.page.dataset.renew, data);
    this.isAsking = false;
    if (!answer) return false;
    showAnswer(answer);
    this.begin();
    this.removeLost(tickets, answer.mine.map(String));
    return true;
  }

  removeLost(tickets, mine) {
    const lost = tickets.map((ticket) => ticket.split(":")[0]).filter((id) => !mine.includes(id));
    const shown = lost.filter((id) => this.screen.has(id)); // an act may have taken some away meanwhile
    if (shown.length) this.screen.takeAway(shown);
    if (!this.screen.length) showNow();
  }
}
