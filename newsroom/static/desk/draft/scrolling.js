// Keeps on the screen what the person looks at, whatever changes above it.

// `find` finds the element again if the change replaces it.
export function withoutScrolling(element, change, find = () => element) {
  const top = element?.getBoundingClientRect().top;
  change();
  const now = element && find();
  if (now) window.scrollBy(0, now.getBoundingClientRect().top - top);
}
