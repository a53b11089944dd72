// Links that lead to a confirm page open the dialog of the same words instead.
import { once } from "./dom.js";

export const start = (root) => {
  for (const opener of root.querySelectorAll("[data-open]")) {
    const dialog = document.getElementById(opener.dataset.open);
    if (!dialog?.showModal || !once(opener, "Open")) continue;
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-haspopup", "dialog");
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.showModal();
    });
    opener.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        dialog.showModal();
      }
    });
  }
  for (const button of root.querySelectorAll("[data-close]")) {
    if (once(button, "Close")) button.addEventListener("click", () => button.closest("dialog").close());
  }
};
