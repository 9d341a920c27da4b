// What the page that words were copied from does not show, by the plain values of its styles (`styles.js`).

const NOTHING = /^(?:rect\((?:[01](?:px)?[, ]*){4}\)|inset\((?:50|100)%.*\))$/;

// Words for screen readers alone, such as «opens in a new window», are clipped to nothing.
const isClipped = ({ position, clip = "", "clip-path": path = "" }) =>
  position === "absolute" && [clip, path].some((value) => NOTHING.test(value));

export const isHidden = (style) =>
  style.display === "none" || style["mso-hide"] === "all" || style.visibility === "hidden" || isClipped(style);
