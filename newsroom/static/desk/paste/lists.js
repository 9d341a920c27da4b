// Items that name their level, as Word writes them, become lists within lists.

const BULLET = /^[^\p{L}\p{N}]*$|^o$/u; // Word prints an "o" as the second bullet
const KINDS = { "alpha-lower": "a", "alpha-upper": "A", "roman-lower": "i", "roman-upper": "I", bullet: "" };
const MARKERS = [
  [/^\(?\d+/, "1"],
  [/^\(?[ivxlc]+[.)]?$/, "i"],
  [/^\(?[IVXLC]+[.)]?$/, "I"],
  [/^\(?[a-z][.)]?$/, "a"],
  [/^\(?[A-Z][.)]?$/, "A"],
];
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

// How the items of a list are numbered: "1", "a", "A", "i", "I", "" with bullets, or undefined: other letters than Latin
// ones, which HTML can't count with.
export function kindOf(marker, format) {
  if (format in KINDS) return KINDS[format];
  if (!marker || BULLET.test(marker)) return "";
  return MARKERS.find(([pattern]) => pattern.test(marker))?.[1];
}

// The number of the item that has this marker.
export function numberOf(marker, kind) {
  if (kind === "1") return Number.parseInt(/\d+(?=\D*$)/.exec(marker)?.[0] ?? "1", 10);
  const letter = /\p{L}/u.exec(marker)?.[0].toLowerCase();
  return kind.toLowerCase() === "a" ? LETTERS.indexOf(letter) + 1 || 1 : 1;
}

const listOf = ({ kind, number, list }) => ({ name: "list", kind, start: number ?? 1, list, items: [] });

function add(lists, item) {
  const depth = Math.min(item.level, lists.length + 1);
  lists.length = Math.min(lists.length, depth);
  const present = lists[depth - 1];
  const isOther = present && (present.kind !== item.kind || (depth === 1 && present.list !== item.list));
  if (present && !isOther) {
    present.items.push(item.blocks);
    return null;
  }
  const list = listOf(item);
  list.items.push(item.blocks);
  lists[depth - 1] = list;
  if (depth === 1) return list;
  lists[depth - 2].items.at(-1).push(list);
  return null;
}

// Blocks in which items that follow each other have become lists.
export function withLists(blocks) {
  const found = [];
  let open = [];
  for (const block of blocks) {
    if (block.name !== "item") {
      open = [];
      found.push(block);
      continue;
    }
    const list = add(open, block);
    if (list) found.push(list);
  }
  return found;
}
