/* A story once opened can be read without a connection. The network is always asked first; fronts and lists are never
   kept, nor anything of the desk or what readers send. OFFLINE_READING=off puts sw-off.js in this place.
   Comments stay here: `newsroom/views.py` leaves out those that have lines of their own. */
"use strict";

// Stories, each followed by its pictures. With another number in a name, browsers begin anew.
const STORIES = "stories-1";
// Styles, scripts, fonts, and a page for each edition that lists the stories.
const FRAME = "frame-1";
const MOST_STORIES = 30;
const MOST_BYTES = 20e6;
// Those of the last releases: a story kept long ago needs the styles of its day.
const MOST_FILES = 40;

const STORY = /^\/[\w-]+\/\d{4}\/\d\d\/\d\d\/[^/]+\/$/;
const FILE = /^\/static\/(css|fonts|js)\//;
// Collected files: another content has another name.
const HASHED = /\.[0-9a-f]{12}\.\w+$/;

const isPicture = (path) => path.startsWith("/media/");
const pathOf = (address) => new URL(address).pathname;
const offlinePageFor = (path) => `/${path.split("/")[1]}/offline/`;

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => event.waitUntil(start()));

async function start() {
  for (const name of await caches.keys()) if (![STORIES, FRAME].includes(name)) await caches.delete(name);
  // So that a page is on its way while this script is still waking up.
  if (registration.navigationPreload) await registration.navigationPreload.enable();
  await clients.claim();
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, pathname));
  else if (isPicture(pathname)) event.respondWith(keptFirst(STORIES, request, pathname));
  else if (FILE.test(pathname)) event.respondWith(file(request, pathname));
});

async function page(event, path) {
  const stories = await caches.open(STORIES);
  try {
    const answer = (await event.preloadResponse) || (await fetch(event.request));
    // It was withdrawn: nobody here is to read it any more.
    if (answer.status === 404 || answer.status === 410) await stories.delete(path);
    return (answer.status >= 500 && (await stories.match(path))) || answer;
  } catch (error) {
    return (await stories.match(path)) || (await offlinePage(path)) || Response.error();
  }
}

async function offlinePage(path) {
  const frame = await caches.open(FRAME);
  const [other] = (await frame.keys()).filter(({ url }) => url.endsWith("/offline/"));
  // In another language rather than none. The desk has the browser's own page.
  return (await frame.match(offlinePageFor(path))) || (other && !path.startsWith("/admin/") && frame.match(other));
}

async function keptFirst(name, request, path) {
  return (await (await caches.open(name)).match(path)) || fetch(request);
}

function file(request, path) {
  if (HASHED.test(path)) return keptFirst(FRAME, request, path);
  return fetch(request).catch(async () => (await (await caches.open(FRAME)).match(path)) || Response.error());
}

// readers.js says the address of a story, then those of what it has shown. One after the other, to be in order.
let turn = Promise.resolve();

addEventListener("message", (event) => {
  const [story, ...paths] = event.data.filter((address) => new URL(address).origin === location.origin).map(pathOf);
  if (!STORY.test(story)) return;
  // Without a connection, or without room: what is kept stays as it is.
  turn = turn.then(() => keep(story, paths)).catch(() => {});
  event.waitUntil(turn);
});

async function keep(story, paths) {
  const [stories, frame] = [await caches.open(STORIES), await caches.open(FRAME)];
  if (!(await put(stories, story))) return;
  for (const path of paths.filter(isPicture)) await put(stories, path);
  let isNew = !(await frame.match(offlinePageFor(story)));
  for (const path of paths.filter((one) => FILE.test(one))) {
    isNew = isNew || !(await frame.match(path));
    await put(frame, path);
  }
  // It names the same files as the story, so it is as new as they are.
  if (isNew) await put(frame, offlinePageFor(story), "default");
  await dropOldest(stories, MOST_STORIES, MOST_BYTES);
  await dropOldest(frame, MOST_FILES, MOST_BYTES);
}

// What the page has just loaded is still in the browser's own cache.
async function put(cache, path, mode = "force-cache") {
  const answer = await fetch(path, { cache: mode });
  if (!answer.ok) return false;
  const body = await answer.blob();
  const headers = new Headers(answer.headers);
  // The body is decoded now.
  headers.delete("Content-Encoding");
  headers.set("Content-Length", body.size);
  await cache.put(path, new Response(body, { headers }));
  return true;
}

// The oldest goes, a story with its pictures, until the rest is within the limits.
async function dropOldest(cache, most, mostBytes) {
  const kept = [];
  for (const request of await cache.keys()) {
    const { headers } = await cache.match(request);
    kept.push({ request, bytes: Number(headers.get("Content-Length")), counts: !isPicture(pathOf(request.url)) });
  }
  let count = kept.filter(({ counts }) => counts).length;
  let bytes = kept.reduce((sum, one) => sum + one.bytes, 0);
  if (count <= most && bytes <= mostBytes) return;
  for (const one of kept) {
    if (one.counts && count <= most && bytes <= mostBytes) return;
    await cache.delete(one.request);
    count -= one.counts;
    bytes -= one.bytes;
  }
}
