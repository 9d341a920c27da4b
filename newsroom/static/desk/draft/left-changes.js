// Sends what closed pages have left in this browser, before a page begins to save. `sync` is a `DraftSync`.

const LONGEST_RETRY = 30_000;

// An older version of this page kept the parts in conflict without their ids.
const idsIn = (held) => (Array.isArray(held) ? Object.fromEntries(held.map((part) => [part, null])) : held);

export async function sendLeft(sync) {
  for (const record of await sync.store.left()) {
    if (await sendRecord(sync, record)) await sync.store.forget(record.key);
    else sync.dispatchEvent(new CustomEvent("left", { detail: record }));
  }
}

async function sendRecord(sync, { requests, newKey }) {
  const conflicts = {};
  let first; // the version in the first answer
  let address; // of a story that did not exist before
  for (const request of requests) {
    const held = { ...idsIn(request.held), ...conflicts };
    const answer = await sendUntilAnswered(sync, { ...request, base: request.base ?? first, held }, newKey);
    if (!answer) return false;
    first ??= answer.version;
    address ??= answer.edit_url;
    sync.page.told(answer);
    for (const { part, id } of answer.conflicts) conflicts[part] = id;
  }
  sync.state.isUnsure = Boolean(sync.addresses.save); // the page was made before these changes came
  sync.tell("recovered");
  if (address) sync.dispatchEvent(new CustomEvent("restored", { detail: address }));
  return true;
}

async function sendUntilAnswered(sync, request, newKey) {
  for (let attempt = 0; ; attempt += 1) {
    sync.isBusy = true;
    const { kind, answer } = await sync.postTo(request, newKey);
    sync.isBusy = false;
    if (kind === "done") return answer;
    const isOver = kind !== "unreachable" && kind !== "signed-out";
    sync.tell(kind === "unreachable" ? "offline" : kind, { isKept: true, message: answer?.message });
    if (isOver) return null;
    await new Promise((later) => setTimeout(later, Math.min(LONGEST_RETRY, 1_000 * 2 ** attempt)));
  }
}
