// A change of a content: the fields and blocks that have other words, and the new order of the blocks if it is another.
import { same } from "./order.js";

export const KINDS = ["fields", "blocks"];

export const nothing = () => ({ fields: {}, blocks: {}, order: null });
export const isNothing = (change) => !change.order && KINDS.every((kind) => !Object.keys(change[kind]).length);
export const only = (parts, isWanted) =>
  Object.fromEntries(Object.entries(parts ?? {}).filter(([part]) => isWanted(part)));

// The parts of `content` that `other` has not, or has differently.
export function changedParts(content, other) {
  const changed = KINDS.map((kind) => [kind, only(content[kind], (part) => !same(content[kind][part], other[kind][part]))]);
  return Object.fromEntries(changed);
}
