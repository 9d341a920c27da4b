// The styles of pasted elements as plain values: from the style sheet that came with the text, then from each element.
import { STYLE, STYLESHEET } from "./inert.js";

const DECLARATION = /([\w-]+)\s*:\s*((?:"[^"]*"|'[^']*'|[^;"'])*)/g;
const RULE = /([^{}]+)\{([^{}]*)\}/g;
const AROUND = /<!--|-->|\/\*[\s\S]*?\*\//g;
const CONDITIONS = /@(?:media|supports|container|layer)[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g; // such as of print

const IMPORTANT = /\s*!\s*important\s*$/i;
const IDS = /#[\w-]+/g;
const CLASSES = /\.[\w-]+|\[[^\]]*\]/g;
const NAMES = /(?:^|[\s>+~])[a-z][\w-]*/gi;

const countOf = (pattern, text) => text.match(pattern)?.length ?? 0;

// How much a rule counts against others: its ids, then its classes and attributes, then its names of elements.
const weightOf = (selector) => countOf(IDS, selector) * 1e4 + countOf(CLASSES, selector) * 1e2 + countOf(NAMES, selector);

// {property: value} of "a: b; c: d", in lower case. `important` has those that others can't replace.
function declarations(css) {
  const found = { all: {}, important: {} };
  for (const [, property, written] of css.matchAll(DECLARATION)) {
    const [name, value] = [property.toLowerCase(), written.toLowerCase().replace(IMPORTANT, "").trim()];
    found.all[name] = value;
    if (IMPORTANT.test(written)) found.important[name] = value;
  }
  return found;
}

const joined = (styles) => Object.assign({}, ...styles.map(({ all }) => all), ...styles.map(({ important }) => important));

// Each selector of a rule counts by itself, and one that no browser knows, as Word writes them, does not hide the others.
function divided([selectors, body]) {
  const style = declarations(body);
  return selectors.split(",").map((selector) => [selector.trim(), style]);
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
  const rules = [...css.replace(AROUND, "").replace(CONDITIONS, "").matchAll(RULE)].flatMap(([, ...rule]) => divided(rule));
  const ofElements = rules
    .filter(([selector]) => !selector.startsWith("@") && !selector.includes(":"))
    .sort(([one], [other]) => weightOf(one) - weightOf(other));
  const ofLists = rules.filter(([selector]) => selector.startsWith("@list"));
  return {
    of(element) {
      const own = declarations(element.getAttribute(STYLE) ?? "");
      const shared = ofElements.filter(([selector]) => matches(element, selector));
      return joined([...shared.map(([, style]) => style), own]);
    },
    // of a level of a list of Word, such as "l0:level1"
    ofList(level) {
      const found = ofLists.filter(([selector]) => selector.split(/\s+/)[1] === level);
      return joined(found.map(([, style]) => style));
    },
  };
}
