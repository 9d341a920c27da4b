// Corrects look-alike letters in what this person types or pastes, as soon as the caret has left the word.
import { pm } from "django-prose-editor/editor";
import { isOfColleagues, isOfHistory } from "../draft/colleagues-words.js";
import { hasSuggestions } from "../suggestions/deciding.js";
import { isSuggestChangesEnabled } from "../vendor/prosemirror-suggest-changes/suggest-changes.js";
import { textIn } from "../writing/searching.js";
import { inOtherLanguage } from "./blocks.js";
import { mixedWords } from "./look-alikes.js";

// [{node, pos}]: the textblocks that transactions have changed.
function changedBlocks(transactions, { doc }) {
  const blocks = new Map();
  transactions.forEach(({ mapping }, index) => {
    mapping.maps.forEach((map, step) => {
      const later = [mapping.slice(step + 1), ...transactions.slice(index + 1).map((tr) => tr.mapping)];
      const now = (pos) => later.reduce((at, one) => one.map(at), pos);
      map.forEach((_from, _to, from, to) => {
        doc.nodesBetween(Math.max(0, now(from) - 1), Math.min(doc.content.size, now(to) + 1), (node, pos) => {
          if (node.isTextblock) blocks.set(pos, node);
        });
      });
    });
  });
  return [...blocks].map(([pos, node]) => ({ node, pos }));
}

function mixedIn({ node, pos }, lookAlikes) {
  const text = textIn(node);
  const words = mixedWords(text, lookAlikes).filter((word) => !inOtherLanguage(node, word));
  return words.map(({ from, to, replacement }) => {
    return { from: pos + 1 + from, to: pos + 1 + to, replacement, text: text.slice(from, to) };
  });
}

// `tell` gets [{text, replacement}] of what was corrected. A word that undo brings back is left as it was written. Nothing
// is corrected while somebody suggests, or beside suggestions: that would be a change which nobody has decided.
export function repairLookAlikes(editor, lookAlikes, tell) {
  const wanted = new Set();
  const appendTransaction = (transactions, _before, after) => {
    if (!transactions.some((tr) => tr.docChanged) || transactions.some(isOfColleagues)) return null;
    if (isSuggestChangesEnabled(after)) return null;
    const blocks = changedBlocks(transactions, after).filter(({ pos }) => !hasSuggestions(after.doc, pos));
    const words = blocks.flatMap((block) => mixedIn(block, lookAlikes));
    if (transactions.some(isOfHistory)) {
      for (const { text } of words) wanted.add(text);
      return null;
    }
    const { head } = after.selection;
    const wrong = words.filter(({ from, to, text }) => (head < from || head > to) && !wanted.has(text));
    if (!wrong.length) return null;
    const { tr } = after;
    for (const { from, to, replacement } of wrong.toReversed()) tr.insertText(replacement, from, to);
    tell(wrong);
    return tr;
  };
  editor.registerPlugin(new pm.state.Plugin({ key: new pm.state.PluginKey("lookAlikes"), appendTransaction }));
}
