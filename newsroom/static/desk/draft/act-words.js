// The button that publishes says when: «Schedule for tomorrow, 09:00». Without a time it says what it said before. A
// chosen time makes it the next step, as `next_step.py` does. Times are those of the site, not of the browser.
const EVERY = 1_000; // milliseconds. The calendar fills its fields without events.
const MINUTE = 60_000;
const DAY = 86_400_000;

const dayOf = (time) => time - (time % DAY);

// Now, as if the clocks of the site were those of UTC. All times here are like that.
const now = () => Date.now() + Number(document.body.dataset.adminUtcOffset) * 1000;

function dayIn(text) {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const [, year2, month2, day2] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const found = Date.UTC(year ?? year2, (month ?? month2) - 1, day ?? day2);
  return Number.isNaN(found) ? null : found;
}

function sinceMidnight(text) {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text) ?? [];
  return hours < 24 && minutes < 60 ? (hours * 60 + Number(minutes)) * MINUTE : null;
}

export class ActWords {
  constructor(form, words) {
    Object.assign(this, { form, words });
    form.addEventListener("input", (event) => event.target.closest(".acts-when") && this.show());
    setInterval(() => this.look(), EVERY);
  }

  look() {
    if (!this.form.querySelector(".acts-when:focus-within")) this.fillDay();
    this.show();
  }

  get fields() {
    return [0, 1].map((part) => this.form.querySelector(`#id_publish_at_${part}`));
  }

  // The chosen time; null if there is none yet. A time without a day is the next such time.
  get chosen() {
    const [day, time] = this.fields.map((field) => field?.value.trim() ?? "");
    const [minutes, today] = [sinceMidnight(time), dayOf(now())];
    if (minutes === null) return null;
    if (day) return dayIn(day) === null ? null : dayIn(day) + minutes;
    return today + minutes + (today + minutes > now() ? 0 : DAY);
  }

  // So that it is seen which day is meant.
  fillDay() {
    const [field] = this.fields;
    if (!field || field.value.trim() || this.chosen === null) return;
    const [year, month, day] = new Date(this.chosen).toISOString().slice(0, 10).split("-");
    field.value = this.words.days.format.replace("%Y", year).replace("%m", month).replace("%d", day);
  }

  show() {
    const { chosen } = this;
    const label = chosen > now() ? this.words.schedule.replace("{time}", this.when(chosen)) : "";
    for (const button of this.form.querySelectorAll("[data-at-once]")) {
      const text = label || button.dataset.atOnce;
      if (button.textContent !== text) button.textContent = text;
    }
    for (const steps of this.form.querySelectorAll("[data-part=steps]")) this.order(steps, Boolean(label));
  }

  order(steps, isScheduled) {
    const [publish, move] = [steps.querySelector("[data-at-once]"), steps.querySelector("[name=to]")];
    if (!publish || !move || (steps.firstElementChild === publish) === isScheduled) return;
    steps[isScheduled ? "prepend" : "append"](publish);
    publish.classList.toggle("btn-default", isScheduled);
    move.classList.toggle("btn-default", !isScheduled);
  }

  when(time) {
    const { tomorrow, months, comma } = this.words.days;
    const [at, today] = [new Date(time), dayOf(now())];
    const clock = at.toISOString().slice(11, 16);
    if (dayOf(time) === today) return clock;
    if (dayOf(time) === today + DAY) return tomorrow + comma + clock;
    const isThisYear = at.getUTCFullYear() === new Date(today).getUTCFullYear();
    const day = isThisYear ? months[at.getUTCMonth()].replace("{day}", at.getUTCDate()) : this.fields[0].value.trim();
    return day + comma + clock;
  }
}
