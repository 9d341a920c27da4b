// What the server tells of photos and stories that stand in a text. What a page shows at once is asked for at once.
const LISTS = { photo: "photos", story: "stories" };
const MOST = 100; // keys a request: an address has an end
const known = new Map(); // {"photo KEY": a promise of what the server tells}
const batches = {}; // {kind: what one request asks for, which is sent at the end of this task}

// Where the page of a story asks about photos and stories. Standing pages have neither.
export function addressOf(kind) {
  const { photosUrl, ownStoriesUrl } = document.querySelector("draft-editor")?.dataset ?? {};
  return kind === "photo" ? photosUrl : ownStoriesUrl;
}

// Remembers what a row is called, so that the server needn't be asked.
export function tell(kind, row) {
  known.set(`${kind} ${row.key}`, Promise.resolve(row));
}

async function ask(kind, keys) {
  const url = addressOf(kind);
  if (!url) return null;
  const address = new URL(url, location.href);
  for (const key of keys) address.searchParams.append("key", key);
  const response = await fetch(address);
  if (!response.ok) return null;
  const rows = (await response.json())[LISTS[kind]];
  return new Map(rows.map((row) => [row.key, row]));
}

function newBatch(kind) {
  const keys = new Set();
  const rows = Promise.resolve().then(() => {
    batches[kind] = null;
    return ask(kind, keys);
  });
  return { keys, rows };
}

async function askFor(kind, key) {
  if (!(batches[kind]?.keys.size < MOST)) batches[kind] = newBatch(kind);
  const batch = batches[kind];
  batch.keys.add(key);
  const rows = await batch.rows.catch(() => null);
  if (!rows) known.delete(`${kind} ${key}`); // asked again next time
  return rows ? (rows.get(key) ?? null) : undefined;
}

// What there is to show of a photo or a story. Null if there is none; undefined if nobody can tell.
export function rowOf(kind, key) {
  const name = `${kind} ${key}`;
  if (!known.has(name)) known.set(name, askFor(kind, key));
  return known.get(name);
}
