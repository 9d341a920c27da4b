// Keeps what the server does not have yet in this browser.

const DELAY = 300; // milliseconds after a change
const AGAIN = 2_000; // until it is tried again after a failure
const PATIENCE = 1_000; // a save waits no longer for the browser's disk

export class Keeper {
  // `unsent` returns {requests, newKey}: what the server does not have, and the key of a story that it does not know.
  constructor(store, unsent) {
    Object.assign(this, { store, unsent });
  }

  soon(delay = DELAY) {
    this.timer ??= setTimeout(() => this.keep(), delay);
  }

  // Returns when what is on the page now is kept, but not much later.
  async keepInTime() {
    await Promise.race([this.keep(), new Promise((later) => setTimeout(later, PATIENCE))]);
  }

  // One write at a time: on a slow disk, writes of older states would queue before the newest one. Returns when what is
  // on the page now is kept.
  keep() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.keeping) {
      this.keepingNext ??= this.keeping.then(() => {
        this.keepingNext = null;
        return this.keep();
      });
      return this.keepingNext;
    }
    this.keeping = this.keepNow().finally(() => (this.keeping = null));
    return this.keeping;
  }

  async keepNow() {
    const { requests, newKey } = this.unsent();
    try {
      await (requests.length ? this.store.keep(requests, newKey) : this.store.forget());
      this.isKept = true;
    } catch (error) {
      this.isKept = false;
      console.warn("Nothing can be kept in this browser.", error);
      this.soon(AGAIN);
    }
  }
}
