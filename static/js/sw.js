// Keeps one page for when there is no signal, and shows it in place of a page that cannot be
// reached. Nothing else is kept: what is asked with cookies always comes from the house itself.
// The house writes the first line, `const kept = …`: name of the store, both pages, their files.
/* global kept */

const store = async () => {
  const box = await caches.open(kept.name);
  // Without cookies these are the pages of nobody in particular.
  const fresh = kept.pages.map((page) => new Request(page, { credentials: "omit", cache: "reload" }));
  await box.addAll([...fresh, ...kept.files]);
  await self.skipWaiting();
};

const takeOver = async () => {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("offline-") && name !== kept.name);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The page is asked for while this script wakes up, so nobody waits for it.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
};

const find = (address) => caches.match(address, { cacheName: kept.name, ignoreVary: true });

const page = async (event, path) => {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    const [thai, english] = kept.pages;
    return (await find(path === "/en" || path.startsWith("/en/") ? english : thai)) ?? Response.error();
  }
};

const file = async (request) => (await find(request.url)) ?? fetch(request);

self.addEventListener("install", (event) => event.waitUntil(store()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // Forms, photos, everything typed or personal goes its own way.
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, pathname));
  else if (kept.files.includes(pathname)) event.respondWith(file(request));
});
