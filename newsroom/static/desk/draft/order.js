// Merges the order of a text's blocks: lists of ids, each at most once. The server merges in the same way (merge.py).
// Pages do this at every key, so its work is linear.

const among = (ids, others) => ids.filter((id) => others.has(id));

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Inserts each of `ids` that `order` lacks after the id that precedes it in `source`.
function insert(order, ids, source) {
  const [present, wanted] = [new Set(order), new Set(ids)];
  const after = new Map(); // {an id of `order`, or undefined at the start: what comes behind it}
  let before;
  for (const id of source) {
    if (present.has(id)) before = id;
    else if (wanted.has(id)) after.set(before, after.get(before) ?? []).get(before).push(id);
  }
  return [undefined, ...order].flatMap((id) => [id, ...(after.get(id) ?? [])]).slice(1);
}

// `stays(id)` says which blocks stay although one side deleted them, because the other side has changed them.
export function mergeOrders(base, mine, theirs, stays = () => false) {
  const [inBase, inMine, inTheirs] = [base, mine, theirs].map((ids) => new Set(ids));
  const isGone = (id) => inBase.has(id) && !(inMine.has(id) && inTheirs.has(id)) && !stays(id);
  const kept = [...new Set([...theirs, ...mine])].filter((id) => !isGone(id));
  const common = new Set(among(among(base, inMine), inTheirs));
  const iMoved = !same(among(mine, common), among(base, common));
  const [first, second] = iMoved ? [mine, theirs] : [theirs, mine];
  return insert(among(first, new Set(kept)), kept, second);
}
