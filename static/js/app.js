// Comfort only: every page works without these. Each part loads where its hook stands.
const parts = [
  ["[data-gallery]", () => import("./gallery.js")],
  ["[data-errors], [data-form]", () => import("./form.js")],
  ["[data-open], [data-close]", () => import("./dialog.js")],
  ["[data-share]", () => import("./share.js")],
  ["[data-twins]", () => import("./twins.js")],
  ["[data-filters], [data-autosubmit]", () => import("./filters.js")],
  ["[data-no-signal]", () => import("./offline.js")],
];

const start = () => {
  for (const [hook, load] of parts) {
    if (document.querySelector(hook)) load().then((part) => part.start(document));
  }
};

// Most readers never type: suggestions come with the first look into the box.
const suggest = async ({ target }) => {
  if (target?.matches?.("[data-suggest]")) (await import("./suggest.js")).start(document);
};

const near = async (event) => {
  const link = event.target.closest?.("[data-near]");
  if (!link || !navigator.geolocation) return;
  event.preventDefault();
  const part = await import("./near.js").catch(() => location.assign(link.href));
  part?.ask(link);
};

// The page for when there is no signal (sw.js). Browsers offer this over https and on this machine
// only; the first page has its time for itself.
const KEEP_AFTER_MS = 2000;

const keep = () => {
  const rules = { createScriptURL: (address) => address };
  const policy = globalThis.trustedTypes?.createPolicy("keep", rules) ?? rules;
  // Forbidden or no room: the house works without.
  navigator.serviceWorker.register(policy.createScriptURL("/sw.js")).catch(() => {});
};

// The first sight of the page has the line for itself. Where nobody tells of it, loading has an end.
const LATEST_AFTER_MS = 500;

document.addEventListener("page:swapped", start);
document.addEventListener("focusin", suggest);
document.addEventListener("click", near);
new PerformanceObserver(start).observe({ type: "paint", buffered: true });
addEventListener("load", () => setTimeout(start, LATEST_AFTER_MS));
suggest({ target: document.activeElement });
if (navigator.serviceWorker) addEventListener("load", () => setTimeout(keep, KEEP_AFTER_MS));
