/* Conveniences: every page works without them, and none moves the text that is being read.
   Strings are in <template id="words">. */
"use strict";
{
  const MINUTE = 60e3;
  const HOUR = 60 * MINUTE;
  const { worker } = document.currentScript.dataset;
  const savesData = Boolean(navigator.connection && navigator.connection.saveData);

  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text }, more);
  // `replaceChildren` is missing in Chrome before 86.
  const fill = (element, ...children) => {
    element.textContent = "";
    element.append(...children);
  };
  const word = (name, count) => find(`[data-word=${name}]`, find("#words").content).textContent.replace("0", count);

  const jobs = new Set();
  const runJobs = () => document.hidden || jobs.forEach((job) => job());

  // Theme: theme.js applies it on the next page.

  const control = find(".theme");
  const colours = all("meta[name=theme-color][media]").map((meta) => [meta, meta.media]);

  function chosen() {
    try {
      return localStorage.theme || "";
    } catch (error) {
      return ""; // storage is disabled
    }
  }

  function choose(theme) {
    try {
      localStorage.theme = theme;
    } catch (error) {
      // The choice is for this page only.
    }
    paint(theme);
  }

  function paint(theme) {
    document.documentElement.dataset.theme = theme;
    colours.forEach(([meta, media]) => {
      meta.media = theme ? (media.includes(theme) ? "all" : "not all") : media;
    });
    all("button", control).forEach((button) => button.setAttribute("aria-pressed", button.value === theme));
  }

  if (control) {
    paint(chosen());
    control.addEventListener("click", ({ target }) => target.type === "button" && choose(target.value));
    addEventListener("pageshow", () => paint(chosen())); // from the back/forward cache
    control.hidden = false;
  }

  // Times: recent ones are shown as an age.

  const times = all("time[data-age]").map((time) => ({ time, at: Date.parse(time.dateTime), exact: time.textContent }));

  function showAges() {
    for (const { time, at, exact } of times) {
      const age = Date.now() - at;
      if (!(age >= 0 && age < 12 * HOUR)) {
        if (time.textContent !== exact) time.textContent = exact;
        continue;
      }
      const [unit, count] = age < HOUR ? ["minutes", Math.floor(age / MINUTE) || 1] : ["hours", Math.floor(age / HOUR)];
      const isShort = time.dataset.age === "short";
      const words = word(isShort ? `${unit}-short` : unit, count);
      if (time.textContent.endsWith(words)) continue;
      const clock = make("span", isShort ? "" : `${time.dateTime.slice(11, 16)} · `, { ariaHidden: "true" });
      const shown = make("span", "", { className: "age" });
      shown.append(clock, words);
      fill(time, make("span", exact, { className: "exact" }), shown);
    }
  }

  if (times.length) {
    showAges();
    jobs.add(showAges);
  }

  // New stories: the layout reserves the space.

  const waiting = find("[data-latest]");
  let asked = Date.now();

  async function askForNews() {
    if (Date.now() - asked < MINUTE) return;
    asked = Date.now();
    try {
      const { published } = await (await fetch(waiting.dataset.latest)).json();
      const count = published.filter((time) => Date.parse(time) > Date.parse(waiting.dataset.newest)).length;
      const words = count && word("new", count);
      if (words && waiting.textContent !== words) fill(waiting, make("a", words, { href: location.pathname }));
    } catch (error) {
      jobs.delete(askForNews); // no connection
    }
  }

  if (waiting && !savesData) jobs.add(askForNews);

  // Sharing

  const share = find(".share");
  const canonical = find("link[rel=canonical]"); // not in previews

  if (share && canonical) {
    const [copy, sheet] = all("button", share);
    const status = find("[role=status]", share);
    const url = canonical.href;
    copy.hidden = !navigator.clipboard;
    sheet.hidden = !navigator.share;
    copy.addEventListener("click", () => {
      navigator.clipboard.writeText(url).then(
        () => (status.textContent = word("copied")),
        () => prompt(copy.textContent, url) // not allowed: to be copied by hand
      );
    });
    sheet.addEventListener("click", () => {
      navigator.share({ title: find("h1").textContent, url }).catch(() => {}); // the reader has closed the sheet
    });
  }

  // A mistake: Ctrl+Enter

  const mistake = find("[data-mistake]");

  function report({ key, ctrlKey, metaKey }) {
    if (key === "Enter" && (ctrlKey || metaKey)) import(mistake.dataset.mistake).then(({ report }) => report());
  }

  if (mistake) addEventListener("keydown", report);

  // Comments

  const writing = find("[data-writing]");
  if (writing) writing.addEventListener("focusin", () => import(writing.dataset.writing), { once: true });

  // Reads: counted without a cookie, when somebody has stayed and scrolled, unless they only load the page again.

  const isStory = /^\/[\w-]+\/\d{4}\/\d\d\/\d\d\/[^/]+\/$/.test(location.pathname);
  const [visit = { type: "navigate" }] = performance.getEntriesByType("navigation");

  if (isStory && canonical && navigator.sendBeacon && visit.type === "navigate") {
    const stayed = new Promise((done) => setTimeout(done, 10e3));
    const scrolled = new Promise((done) => {
      addEventListener("scroll", done, { once: true, passive: true });
      if (document.documentElement.scrollHeight <= innerHeight) done();
    });
    const [, edition] = location.pathname.split("/");
    Promise.all([stayed, scrolled]).then(() => navigator.sendBeacon(`/${edition}/read/`, location.pathname));
  }

  // Offline reading: sw.js stores an opened story with the pictures that it shows.

  async function keepStory() {
    const { active } = await navigator.serviceWorker.ready;
    const parts = performance.getEntriesByType("resource").map(({ name }) => name);
    const pictures = new Set(all(".story img").map(({ currentSrc }) => currentSrc));
    const shown = parts.filter((name) => pictures.has(name) || name.includes("/static/"));
    active.postMessage([location.href, ...shown]);
  }

  if (worker && isStory && !savesData && navigator.serviceWorker) {
    addEventListener("load", () => navigator.serviceWorker.register(worker).then(keepStory));
    document.addEventListener("visibilitychange", () => document.hidden && keepStory());
  }

  const kept = find("#kept");

  async function listStored() {
    const name = (await caches.keys()).find((one) => one.startsWith("stories"));
    const cache = await caches.open(name || "stories");
    for (const request of (await cache.keys()).reverse()) {
      const html = await (await cache.match(request)).text();
      const story = new DOMParser().parseFromString(html, "text/html");
      const title = find("main h1", story);
      if (!title) continue; // a picture
      const { lang, dir } = story.documentElement;
      const item = make("li", "");
      item.append(make("a", title.textContent, { href: request.url, lang, dir }));
      find("ul", kept).append(item);
      kept.hidden = false;
      find("#nothing-kept").hidden = true;
    }
  }

  if (kept && window.caches) listStored();

  setInterval(runJobs, MINUTE);
  document.addEventListener("visibilitychange", runJobs);
}
