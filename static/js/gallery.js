// The small pictures move the reel instead of jumping the page.
import { glide, once } from "./dom.js";

export const start = (root) => {
  for (const gallery of root.querySelectorAll("[data-gallery]")) {
    if (!once(gallery, "Gallery")) continue;
    gallery.addEventListener("click", (event) => {
      const link = event.target.closest(".thumbs a");
      const picture = link && document.getElementById(link.hash.slice(1));
      if (!picture) return;
      event.preventDefault();
      const reel = picture.parentElement;
      reel.scrollTo({ left: picture.offsetLeft - reel.offsetLeft, behavior: glide() });
    });
  }
};
