// Suggestions under a search box: an ARIA 1.2 combobox with groups. The form works without it.
// What was searched before is kept on this device only, and can be wiped.
import { later, make, once } from "./dom.js";

const LEAST = 2; // letters before the first request
const WAIT = 180; // milliseconds of silence before asking
const KEPT = "talat.searches";
const MOST = 8; // searches kept
const SHOWN = 5; // of them shown at once

const load = async (address, text, signal) => {
  const url = new URL(address, location.href);
  url.searchParams.set("q", text);
  const answer = await fetch(url, { signal, headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : [];
};

// Private windows and full discs refuse: then nothing is kept.
const recent = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((text) => typeof text === "string") : [];
  } catch {
    return [];
  }
};

const keep = (texts) => {
  try {
    if (texts.length) localStorage.setItem(KEPT, JSON.stringify(texts.slice(0, MOST)));
    else localStorage.removeItem(KEPT);
  } catch {
    // See above.
  }
};

const remember = (text) => {
  if (text) keep([text, ...recent().filter((other) => other !== text)]);
};

class Combobox {
  constructor(input, number) {
    this.input = input;
    this.form = input.form;
    this.id = `suggest-${number}`;
    this.at = -1;
    this.options = [];
    this.asking = null;
    this.list = make("div", { class: "suggest", role: "listbox", id: this.id, hidden: "" });
    this.list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? "");
    this.voice = make("p", { class: "vh", role: "status" });
    input.closest(".field").after(this.list, this.voice);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.id);
    input.setAttribute("aria-expanded", "false");
    this.listen();
    this.catchUp();
  }

  // The box had the focus before this was here: what was typed or clicked meanwhile counts.
  catchUp() {
    const { input } = this;
    if (document.activeElement !== input) return;
    if (input.value !== input.defaultValue) input.dispatchEvent(new Event("input"));
    else if (input.matches(":hover")) this.reopen();
  }

  listen() {
    const { input, list } = this;
    const ask = later(WAIT, () => this.ask());
    input.addEventListener("input", () => {
      this.asking?.abort(); // What was asked before no longer fits.
      if (input.value.trim().length < LEAST) this.showRecent();
      else ask();
    });
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("click", () => list.hidden && this.reopen());
    input.addEventListener("blur", () => this.close());
    this.form.addEventListener("submit", () => remember(input.value.trim()));
    // The list must not take the focus away before the click arrives.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const at = this.options.indexOf(event.target.closest("[role=option]"));
      if (at >= 0) this.take(at);
    });
  }

  reopen() {
    if (this.input.value.trim().length < LEAST) this.showRecent();
    else this.ask();
  }

  async ask() {
    const text = this.input.value.trim();
    this.asking?.abort();
    if (text.length < LEAST) return this.showRecent();
    this.asking = new AbortController();
    const { signal } = this.asking;
    try {
      const found = await load(this.input.dataset.suggest, text, signal);
      if (!signal.aborted) this.show([...this.recentLike(text), ...found]);
    } catch {
      if (!signal.aborted) this.close(); // No signal.
    }
  }

  recentLike(text) {
    const begin = text.toLocaleLowerCase();
    const like = recent().filter((old) => old.toLocaleLowerCase().startsWith(begin) && old !== text);
    return this.items(like.slice(0, 2));
  }

  items(texts) {
    return texts.map((text) => ({ text, search: text, group: this.input.dataset.recent }));
  }

  showRecent() {
    const items = this.items(recent().slice(0, SHOWN));
    const { wipe } = this.input.dataset;
    this.show(items.length ? [...items, { text: wipe, wipe: true, group: items[0].group }] : []);
  }

  show(items) {
    this.at = -1;
    this.options = items.map((item, number) => this.option(item, number));
    const groups = new Map();
    items.forEach((item, at) => {
      if (!groups.has(item.group)) groups.set(item.group, []);
      groups.get(item.group).push(this.options[at]);
    });
    this.list.replaceChildren(...[...groups].map(([name, options]) => this.group(name, options)));
    // In the order of the screen: groups may have gathered what stood apart.
    this.options = [...this.list.querySelectorAll("[role=option]")];
    const open = items.length > 0 && document.activeElement === this.input;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.input.removeAttribute("aria-activedescendant");
    this.say(open ? items.filter((item) => !item.wipe).length : 0);
  }

  group(name, options) {
    const group = make("ul", { role: "group", class: "list" });
    if (!name) group.setAttribute("role", "presentation");
    else {
      group.setAttribute("aria-label", name);
      group.append(make("li", { role: "presentation", class: "of", "aria-hidden": "true" }, name));
    }
    group.append(...options);
    return group;
  }

  say(count) {
    const { one, many } = this.input.dataset;
    this.voice.textContent = count ? (count === 1 ? one : many).replace("{n}", count) : "";
  }

  option({ text, href, note, search, wipe }, number) {
    const id = `${this.id}-${number}`;
    const option = make("li", { role: "option", id, "aria-selected": "false" });
    option.append(make("span", {}, text));
    if (href) option.dataset.href = href;
    if (search) option.dataset.search = search;
    if (wipe) option.className = "wipe";
    if (note) option.append(" ", make("small", {}, note));
    return option;
  }

  take(at) {
    const option = this.options[at];
    const { href, search } = option.dataset;
    if (option.className === "wipe") {
      keep([]);
      this.close();
      this.voice.textContent = this.input.dataset.wiped;
    } else if (search) {
      this.input.value = search;
      this.close();
      this.form.requestSubmit();
    } else {
      remember(option.firstChild.textContent);
      location.assign(href);
    }
  }

  close() {
    this.asking?.abort();
    this.at = -1;
    this.list.hidden = true;
    this.voice.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  go(at) {
    this.options[this.at]?.setAttribute("aria-selected", "false");
    this.at = at;
    const chosen = this.options[at];
    chosen?.setAttribute("aria-selected", "true");
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  move(step) {
    // One place more than options: the box itself.
    const places = this.options.length + 1;
    this.go(((this.at + 1 + step + places) % places) - 1);
  }

  key(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden && this.options.length > 0;
    const acts = {
      ArrowDown: () => (open ? this.move(1) : this.reopen()),
      ArrowUp: () => open && this.move(-1),
      Escape: () => this.close(),
    };
    // In the box itself these two move among the letters, and Enter searches what was typed.
    const inList = {
      Home: () => this.go(0),
      End: () => this.go(this.options.length - 1),
      Enter: () => this.take(this.at),
    };
    const act = acts[event.key] ?? (this.at >= 0 ? inList[event.key] : undefined);
    if (!act || (event.key === "Escape" && !open)) return;
    event.preventDefault();
    act();
  }
}

// No page waits for the dress of a list that most readers never open.
const dress = (href) => {
  if (href && !document.querySelector(`link[href="${href}"]`))
    document.head.append(make("link", { rel: "stylesheet", href }));
};

let number = 0;

export const start = (root) => {
  for (const input of root.querySelectorAll("[data-suggest]")) {
    if (!once(input, "Suggest")) continue;
    dress(input.dataset.style);
    new Combobox(input, (number += 1));
  }
};
