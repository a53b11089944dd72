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

// What is wrong with a figure is said beside it, or no more.
const mendWrong = (old, fresh) => {
  const [to, from] = [old, fresh].map((group) => group.querySelectorAll("[data-wrong]"));
  to.forEach((line, at) => line.replaceChildren(...(from[at]?.childNodes ?? [])));
  for (const box of old.querySelectorAll("input[inputmode]")) {
    const like = fresh.querySelector(`input[name="${box.name}"]`);
    for (const name of ["aria-invalid", "aria-describedby"]) {
      const value = like?.getAttribute(name);
      if (value) box.setAttribute(name, value);
      else box.removeAttribute(name);
    }
    box.closest(".range, .group, .facet")?.classList.toggle("bad", Boolean(like?.closest(".bad")));
  }
};

// Figures and ready-made links of what stays follow.
const mendGroup = (old, fresh) => {
  for (const [what, take] of [
    [".count", (from, to) => to.replaceChildren(from.textContent)],
    [".steps a", (from, to) => to.setAttribute("href", from.getAttribute("href"))],
  ]) {
    const here = old.querySelectorAll(what);
    const there = fresh.querySelectorAll(what);
    if (here.length === there.length) here.forEach((to, at) => take(there[at], to));
  }
  mendWrong(old, fresh);
};

const groups = (form) => [...form.querySelectorAll(".facets > [data-group]")];

// The group that the person holds stays; the others are new ones, as open as the old ones were.
const mendForm = (old, fresh) => {
  const held = groups(old).find((group) => group.contains(document.activeElement));
  const same = groups(fresh).find((group) => group.dataset.group === held?.dataset.group);
  const opened = groups(old).filter((group) => group.open);
  const shut = groups(old).filter((group) => group.open === false);
  for (const group of groups(fresh)) {
    const like = (other) => other.dataset.group === group.dataset.group;
    if (opened.some(like)) group.open = true;
    if (shut.some(like)) group.open = false;
  }
  if (!same) {
    if (!old.contains(document.activeElement)) old.replaceWith(document.adoptNode(fresh));
    return;
  }
  mendGroup(held, same);
  const at = groups(fresh).indexOf(same);
  const before = groups(fresh).slice(0, at);
  const after = groups(fresh).slice(at + 1);
  for (const group of groups(old)) if (group !== held) group.remove();
  held.before(...before);
  held.after(...after);
  const button = old.querySelector("[type=submit]");
  button?.replaceChildren(fresh.querySelector("[type=submit]")?.textContent ?? "");
  const kept = (form) => [...form.querySelectorAll(".facets > [type=hidden]")];
  for (const hidden of kept(old)) hidden.remove();
  old.querySelector(".facets").append(...kept(fresh));
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
  const unused = document.querySelector("[data-unused]");
  voice.textContent = [count, unused].map((told) => told?.textContent ?? "").join(" ").trim();
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
