// The requests with what the server was not told yet: those to send, and those to keep in the browser until it answers.
// `state` is a `DraftState`.
import { isNothing, KINDS, only } from "./change.js";
import { same } from "./order.js";

// The server knows a request again that it gets twice, from this page or from one that is opened later.
export const identified = (request) => ({ ...request, request: crypto.getRandomValues(new Uint32Array(3)).join("-") });

// The requests that bring all changes to the server, one for each version that some of them are based on.
export function requestsFor(state, content) {
  const changes = state.changes(content);
  const requests = new Map();
  const request = (base) => {
    if (!requests.has(base)) requests.set(base, { base, fields: {}, blocks: {}, held: state.heldIds });
    return requests.get(base);
  };
  if (changes.order) request(state.version).order = changes.order; // first: it may come with new blocks
  for (const kind of KINDS) {
    for (const [part, value] of Object.entries(changes[kind])) request(baseOf(state, kind, part))[kind][part] = value;
  }
  return [...requests.values()];
}

function baseOf({ seen, bases, version }, kind, part) {
  const isNew = kind === "blocks" && !seen.order.includes(part);
  return isNew ? version : (bases[kind].get(part) ?? version);
}

// Requests that bring all changes to the server, also if it has taken the one without an answer, which is the first. The
// last one, without a base, continues its parts and is based on its answer.
export function unsentRequests(state, content) {
  const { sent } = state;
  if (!sent) return requestsFor(state, content).map(identified);
  const asSent = structuredClone(content);
  const later = { base: null, fields: {}, blocks: {}, order: null, held: state.heldIds };
  for (const kind of KINDS) {
    for (const [part, value] of Object.entries(sent[kind])) {
      if (!(part in content[kind]) || same(content[kind][part], value)) continue;
      later[kind][part] = content[kind][part];
      asSent[kind][part] = value;
    }
  }
  const others = requestsFor(state, asSent).map((request) => withoutSent(request, state));
  return [sent, ...[...others, later].filter((request) => !isNothing(request)).map(identified)];
}

// A request without what the one without an answer brings. If it has an order, the texts of new blocks come with it.
function withoutSent(request, { sent, seen }) {
  const order = same(request.order, sent.order) ? null : request.order;
  const isNew = (part) => order?.includes(part) && !seen.order.includes(part);
  const fields = only(request.fields, (part) => !(part in sent.fields));
  const blocks = only(request.blocks, (part) => !(part in sent.blocks) || isNew(part));
  return { ...request, order, fields, blocks };
}
