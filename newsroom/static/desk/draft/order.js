// Merges the order of a text's blocks: lists of ids, each at most once. The server merges in the same way (merge.py).

const among = (ids, others) => ids.filter((id) => others.includes(id));

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Inserts each of `ids` that `order` lacks after the id that precedes it in `source`.
function insert(order, ids, source) {
  const result = [...order];
  for (const [place, id] of source.entries()) {
    if (!ids.includes(id) || result.includes(id)) continue;
    const before = source.slice(0, place).findLast((other) => result.includes(other));
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, id);
  }
  return result;
}

// `stays(id)` says which blocks stay although one side deleted them, because the other side has changed them.
export function mergeOrders(base, mine, theirs, stays = () => false) {
  const isGone = (id) => base.includes(id) && !(mine.includes(id) && theirs.includes(id)) && !stays(id);
  const kept = [...new Set([...theirs, ...mine])].filter((id) => !isGone(id));
  const common = among(among(base, mine), theirs);
  const iMoved = !same(among(mine, common), among(base, common));
  const [first, second] = iMoved ? [mine, theirs] : [theirs, mine];
  return insert(among(first, kept), kept, second);
}
