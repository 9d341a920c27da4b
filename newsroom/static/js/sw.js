/* Stores opened stories, so that they can be read without a connection. A page comes from the network if possible. Front
   pages, lists, the desk and submitted forms are never stored. With OFFLINE_READING=off, sw-off.js is served instead.
   `newsroom/web_app/views.py` removes comments that have their own lines. */
"use strict";

// Stories, each followed by its pictures. Change the number in a name to make browsers start with an empty cache.
const STORIES = "stories-1";
// Styles, scripts, fonts, and the offline page of each edition.
const FRAME = "frame-1";
const MOST_STORIES = 30;
const MOST_BYTES = 20e6;
// Includes files of earlier releases: a story needs the styles of the time when it was stored.
const MOST_FILES = 40;

const STORY = /^\/[\w-]+\/\d{4}\/\d\d\/\d\d\/[^/]+\/$/;
const FILE = /^\/static\/(css|fonts|js)\//;
// Files of `collectstatic`: their names change with their content.
const HASHED = /\.[0-9a-f]{12}\.\w+$/;

const isPicture = (path) => path.startsWith("/media/");
const pathOf = (address) => new URL(address).pathname;
const offlinePageFor = (path) => `/${path.split("/")[1]}/offline/`;

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => event.waitUntil(start()));

async function start() {
  for (const name of await caches.keys()) if (![STORIES, FRAME].includes(name)) await caches.delete(name);
  // The browser requests the page while this script is still starting.
  if (registration.navigationPreload) await registration.navigationPreload.enable();
  await clients.claim();
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, pathname));
  else if (isPicture(pathname)) event.respondWith(cacheFirst(STORIES, request, pathname));
  else if (FILE.test(pathname)) event.respondWith(file(request, pathname));
});

async function page(event, path) {
  const stories = await caches.open(STORIES);
  try {
    const answer = (await event.preloadResponse) || (await fetch(event.request));
    // The story was withdrawn, so it must no longer be readable here.
    if (answer.status === 404 || answer.status === 410) await remove(stories, path);
    afterwards(event, update);
    return (answer.status >= 500 && (await stories.match(path))) || answer;
  } catch (error) {
    return (await stories.match(path)) || (await offlinePage(path)) || Response.error();
  }
}

// Delete the stories that have been withdrawn, and replace those that have another address.
async function update() {
  const stories = await caches.open(STORIES);
  const paths = (await stories.keys()).map(({ url }) => pathOf(url)).filter((path) => STORY.test(path));
  if (!paths.length) return;
  const answer = await fetch("/kept.json", { method: "POST", body: JSON.stringify(paths), credentials: "omit" });
  for (const [path, now] of Object.entries(await answer.json())) {
    if (now && !(await stories.match(now))) await put(stories, now, "default");
    await (now ? stories.delete(path) : remove(stories, path));
  }
}

// Delete a story with its pictures.
async function remove(stories, path) {
  const paths = (await stories.keys()).map(({ url }) => pathOf(url));
  const first = paths.indexOf(path);
  for (let at = first; at >= 0 && (at === first || isPicture(paths[at] || "")); at++) await stories.delete(paths[at]);
}

async function offlinePage(path) {
  const frame = await caches.open(FRAME);
  const [other] = (await frame.keys()).filter(({ url }) => url.endsWith("/offline/"));
  // Better in another language than not at all. For the desk, the browser shows its own error page.
  return (await frame.match(offlinePageFor(path))) || (other && !path.startsWith("/admin/") && frame.match(other));
}

async function cacheFirst(name, request, path) {
  return (await (await caches.open(name)).match(path)) || fetch(request);
}

function file(request, path) {
  if (HASHED.test(path)) return cacheFirst(FRAME, request, path);
  return fetch(request).catch(async () => (await (await caches.open(FRAME)).match(path)) || Response.error());
}

// One change of the stored stories at a time, in order. If there is no connection or no space, they stay as they are.
let queue = Promise.resolve();

function afterwards(event, change) {
  queue = queue.then(change).catch(() => {});
  event.waitUntil(queue);
}

// readers.js sends the URL of a story, then those of the files it uses.

addEventListener("message", (event) => {
  const [story, ...paths] = event.data.filter((address) => new URL(address).origin === location.origin).map(pathOf);
  if (!STORY.test(story)) return;
  afterwards(event, () => keep(story, paths));
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
  // The offline page uses the same files as the story, so both must be of the same release.
  if (isNew) await put(frame, offlinePageFor(story), "default");
  await dropOldest(stories, MOST_STORIES, MOST_BYTES);
  await dropOldest(frame, MOST_FILES, MOST_BYTES);
}

// The browser's own cache still has what the page has just loaded.
async function put(cache, path, mode = "force-cache") {
  const answer = await fetch(path, { cache: mode });
  if (!answer.ok) return false;
  const body = await answer.blob();
  const headers = new Headers(answer.headers);
  // The body is decoded by now.
  headers.delete("Content-Encoding");
  headers.set("Content-Length", body.size);
  await cache.put(path, new Response(body, { headers }));
  return true;
}

// Delete the oldest stories, each with its pictures, until the rest is within the limits.
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
