// What each key does: the list that «?» opens says it (newsroom/desk/keys.py). Keys go by their places on the keyboard,
// so that they work in the Kazakh and Russian layouts, too.
const listed = [...document.querySelectorAll("#desk-keys [data-code]")].map(({ dataset }) => dataset);
const acts = new Map(listed.map(({ code, act }) => [code, act]));

// `Mod+Shift+KeyP`. Mod is Ctrl, or Command.
export function codeOf({ ctrlKey, metaKey, altKey, shiftKey, code }) {
  const held = [[ctrlKey || metaKey, "Mod"], [altKey, "Alt"], [shiftKey, "Shift"]];
  return [...held.filter(([isHeld]) => isHeld).map(([, name]) => name), code].join("+");
}

// Whether a key is held that gives a click or another key its own meaning in the browser.
export const isHeld = ({ ctrlKey, metaKey, altKey, shiftKey }) => ctrlKey || metaKey || altKey || shiftKey;

// `code` can be two keys that were pressed one after the other: `KeyG KeyM`.
export const actOf = (code) => acts.get(code);

// A key may do something else on one kind of page: that is listed last.
export const actsOf = (code) => listed.filter((key) => key.code === code).map(({ act }) => act).reverse();

// `functions` are {act: function}. One that returns false leaves the key alone.
export function onKeys(target, functions) {
  target.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const act = functions[actOf(codeOf(event))];
    if (act && act(event) !== false) event.preventDefault();
  });
}
