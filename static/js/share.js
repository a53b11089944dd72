// Share and copy. Sharing shows only where the browser can do it; copying has three ways.
import { once } from "./dom.js";

// Asked of by the browser, or forbidden by a setting: true when the address was copied.
const asked = async (url) => {
  try {
    await navigator.clipboard.writeText(url);
    return true;
  } catch {
    return false;
  }
};

// The older way needs the address selected in a field; it throws where it is switched off.
const selected = (field) => {
  field.hidden = false;
  field.focus();
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
};

export const start = (root) => {
  for (const box of root.querySelectorAll("[data-share]")) {
    if (!once(box, "Share")) continue;
    const { url, title, copied, byhand } = box.dataset;
    const said = box.querySelector("[data-share-said]");
    const share = box.querySelector("[data-share-go]");
    const copy = box.querySelector("[data-share-copy]");
    const field = box.querySelector("[data-share-link]");
    share.hidden = !navigator.share;
    copy.hidden = false;
    // Closing the sheet rejects the promise: nothing to say.
    share.addEventListener("click", () => navigator.share({ url, title }).catch(() => {}));
    copy.addEventListener("click", async () => {
      const done = (await asked(url)) || selected(field);
      said.textContent = done ? copied : byhand;
      if (!done) return;
      if (document.activeElement === field) copy.focus();
      field.hidden = true;
    });
  }
};
