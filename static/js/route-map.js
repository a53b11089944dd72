// The map of a route one may move, on the page that was opened for it. The list of stops beside the
// map says the same in words.
import { begin, pin, whenReady } from "./live-map.js";

const title = (text) => {
  const element = document.createElement("b");
  element.textContent = text;
  return element;
};

const show = (place) => {
  const { L } = window;
  const points = JSON.parse(place.dataset.points);
  const map = begin(place);
  const line = points.map(({ lat, lon }) => [lat, lon]);
  L.polyline(line, { className: "way", weight: 4 }).addTo(map);
  for (const point of points) {
    const icon = L.divIcon({
      html: pin(point.n),
      className: "livepin",
      iconSize: [36, 48],
      iconAnchor: [18, 47],
      popupAnchor: [0, -44],
    });
    const { name } = point;
    const marker = L.marker([point.lat, point.lon], { icon, title: name, alt: name });
    marker.bindPopup(title(name), { closeButton: false }).addTo(map);
  }
  map.fitBounds(L.latLngBounds(line).pad(0.25), { maxZoom: 15 });
};

whenReady("[data-route-map]", show);
