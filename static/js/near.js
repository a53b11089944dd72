// "Near me": asks where the reader is, only when told to, and rounds it to about a kilometre
// before it gets into an address. Without script, or refused, the link leads to a menu of places.
import { make } from "./dom.js";

const WAIT = 10000; // milliseconds for the device to answer
const DIGITS = 2; // of a degree: about a kilometre

// The line that tells how it goes; one for each link.
const voice = (link) => {
  const line = link.closest(".count-line");
  const told = line.querySelector(".told") ?? make("p", { class: "hint told", role: "status" });
  line.append(told);
  return told;
};

export const ask = (link) => {
  const told = voice(link);
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
