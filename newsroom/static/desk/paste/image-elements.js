// Reads the pictures of a pasted document. Their addresses are only read: nothing is fetched from them.
const ONLY_EMOJI = /^(?=.*[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3])[\p{Extended_Pictographic}\p{Emoji_Component}]+$/u;

// Pages that load pictures late write a tiny one, and the address of the real one in another attribute.
const LONGEST_TINY = 300; // characters of a "data:" address
const LATE = ["data-src", "data-original", "data-lazy-src"];

function addressOf(element) {
  const of = (name) => element.getAttribute(name)?.trim() ?? "";
  const src = of("src");
  const isTiny = !src || (src.length < LONGEST_TINY && /^data:/i.test(src));
  return isTiny ? (LATE.map(of).find(Boolean) ?? "") : src;
}

// Emoji are pictures on many pages. Pictures of one pixel count readers. Google Docs draws the boxes of a checklist.
export function readPicture(element, look, place) {
  if (element.getAttribute("aria-roledescription") === "checkbox") return;
  const src = addressOf(element);
  const alt = element.getAttribute("alt")?.trim() ?? "";
  if (ONLY_EMOJI.test(alt)) place.words.push({ ...look, text: alt });
  const sizes = ["width", "height"].map((name) => element.getAttribute(name));
  if (!src || ONLY_EMOJI.test(alt) || sizes.some((size) => size && Number.parseFloat(size) < 2)) return;
  const caption = element.closest("figure")?.querySelector("figcaption")?.textContent.trim() ?? "";
  const number = place.paste.pictures.length;
  place.paste.pictures.push({ number, src, alt, caption });
  place.pictures.push({ name: "picture", number });
}
