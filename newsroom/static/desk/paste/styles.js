// The styles of pasted elements as plain values: from the style sheet that came with the text, then from each element.
import { STYLE, STYLESHEET } from "./inert.js";

const DECLARATION = /([\w-]+)\s*:\s*((?:"[^"]*"|'[^']*'|[^;"'])*)/g;
const RULE = /([^{}]+)\{([^{}]*)\}/g;
const AROUND = /<!--|-->|\/\*[\s\S]*?\*\//g;
const CONDITIONS = /@(?:media|supports|container|layer)[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g; // such as of print

const plainValue = (value) => value.toLowerCase().replace(/\s*!\s*important\s*$/, "").trim();

// {property: value} of "a: b; c: d", in lower case
function declarations(css) {
  const found = {};
  for (const [, name, value] of css.matchAll(DECLARATION)) found[name.toLowerCase()] = plainValue(value);
  return found;
}

function matches(element, selector) {
  try {
    return element.matches(selector);
  } catch {
    return false; // Word writes selectors that no browser knows
  }
}

// Functions that read the styles of the elements of a document.
export function stylesOf(doc) {
  const css = [...doc.querySelectorAll(STYLESHEET)].map(({ textContent }) => textContent).join("\n");
  const rules = [...css.replace(AROUND, "").replace(CONDITIONS, "").matchAll(RULE)].map(([, selector, body]) => [selector.trim(), body]);
  const ofElements = rules.filter(([selector]) => !selector.startsWith("@") && !selector.includes(":"));
  const ofLists = rules.filter(([selector]) => selector.startsWith("@list"));
  return {
    of(element) {
      const own = declarations(element.getAttribute(STYLE) ?? "");
      const shared = ofElements.filter(([selector]) => matches(element, selector));
      return Object.assign({}, ...shared.map(([, body]) => declarations(body)), own);
    },
    // of a level of a list of Word, such as "l0:level1"
    ofList(level) {
      const found = ofLists.filter(([selector]) => selector.split(/\s+/)[1] === level);
      return Object.assign({}, ...found.map(([, body]) => declarations(body)));
    },
  };
}
