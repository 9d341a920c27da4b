// Unsent changes, kept in this browser (IndexedDB): a closed browser, a lost network or a server that is down lose none.

const DATABASE = "desk-drafts";
const STORE = "unsent";

const result = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opened;

// A browser may fail to open it once, as after a crash, or close it. Then the next write opens it again.
function database() {
  opened ??= open().catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

async function open() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STORE, { keyPath: "key" }).createIndex("draft", "draft");
  };
  const found = await result(request);
  found.onclose = () => (opened = null);
  return found;
}

async function rows(mode) {
  return (await database()).transaction(STORE, mode, { durability: "strict" }).objectStore(STORE);
}

// A write is finished when its transaction is.
async function write(act) {
  const store = await rows("readwrite");
  act(store);
  return new Promise((resolve, reject) => {
    store.transaction.oncomplete = resolve;
    store.transaction.onabort = () => reject(store.transaction.error);
  });
}

// Holds a lock until the page is closed, so that another page can see whether this one is still open.
function holdLock(key) {
  if (!navigator.locks) return Promise.resolve(); // over plain HTTP
  return new Promise((held) => navigator.locks.request(key, () => new Promise(() => held())));
}

async function openPages() {
  const { held } = navigator.locks ? await navigator.locks.query() : { held: [] };
  return new Set(held.map(({ name }) => name));
}

// Whose changes of which draft are kept.
export const nameOf = (user, language, address) => `${user} ${language} ${address}`;

// `draft` says whose changes of which draft they are. Each open page has a record of its own.
export class UnsentChanges {
  constructor(draft) {
    this.draft = draft;
    this.key = `${draft} ${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
    this.ready = holdLock(this.key);
  }

  // `newKey` is that of a story that does not exist on the server yet.
  keep(requests, newKey) {
    const record = { key: this.key, draft: this.draft, at: Date.now(), requests, newKey };
    return write((store) => store.put(record));
  }

  forget(key = this.key) {
    return write((store) => store.delete(key));
  }

  // What pages that are closed now have left, the oldest first.
  async left() {
    await this.ready;
    const found = await result((await rows("readonly")).index("draft").getAll(this.draft));
    const open = await openPages();
    return found.filter(({ key }) => !open.has(key)).sort((one, other) => one.at - other.at);
  }
}
