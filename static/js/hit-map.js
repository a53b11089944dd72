// The map of what a search found, when it was asked for. Each pin is the link that the drawn map and
// the list beside it have too.
import { begin, pin, whenReady } from "./live-map.js";

const SIZE = [36, 48];
const APART = 50;

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

const within = (one, other) =>
  one.left >= other.left && one.right <= other.right && one.top >= other.top && one.bottom <= other.bottom;

// A name stands on its place, else below or above it, else not at all, so that it covers nothing
// and is never cut.
const thin = (labels, pins, frame) => {
  const taken = pins.map((anchor) => anchor.getBoundingClientRect());
  for (const label of labels) {
    label.hidden = false;
    const free = ["", "low", "high"].some((where) => {
      label.className = where;
      const box = label.getBoundingClientRect();
      return within(box, frame) && !taken.some((other) => meet(box, other));
    });
    label.hidden = !free;
    if (free) taken.push(label.getBoundingClientRect());
  }
};

// Push pins apart that could not be touched one by one; further in they stand where they belong.
const apart = (map, markers, homes) => {
  const points = homes.map((home) => map.latLngToLayerPoint(home));
  for (let round = 0, moved = true; moved && round < 60; round += 1) {
    moved = false;
    points.forEach((one, index) => {
      for (const other of points.slice(index + 1)) {
        const gap = one.distanceTo(other);
        if (gap >= APART - 0.5) continue;
        const way = gap ? other.subtract(one).divideBy(gap) : window.L.point(1, 0.2);
        const push = way.multiplyBy((APART - gap) / 2);
        one._subtract(push);
        other._add(push);
        moved = true;
      }
    });
  }
  markers.forEach((marker, index) => marker.setLatLng(map.layerPointToLatLng(points[index])));
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
    map.panInside(marker.getLatLng(), { padding: [48, 64] });
  });
  anchor.addEventListener("blur", () => marker.setZIndexOffset(0));
  return { anchor, marker };
};

const show = (place) => {
  const { spots, areas } = JSON.parse(place.dataset.points);
  const map = begin(place);
  // Whole steps would leave half of a small screen empty.
  map.options.zoomSnap = 0.25;
  const all = spots.map(({ lat, lon }) => [lat, lon]);
  map.fitBounds(window.L.latLngBounds(all), {
    paddingTopLeft: [40, 84],
    paddingBottomRight: [40, 24],
    maxZoom: 12,
  });
  const labels = place.dataset.tiles ? [] : areas.map((area) => name(area, map));
  const pins = spots.map((spot) => link(spot, map));
  const part = () => apart(map, pins.map(({ marker }) => marker), all);
  const tell = () => thin(labels, pins.map(({ anchor }) => anchor), place.getBoundingClientRect());
  // A resize ends its move a while later.
  map.on("zoomend", part).on("moveend resize", tell);
  part();
  tell();
};

const NEW = "[data-hit-map]:not(.live)";
whenReady(NEW, show);

// A filter replaces the results without a reload, and with them the map.
const around = document.querySelector("[data-results]")?.parentNode;
if (around) new MutationObserver(() => whenReady(NEW, show)).observe(around, { childList: true });
