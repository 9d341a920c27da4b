// Addresses of links: what somebody typed or pasted becomes an address that works, or is refused.
export const SCHEMES = ["http", "https", "mailto", "tel"];
export const LONGEST = 2000; // `content/html_limits.py` refuses longer ones

const SCHEME = /^([a-z][a-z0-9+.-]*):(\d*)/i;
const UNSEEN = /[\t\n\r\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060\ufeff]/gu;
const MAIL = /^[\p{L}\p{N}._%+-]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}$/u;
const HOST = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}\.?(?::\d+)?(?:[/?#]|$)/u;
const TELEPHONE = /^\+?\d[\d().-]{4,}$/;
const IN_TEXT = /(?:https?:\/\/|www\.)[^\s<>"«»“”]+|(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/giu;
const AFTER = /[.,;:!?…'’*_)\]]+$/u;

// Sites that put their own address before the one that was meant: {host: the parameter that has it}.
const REDIRECTS = { "www.google.com": "q", "l.facebook.com": "u", "lm.facebook.com": "u", "vk.com": "to" };
const PATHS = ["/url", "/l.php", "/away.php"];

const isWeb = (scheme) => scheme === "http" || scheme === "https";

function hasHost(address) {
  try {
    return Boolean(new URL(address).hostname);
  } catch {
    return false;
  }
}

// The scheme of an address, in lower case, as a browser reads it. A host with a port has none.
export function schemeOf(address) {
  const [, name, port] = SCHEME.exec(address.replace(UNSEEN, "").trim()) ?? [];
  return name && !(port && name.includes(".")) ? name.toLowerCase() : undefined;
}

// {href}, or {scheme} that is refused, or {isLong}, or {} if it is no address. `schemes` are those that a story may have.
export function addressFrom(typed, schemes = SCHEMES) {
  const address = addressOfAnyLength(typed, schemes);
  return address.href?.length > LONGEST ? { isLong: true } : address;
}

function addressOfAnyLength(typed, schemes) {
  const text = typed.replace(UNSEEN, "").trim();
  const scheme = schemeOf(text);
  const href = text.replaceAll(" ", scheme === "tel" ? "" : "%20");
  if (scheme && !schemes.includes(scheme)) return { scheme };
  if (isWeb(scheme)) return hasHost(href) ? { href } : {};
  if (scheme) return { href };
  if (MAIL.test(text)) return { href: `mailto:${text}` };
  if (text.startsWith("//") && hasHost(`https:${text}`)) return { href: `https:${text}` };
  if (HOST.test(text)) return { href: `https://${text}` };
  if (TELEPHONE.test(text.replace(/[\s\u00a0]/g, ""))) return { href: `tel:${text.replace(/[^+\d]/g, "")}` };
  return /^[/#]/.test(text) && !text.startsWith("//") ? { href } : {};
}

// The address that a link of a page leads to in the end.
export function withoutRedirect(href) {
  if (!/^https?:/i.test(href) || !hasHost(href)) return href;
  const { hostname, pathname, searchParams } = new URL(href);
  const isOutlook = hostname.endsWith(".safelinks.protection.outlook.com");
  const name = isOutlook ? "url" : PATHS.includes(pathname) && REDIRECTS[hostname];
  const meant = name && searchParams.get(name);
  return meant && /^https?:/i.test(meant) ? meant : href;
}

// Divides a text into pieces, [{text, href}], where addresses are links.
export function withLinks(text) {
  const pieces = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(IN_TEXT)) {
    const address = withoutEnd(found);
    const { href } = addressFrom(address);
    if (!href || index < end) continue;
    pieces.push({ text: text.slice(end, index) }, { text: address, href });
    end = index + address.length;
  }
  return [...pieces, { text: text.slice(end) }].filter((piece) => piece.text);
}

// A closing bracket belongs to an address that has the opening one.
function withoutEnd(address) {
  const end = AFTER.exec(address)?.[0] ?? "";
  const bare = address.slice(0, address.length - end.length);
  return bare.includes("(") && end.startsWith(")") ? `${bare})` : bare;
}
