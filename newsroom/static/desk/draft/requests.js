// Requests about drafts, and what their answers mean.
import { FROM_SCRIPT } from "../session.js";

const HEADERS = { Accept: "application/json", ...FROM_SCRIPT };
const TIMEOUT = 30_000;
const TIMEOUT_OF_FILES = 240_000; // the server may process the pictures of a document for a minute
const KEEPALIVE_LIMIT = 30_000; // bytes; browsers allow 64 KiB at once for requests that outlive their page, and fail beyond

// Signing in again changes the token, and the form still has the old one.
function token() {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  return cookie ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

async function json(response) {
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  return isJson ? response.json() : null;
}

// The kind is one of: done, unchanged, signed-out, gone, refused, unreachable.
async function outcome(response) {
  const { status } = response;
  if (status === 304) return { kind: "unchanged", answer: null };
  const answer = await json(response);
  if (response.ok && answer) return { kind: "done", answer, tag: response.headers.get("ETag") };
  if (status >= 500 || status === 429 || status === 408) return { kind: "unreachable", answer };
  if (status === 404 || status === 410) return { kind: "gone", answer };
  const isTokenRefused = status === 403 && answer?.refused === "token";
  if (status === 401 || response.redirected || isTokenRefused) return { kind: "signed-out", answer };
  return { kind: "refused", answer };
}

async function ask(url, options, { stop = new AbortController(), timeout = TIMEOUT } = {}) {
  const timer = setTimeout(() => stop.abort(), timeout);
  const common = { credentials: "same-origin", cache: "no-store", signal: stop.signal };
  try {
    return await outcome(await fetch(url, { ...common, ...options }));
  } catch (error) {
    return { kind: "unreachable", answer: null, error };
  } finally {
    clearTimeout(timer);
  }
}

// Lets others look again at what depends on what the server has.
export async function post(url, content) {
  const body = JSON.stringify(content);
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token(), ...HEADERS };
  const keepalive = new Blob([body]).size < KEEPALIVE_LIMIT;
  const found = await ask(url, { method: "POST", headers, body, keepalive });
  if (found.kind === "done") document.dispatchEvent(new CustomEvent("desk-posted", { detail: url }));
  return found;
}

export function postFile(url, name, file) {
  const body = new FormData();
  body.append(name, file);
  const headers = { "X-CSRFToken": token(), ...FROM_SCRIPT };
  return ask(url, { method: "POST", headers, body }, { timeout: TIMEOUT_OF_FILES });
}

// Asks for what the server has to say at an address.
export const get = (url) => ask(url, { headers: HEADERS });

// `tag` is that of the last answer: the server answers "unchanged" if it would be the same one.
export async function poll(url, { since, block, tag }, stop) {
  const address = new URL(url, location.href);
  address.searchParams.set("since", since);
  if (block) address.searchParams.set("block", block);
  return ask(address, { headers: { ...HEADERS, ...(tag && { "If-None-Match": tag }) } }, { stop });
}
