// Scrolls the navigation and the tabs of editions, which are wider than a phone, until their current link is seen.
const MARGIN = 24; // pixels of the link before it, which tell that there is more

function showIn(list, link) {
  const before = link.getBoundingClientRect().left - list.getBoundingClientRect().left;
  if (before < 0 || before + link.offsetWidth > list.clientWidth) list.scrollLeft += before - MARGIN;
}

for (const link of document.querySelectorAll("nav [aria-current]")) {
  for (const list of [link.closest("ul"), link.closest("nav")]) showIn(list, link); // one of both can be scrolled
}
