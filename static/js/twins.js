// A district in the list and its tile on the map light up together.
import { once } from "./dom.js";

export const start = (root) => {
  for (const map of root.querySelectorAll("[data-twins]")) {
    const place = map.closest("section") ?? map.parentElement;
    if (!once(map, "Twins")) continue;
    const light = (on) => (event) => {
      const code = event.target.closest("[data-twin]")?.dataset.twin;
      if (!code) return;
      for (const twin of place.querySelectorAll(`[data-twin="${CSS.escape(code)}"]`)) {
        twin.classList.toggle("hot", on);
      }
    };
    for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
      place.addEventListener(name, light(on));
    }
  }
};
