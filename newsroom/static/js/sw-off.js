/* Served as sw.js while offline reading is off: delete what the browser has stored, then unregister. */
"use strict";

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => {
  event.waitUntil(forget());
});

async function forget() {
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  await registration.unregister();
}
