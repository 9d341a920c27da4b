// Pictures of a pasted text. Whoever can upload them takes them; the places where they stood are kept until then.
import { pm } from "django-prose-editor/editor";
import { PICTURE } from "./normalise.js";

const key = new pm.state.PluginKey("picturePlaces");

// [{number, from, to}] of the signs that stand for pictures
function signsIn(doc) {
  const found = [];
  doc.descendants((node, pos) => {
    if (!node.isText) return;
    for (const { 0: sign, 1: number, index } of node.text.matchAll(PICTURE)) {
      found.push({ number: Number(number), from: pos + index, to: pos + index + sign.length });
    }
  });
  return found;
}

// Removes a sign, and the paragraph that had nothing else.
function removeSign(tr, { from, to }) {
  const $from = tr.doc.resolve(from);
  const isAlone = $from.parent.content.size === to - from && $from.node(-1).childCount > 1;
  if (isAlone) tr.delete($from.before(), $from.after());
  else tr.delete(from, to);
}

export const PicturePlaces = new pm.state.Plugin({
  key,
  state: {
    init: () => new Map(),
    apply(tr, places) {
      const found = tr.getMeta(key);
      if (found) return new Map(found);
      return tr.docChanged ? new Map([...places].map(([number, pos]) => [number, tr.mapping.map(pos, -1)])) : places;
    },
  },
  appendTransaction(transactions, _before, { doc, tr }) {
    if (!transactions.some((one) => one.docChanged)) return null;
    const signs = signsIn(doc);
    if (!signs.length) return null;
    for (const sign of signs.toReversed()) removeSign(tr, sign);
    return tr.setMeta(key, signs.map(({ number, from }) => [number, tr.mapping.map(from)]));
  },
});

// Dispatches "pasted-pictures" at the editor. A listener that calls preventDefault() takes the pictures, except those that
// it puts into `left` of the event's detail. Each is {src, alt, caption, file, place}. `src` is the address that the text
// had, `file` a picture of the clipboard, and place() the position of the picture in the document at that moment. Two
// pictures may have the same place, so they are to be inserted from the last to the first. Those that don't stand in the
// pasted text have no `number`, and are at the position `at`. Returns the pictures that nobody has taken.
export function offerPictures(editor, pictures, at = editor.state.selection.to) {
  if (!pictures.length) return [];
  const { view } = editor;
  const placed = pictures.map(({ number, ...picture }) => ({
    ...picture,
    place: () => Math.min(key.getState(view.state).get(number) ?? at, view.state.doc.content.size),
  }));
  const detail = { editor, pictures: placed };
  const isFree = view.dom.dispatchEvent(new CustomEvent("pasted-pictures", { detail, bubbles: true, cancelable: true }));
  return isFree ? placed : (detail.left ?? []);
}
