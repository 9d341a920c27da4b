// What each key does: the list that «?» opens says it (newsroom/desk/keys.py). Keys go by their places on the keyboard,
// so that they work in the Kazakh and Russian layouts, too.
const acts = new Map(
  [...document.querySelectorAll("#desk-keys [data-code]")].map(({ dataset: { code, act } }) => [code, act]),
);

// `Mod+Shift+KeyP`. Mod is Ctrl, or Command.
export function codeOf({ ctrlKey, metaKey, altKey, shiftKey, code }) {
  const held = [[ctrlKey || metaKey, "Mod"], [altKey, "Alt"], [shiftKey, "Shift"]];
  return [...held.filter(([isHeld]) => isHeld).map(([, name]) => name), code].join("+");
}

// `code` can be two keys that were pressed one after the other: `KeyG KeyM`.
export const actOf = (code) => acts.get(code);

// `functions` are {act: function}. One that returns false leaves the key alone.
export function onKeys(target, functions) {
  target.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const act = functions[actOf(codeOf(event))];
    if (act && act(event) !== false) event.preventDefault();
  });
}
