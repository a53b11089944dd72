// A form that came back: what to mend takes focus. A form that goes: its button says so, once.
import { glide, once } from "./dom.js";

const busy = (form, button) => {
  if (form.dataset.sending) return false;
  form.dataset.sending = "1";
  button?.setAttribute("aria-busy", "true");
  return true;
};

const free = (form) => {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
};

// Where a link leads may be a group, a closed part, or a field on the other language's tab.
const show = (place) => {
  const pane = place.closest(".pane");
  const tab = pane?.closest(".langs")?.querySelector(`[data-lt=${pane.classList.contains("en") ? "en" : "th"}]`);
  if (tab) tab.checked = true;
  for (let shut = place.closest("details:not([open])"); shut; shut = shut.parentElement.closest("details:not([open])")) {
    shut.open = true;
  }
  const group = place.matches("fieldset, section, main, div");
  const control = group ? place.querySelector("input:checked, input, select, textarea, button") : place;
  place.scrollIntoView({ behavior: glide(), block: group ? "start" : "center" });
  control?.focus({ preventScroll: true });
};

const goTo = (event) => {
  const link = event.target.closest("a[href^='#']");
  const place = link && document.getElementById(link.hash.slice(1));
  if (!place) return;
  event.preventDefault();
  show(place);
};

export const start = (root) => {
  const errors = root.querySelector("[data-errors]");
  if (errors && once(errors, "Errors")) {
    errors.addEventListener("click", goTo);
    errors.focus();
  }
  for (const box of root.querySelectorAll("[data-goto]")) {
    if (once(box, "Goto")) box.addEventListener("click", goTo);
  }
  const aim = location.hash && !errors ? document.getElementById(location.hash.slice(1)) : null;
  if (aim?.closest("form[data-desk]") && once(aim, "Aim")) show(aim);
  for (const form of root.querySelectorAll("form[data-form]")) {
    if (!once(form, "Form")) continue;
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (!busy(form, event.submitter)) event.preventDefault();
    });
    addEventListener("pageshow", () => free(form));
  }
};
