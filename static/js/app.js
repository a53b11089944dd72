// Comfort only: every page works without these. Each part loads where its hook stands.
const parts = [
  ["[data-gallery]", () => import("./gallery.js")],
  ["[data-errors], [data-form]", () => import("./form.js")],
  ["[data-open], [data-close]", () => import("./dialog.js")],
  ["[data-share]", () => import("./share.js")],
  ["[data-twins]", () => import("./twins.js")],
  ["[data-suggest]", () => import("./suggest.js")],
  ["[data-filters], [data-autosubmit]", () => import("./filters.js")],
];

const start = () => {
  for (const [hook, load] of parts) {
    if (document.querySelector(hook)) load().then((part) => part.start(document));
  }
};

document.addEventListener("page:swapped", start);
start();
