// The seller's form: saved while it is typed, photos in the background, pins set by a touch.
import { watch } from "./autosave.js";
import { choose } from "./photos.js";
import { point } from "./pins.js";

const form = document.querySelector("[data-desk]");
if (form) {
  const draft = watch(form);
  choose(form, draft);
  point(form, draft);
}
