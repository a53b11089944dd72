// "Near me": asks where the reader is, only when told to, and rounds it to about a kilometre
// before it gets into an address. Without script, or refused, the link leads to a menu of places.
import { make, once } from "./dom.js";

const WAIT = 10000; // milliseconds for the device to answer
const DIGITS = 2; // of a degree: about a kilometre

const ask = (link, told) => {
  const { asking, refused, choose } = link.dataset;
  told.replaceChildren(asking);
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const url = new URL(link.href);
      url.searchParams.set("near", [coords.latitude, coords.longitude].map((x) => x.toFixed(DIGITS)));
      location.assign(url);
    },
    () => told.replaceChildren(refused, " ", make("a", { href: link.href }, choose)),
    { timeout: WAIT, maximumAge: 600000 },
  );
};

export const start = (root) => {
  for (const link of root.querySelectorAll("[data-near]")) {
    if (!navigator.geolocation || !once(link, "Near")) continue;
    const told = make("p", { class: "hint told", role: "status" });
    link.closest(".count-line").append(told);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      ask(link, told);
    });
  }
};
