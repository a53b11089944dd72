// A form that came back: what to mend takes focus. A form that goes: its button says so, once.
import { once } from "./dom.js";

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

// A link of the summary may point at a group, or at a field on the other language's tab.
const goTo = (event) => {
  const link = event.target.closest("a[href^='#']");
  const place = link && document.getElementById(link.hash.slice(1));
  if (!place) return;
  event.preventDefault();
  const pane = place.closest(".pane");
  const tab = pane?.closest(".langs")?.querySelector(`[data-lt=${pane.classList.contains("en") ? "en" : "th"}]`);
  if (tab) tab.checked = true;
  const control = place.matches("fieldset") ? place.querySelector("input:checked, input") : place;
  control.focus();
};

export const start = (root) => {
  const errors = root.querySelector("[data-errors]");
  if (errors && once(errors, "Errors")) {
    errors.addEventListener("click", goTo);
    errors.focus();
  }
  for (const form of root.querySelectorAll("form[data-form]")) {
    if (!once(form, "Form")) continue;
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (!busy(form, event.submitter)) event.preventDefault();
    });
    addEventListener("pageshow", () => free(form));
  }
};
