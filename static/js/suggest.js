// Suggestions under a search box: an ARIA 1.2 combobox with a list. The form works without it.
import { later, make, once } from "./dom.js";

const LEAST = 2; // letters before the first request
const WAIT = 180; // milliseconds of silence before asking

const load = async (address, text, signal) => {
  const url = new URL(address, location.href);
  url.searchParams.set("q", text);
  const answer = await fetch(url, { signal, headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : [];
};

class Combobox {
  constructor(input, number) {
    this.input = input;
    this.id = `suggest-${number}`;
    this.at = -1;
    this.asking = null;
    this.list = make("ul", { class: "suggest", role: "listbox", id: this.id, hidden: "" });
    this.list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? "");
    input.closest(".field").after(this.list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.id);
    input.setAttribute("aria-expanded", "false");
    const ask = later(WAIT, () => this.ask());
    input.addEventListener("input", ask);
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // The list must not take the focus away before the click arrives.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const href = event.target.closest("[role=option]")?.dataset.href;
      if (href) location.assign(href);
    });
  }

  async ask() {
    const text = this.input.value.trim();
    this.asking?.abort();
    if (text.length < LEAST) return this.close();
    this.asking = new AbortController();
    try {
      this.show(await load(this.input.dataset.suggest, text, this.asking.signal));
    } catch {
      this.close(); // No signal, or a newer question took over.
    }
  }

  show(items) {
    this.at = -1;
    this.list.replaceChildren(...items.map((item, number) => this.option(item, number)));
    const open = items.length > 0 && document.activeElement === this.input;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.input.removeAttribute("aria-activedescendant");
  }

  option({ text, href, note }, number) {
    const id = `${this.id}-${number}`;
    const option = make("li", { role: "option", id, "aria-selected": "false" }, text);
    option.dataset.href = href;
    if (note) option.append(" ", make("small", {}, note));
    return option;
  }

  close() {
    this.at = -1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  move(step) {
    const options = [...this.list.children];
    if (this.list.hidden || !options.length) return;
    options[this.at]?.setAttribute("aria-selected", "false");
    // One place more than options: the box itself.
    this.at = ((this.at + 1 + step + options.length + 1) % (options.length + 1)) - 1;
    const chosen = options[this.at];
    chosen?.setAttribute("aria-selected", "true");
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.at >= 0 && !event.isComposing) {
      event.preventDefault();
      location.assign(this.list.children[this.at].dataset.href);
    }
  }
}

let number = 0;

export const start = (root) => {
  for (const input of root.querySelectorAll("[data-suggest]")) {
    if (once(input, "Suggest")) new Combobox(input, (number += 1));
  }
};
