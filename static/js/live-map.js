// What the maps one may move share. Leaflet comes from its own file.
const bud =
  "M20 1C22 8 25 11 29 16C35 23 36 30 32 37C29 42 24 45 20 52C16 45 11 42 8 37C4 30 5 23 11 16C15 11 18 8 20 1z";
const SVG = "http://www.w3.org/2000/svg";

const draw = (tag, attributes) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

// A pin with a figure in it.
export const pin = (number) => {
  const svg = draw("svg", { viewBox: "0 0 40 53", class: "pin", "aria-hidden": "true" });
  const figure = draw("text", { class: "pinnum", x: "20", y: "37" });
  figure.textContent = number;
  svg.append(draw("path", { class: "pinbody", d: bud }), figure);
  return svg;
};

// Put an empty map, or one with the configured tiles, into its place.
export const begin = (place) => {
  const { L } = window;
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
  return map;
};

// Leaflet stands after the modules in the page; both wait for the parser.
export const whenReady = (places, show) => {
  const start = () => {
    for (const place of document.querySelectorAll(places)) if (window.L) show(place);
  };
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
};
