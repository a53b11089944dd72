// The map of what a search found, when it was asked for. Each pin is the link that the drawn map and
// the list beside it have too.
import { begin, pin, whenReady } from "./live-map.js";

const SIZE = [36, 48];

const icon = (html, className, iconSize, iconAnchor) =>
  window.L.divIcon({ html, className, iconSize, iconAnchor });

const name = ({ words, lat, lon }, map) => {
  const label = document.createElement("span");
  label.textContent = words;
  const options = { icon: icon(label, "livename", [0, 0]), interactive: false, keyboard: false };
  window.L.marker([lat, lon], { ...options, zIndexOffset: -1000 }).addTo(map);
  return label;
};

const meet = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

// Of two names that would cover each other the first stays.
const thin = (labels) => {
  const taken = [];
  for (const label of labels) {
    label.hidden = false;
    const box = label.getBoundingClientRect();
    label.hidden = taken.some((other) => meet(box, other));
    if (!label.hidden) taken.push(box);
  }
};

const link = ({ href, words, figure, chosen, lat, lon }, map) => {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.rel = "nofollow";
  anchor.title = words;
  anchor.setAttribute("aria-label", words);
  if (chosen) anchor.setAttribute("aria-current", "true");
  anchor.append(pin(figure));
  const options = { icon: icon(anchor, "livepin", SIZE, [18, 47]), keyboard: false };
  const marker = window.L.marker([lat, lon], { ...options, riseOnHover: true }).addTo(map);
  anchor.addEventListener("focus", () => {
    marker.setZIndexOffset(1000);
    map.panInside([lat, lon], { padding: [48, 64] });
  });
  anchor.addEventListener("blur", () => marker.setZIndexOffset(0));
};

const show = (place) => {
  const { spots, areas } = JSON.parse(place.dataset.points);
  const map = begin(place);
  // Whole steps would leave half of a small screen empty.
  map.options.zoomSnap = 0.25;
  const all = spots.map(({ lat, lon }) => [lat, lon]);
  map.fitBounds(window.L.latLngBounds(all), {
    paddingTopLeft: [32, 60],
    paddingBottomRight: [32, 16],
    maxZoom: 12,
  });
  if (!place.dataset.tiles) {
    const labels = areas.map((area) => name(area, map));
    map.on("zoomend", () => thin(labels));
    thin(labels);
  }
  for (const spot of spots) link(spot, map);
};

const NEW = "[data-hit-map]:not(.live)";
whenReady(NEW, show);

// A filter replaces the results without a reload, and with them the map.
const around = document.querySelector("[data-results]")?.parentNode;
if (around) new MutationObserver(() => whenReady(NEW, show)).observe(around, { childList: true });
