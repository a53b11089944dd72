// Filters and sorting without a reload: the same address is fetched and [data-results] replaced.
// Without results on the page, or when the fetch fails, the form goes the plain way.
import { later, make, once } from "./dom.js";

const WAIT = 350; // milliseconds after the last tick of a box

const results = () => document.querySelector("[data-results]");

// Empty fields leave no trace in the address.
const addressOf = (form) => {
  const url = new URL(form.action, location.href);
  for (const [name, value] of new FormData(form)) {
    if (value !== "") url.searchParams.append(name, value);
  }
  return url;
};

// Trusted types let no bare string become a document; this one is our own page.
const policy = window.trustedTypes?.createPolicy("talat-page", { createHTML: (html) => html });
const parsed = (html) =>
  new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");

const voice = make("p", { class: "vh", role: "status" });

// What the person holds stays; the figures beside its boxes follow.
const mendForm = (old, fresh) => {
  if (!old.contains(document.activeElement)) return old.replaceWith(document.adoptNode(fresh));
  const figures = fresh.querySelectorAll(".count");
  const places = old.querySelectorAll(".count");
  if (figures.length === places.length) {
    places.forEach((place, at) => place.replaceChildren(figures[at].textContent));
  }
  const button = old.querySelector("[type=submit]");
  button?.replaceChildren(fresh.querySelector("[type=submit]")?.textContent ?? "");
};

const swap = (page) => {
  const held = document.activeElement?.id;
  const fresh = page.querySelector("[data-results]");
  if (!fresh) throw new Error("the answer holds no results");
  const inside = results().contains(document.activeElement);
  results().replaceWith(document.adoptNode(fresh));
  const forms = page.querySelectorAll("form.side[data-filters]");
  document
    .querySelectorAll("form.side[data-filters]")
    .forEach((form, at) => forms[at] && mendForm(form, forms[at]));
  document.title = page.title;
  document.dispatchEvent(new CustomEvent("page:swapped"));
  const count = document.getElementById("count");
  if (inside) (document.getElementById(held) ?? count)?.focus({ preventScroll: true });
  voice.textContent = count?.textContent ?? "";
};

let asking = null;

const show = async (url, push) => {
  asking?.abort();
  asking = new AbortController();
  results().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { signal: asking.signal, headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const html = await answer.text();
    if (push) history.pushState({ filters: true }, "", url);
    swap(parsed(html));
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
};

const watch = (form) => {
  const go = () => show(addressOf(form), true);
  form.addEventListener("submit", (event) => {
    if (!results()) return;
    event.preventDefault();
    go();
  });
  if (form.matches(".side, .sortby")) {
    form.addEventListener("change", later(WAIT, () => results() && go()));
  }
};

let listening = false;

export const start = (root) => {
  for (const form of root.querySelectorAll("form[data-filters], form[data-autosubmit]")) {
    if (once(form, "Filters")) watch(form);
  }
  if (listening) return;
  listening = true;
  document.body.append(voice);
  addEventListener("popstate", () => results() && show(location.href, false));
};
