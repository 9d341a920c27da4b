// The pairs of the page side by side: which ones wait for the translator, and how to get to the next one.

export class PairList {
  // `root` is a <paragraph-pairs>.
  constructor(root) {
    this.root = root;
  }

  get all() {
    return [...this.root.querySelectorAll(".pair")];
  }

  // The pair that the address names, as after somebody has corrected it.
  get asked() {
    return document.querySelector(":target")?.closest(".pair");
  }

  // Somebody who has just done something reads first what became of it, at the top of the page.
  get firstToDo() {
    return document.querySelector(".messagelist") ? undefined : this.stale[0];
  }

  get stale() {
    return this.all.filter((pair) => pair.matches(".pair-stale"));
  }

  // Those that changed, or if none did, those that nobody has compared.
  get open() {
    const { stale } = this;
    return stale.length ? stale : this.all.filter((pair) => pair.querySelector(".pair-check"));
  }

  // The next pair that waits, after the one with the focus; behind the last one, the first.
  next(done = null) {
    const here = document.activeElement.closest(".pair");
    const open = this.open.filter((pair) => pair !== done);
    const after = (pair) => here && here.compareDocumentPosition(pair) & Node.DOCUMENT_POSITION_FOLLOWING;
    this.goTo(open.find(after) ?? open[0]);
  }

  goTo(pair) {
    if (!pair) return;
    const [target] = ["textarea", ".pair-check", "button"].map((name) => pair.querySelector(name)).filter(Boolean);
    pair.scrollIntoView({ block: "center" });
    target?.focus({ preventScroll: true });
  }

  // Shows all pairs, or only those that changed and the one that somebody is in.
  show(onlyStale) {
    for (const pair of this.all) pair.hidden = onlyStale && !pair.matches(".pair-stale, :focus-within");
    this.root.querySelector(".pairs-next").hidden = !this.open.length;
  }

  // `marks` are {key of a pair: HTML}, and `stale` the keys of those that changed.
  mark({ marks, stale }) {
    for (const pair of this.all) {
      const { key } = pair.dataset;
      const mark = pair.querySelector('[data-part="mark"]');
      pair.classList.toggle("pair-stale", stale.includes(key));
      const hasFocus = mark.contains(document.activeElement);
      if (mark.dataset.shown !== marks[key]) mark.innerHTML = mark.dataset.shown = marks[key] ?? "";
      if (hasFocus) pair.querySelector("textarea, .pair-check")?.focus();
    }
  }
}
