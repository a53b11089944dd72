// The map one may move, on the page that was opened for it. Leaflet comes from its own file; the
// list of stops beside the map says the same in words.
const bud =
  "M20 1C22 8 25 11 29 16C35 23 36 30 32 37C29 42 24 45 20 52C16 45 11 42 8 37C4 30 5 23 11 16C15 11 18 8 20 1z";
const SVG = "http://www.w3.org/2000/svg";

const draw = (tag, attributes) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

const pin = (number) => {
  const svg = draw("svg", { viewBox: "0 0 40 53", class: "pin", "aria-hidden": "true" });
  const figure = draw("text", { class: "pinnum", x: "20", y: "37" });
  figure.textContent = number;
  svg.append(draw("path", { class: "pinbody", d: bud }), figure);
  return svg;
};

const title = (text) => {
  const element = document.createElement("b");
  element.textContent = text;
  return element;
};

const show = (place) => {
  const { L } = window;
  const points = JSON.parse(place.dataset.points);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.replaceChildren();
  place.classList.add("live");
  const map = L.map(place, {
    scrollWheelZoom: false,
    minZoom: 7,
    maxZoom: 18,
    attributionControl: Boolean(place.dataset.tiles),
    zoomControl: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
  });
  const { zoomIn, zoomOut } = place.dataset;
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  if (place.dataset.tiles) {
    map.attributionControl.setPrefix("Leaflet");
    const attribution = place.dataset.attribution || "";
    L.tileLayer(place.dataset.tiles, { maxZoom: 18, attribution }).addTo(map);
  }
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

const start = () => {
  for (const place of document.querySelectorAll("[data-route-map]")) {
    if (window.L) show(place);
  }
};

// Leaflet stands after this module in the page; both wait for the parser.
if (document.readyState === "complete") start();
else addEventListener("load", start);
