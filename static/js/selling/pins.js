// Points on the map: a touch writes the degrees instead of sending the whole form.
import { make } from "../dom.js";

const write = (box, lat, lon, draft) => {
  const [north, east] = box.querySelectorAll("input.box");
  north.value = lat.toFixed(5);
  east.value = lon.toFixed(5);
  box.querySelector("[data-told]").textContent = `${north.value}, ${east.value}`;
  draft.changed();
};

const touched = (event, box, draft) => {
  event.preventDefault();
  const map = event.currentTarget;
  const [south, north, west, east] = map.dataset.pick.split(" ").map(Number);
  // From the keyboard there is no place; the fields beside the map are the way then.
  if (event.detail === 0) {
    box.querySelector("input.box").focus();
    return;
  }
  const frame = map.getBoundingClientRect();
  const right = (event.clientX - frame.left) / frame.width;
  const down = (event.clientY - frame.top) / frame.height;
  write(box, north - down * (north - south), west + right * (east - west), draft);
};

export const point = (form, draft) => {
  for (const box of form.querySelectorAll("[data-point]")) {
    const map = box.querySelector("[data-pick]");
    map.addEventListener("click", (event) => touched(event, box, draft));
    const told = make("p", { class: "hint", role: "status", "data-told": "" });
    map.after(told);
    if (!navigator.geolocation) continue;
    const here = make("button", { class: "link", type: "button" }, box.dataset.here);
    here.addEventListener("click", () => {
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => write(box, coords.latitude, coords.longitude, draft),
        () => {
          told.textContent = box.dataset.nowhere;
        },
        { enableHighAccuracy: true, timeout: 15000 },
      );
    });
    told.before(here);
  }
};
