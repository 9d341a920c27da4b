// Keys of the edit page, by their places on the keyboard, so that they work in every layout.

const isPlain = ({ ctrlKey, metaKey, altKey }) => (ctrlKey || metaKey) && !altKey;

// `acts` are {name of the physical key, perhaps after "Shift+": function}. One that returns false leaves the key alone.
export function onKeys(target, acts) {
  target.addEventListener("keydown", (event) => {
    const act = isPlain(event) && acts[`${event.shiftKey ? "Shift+" : ""}${event.code}`];
    if (act && act(event) !== false) event.preventDefault();
  });
}
