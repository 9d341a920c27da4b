// Parses pasted HTML into a document in which nothing acts. The security policy reads every style and handler that is
// parsed, even there: it reports each one, and leaves no style to be read. So they are renamed or removed before.
const TAG = /<!--[^]*?(?:-->|$)|<(\/?)([a-z][^\s/>]*)/gi;
const ATTRIBUTE = /[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?/y;
const END = /[\s/]*>?/y;
const ROWS = /^\s*(?:<meta\b[^>]*>\s*|<!--StartFragment-->\s*)*<(?:tr|td|th|tbody|thead|tfoot)\b/i;

// A form hides its own properties if it has fields of their names. The text of a script is not read as HTML.
const RENAMED = { form: "div", style: "script" };
const TYPES = { style: ' type="text/css"', script: ' type="text/none"' };
export const STYLE = "data-pasted-style";
export const STYLESHEET = "script[type='text/css']";

function renamedAttribute([attribute, name, value]) {
  if (/^on/i.test(name)) return "";
  return /^style$/i.test(name) ? ` ${STYLE}=${value ?? '""'}` : attribute;
}

// The attributes of the tag whose name ends at a position, and where the tag ends.
function attributesAfter(html, position) {
  let attributes = "";
  ATTRIBUTE.lastIndex = END.lastIndex = position;
  for (let found; (found = ATTRIBUTE.exec(html)); ) {
    attributes += renamedAttribute(found);
    END.lastIndex = ATTRIBUTE.lastIndex;
  }
  END.exec(html);
  return { attributes, end: END.lastIndex };
}

function inertMarkup(html) {
  let written = "";
  let at = 0;
  TAG.lastIndex = 0;
  for (let found; (found = TAG.exec(html)); ) {
    const [, slash, tag] = found;
    if (!tag) continue; // a comment
    const name = tag.toLowerCase();
    const { attributes, end } = attributesAfter(html, TAG.lastIndex);
    const rest = slash ? "" : `${TYPES[name] ?? ""}${attributes}`;
    written += `${html.slice(at, found.index)}<${slash}${RENAMED[name] ?? tag}${rest}>`;
    at = TAG.lastIndex = end;
  }
  return written + html.slice(at);
}

// Rows and cells alone would be read as mere words.
export function inertDocument(html) {
  const markup = inertMarkup(html);
  return new DOMParser().parseFromString(ROWS.test(markup) ? `<table>${markup}</table>` : markup, "text/html");
}
