// Share and copy: shown only where the browser can do it.
import { once } from "./dom.js";

export const start = (root) => {
  for (const box of root.querySelectorAll("[data-share]")) {
    if (!once(box, "Share")) continue;
    const { url, title, copied } = box.dataset;
    const said = box.querySelector("[data-share-said]");
    const share = box.querySelector("[data-share-go]");
    const copy = box.querySelector("[data-share-copy]");
    share.hidden = !navigator.share;
    copy.hidden = !navigator.clipboard;
    // Closing the sheet rejects the promise: nothing to say.
    share.addEventListener("click", () => navigator.share({ url, title }).catch(() => {}));
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(url);
      said.textContent = copied;
    });
  }
};
