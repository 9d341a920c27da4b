// Texts of forms, kept in this browser. Chromium writes IndexedDB to the disk at once, but localStorage only after a
// while, so that the last minute would be lost if the browser were killed.

const STORE = "texts";
const WEEK = 7 * 24 * 60 * 60 * 1000;

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function open() {
  const request = indexedDB.open("desk", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STORE, { keyPath: "id" }).createIndex("place", ["user", "address"]);
  };
  return done(request);
}

let database;

async function store(mode) {
  database ??= open();
  return (await database).transaction(STORE, mode, { durability: "strict" }).objectStore(STORE);
}

// A write is finished when its transaction is.
async function write(act) {
  const texts = await store("readwrite");
  await new Promise((resolve, reject) => {
    texts.transaction.oncomplete = resolve;
    texts.transaction.onabort = () => reject(texts.transaction.error);
    act(texts);
  });
}

const deleteWhere = (isUnwanted) =>
  write((texts) => {
    texts.openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      if (isUnwanted(cursor.value)) cursor.delete();
      cursor.continue();
    };
  });

// A text is {id, user, address, at: milliseconds since 1970, entries, saved: what the server had}. See `form-state.js`.
export const keep = (text) => write((texts) => texts.put(text));
export const drop = (...ids) => write((texts) => ids.forEach((id) => texts.delete(id)));
export const dropOld = () => deleteWhere(({ at }) => at < Date.now() - WEEK);
export const dropAllOf = (user) => deleteWhere((text) => text.user === user);
export const keptAt = async (user, address) => done((await store("readonly")).index("place").getAll([user, address]));
