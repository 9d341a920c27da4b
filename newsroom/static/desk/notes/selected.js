// What somebody has selected for a note: words of the text, of the headline or of the lead.
const CONTEXT = 64;

function inField(field) {
  const { name, value, selectionStart: start, selectionEnd: end } = field;
  return { part: name, quotation: value.slice(start, end), before: value.slice(Math.max(0, start - CONTEXT), start) };
}

function inText({ doc, selection }) {
  const { $from, from, to, node } = selection;
  const part = doc.child(Math.min($from.index(0), doc.childCount - 1)).attrs.block;
  if (node || !$from.depth) return { part, quotation: "", before: "" };
  const before = doc.textBetween($from.start(1), from, "\n").slice(-CONTEXT);
  return { part, quotation: doc.textBetween(from, to, "\n"), before };
}

// {part, quotation, before}. `fields` are those of the headline and of the lead.
export function selectedFor(editor, fields) {
  const field = fields.find((one) => one === document.activeElement);
  const found = field ? inField(field) : inText(editor.state);
  return { ...found, quotation: found.quotation.trim() };
}
