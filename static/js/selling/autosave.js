// Every pause in typing sends the draft. What is not on the server yet stands in this browser.
import { later } from "../dom.js";

const SKIPPED = new Set(["csrf_token", "version", "terms_version", "stock_before", "do", "photos"]);
const PAUSE_MS = 1200;
const AGAIN_MS = 8000;

const typed = (form) =>
  [...new FormData(form)].filter(([name, value]) => !SKIPPED.has(name) && typeof value === "string");

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// The browser's own store may be full or forbidden; the server copy still works then.
const store = (key) => ({
  read() {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  write(value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      return false;
    }
    return true;
  },
  drop() {
    try {
      localStorage.removeItem(key);
    } catch {
      return false;
    }
    return true;
  },
});

const put = (form, values) => {
  const left = new Map();
  for (const [name, value] of values) left.set(name, [...(left.get(name) ?? []), value]);
  for (const control of form.elements) {
    if (!control.name || SKIPPED.has(control.name) || control.type === "file") continue;
    if (control.type === "checkbox" || control.type === "radio") {
      control.checked = (left.get(control.name) ?? []).includes(control.value);
    } else if (left.has(control.name)) {
      control.value = left.get(control.name).shift() ?? control.value;
    }
  }
};

const offer = (form, kept, changed) => {
  const box = form.querySelector("[data-recover]");
  const old = kept.read();
  if (!box || !old) return;
  if (!form.dataset.clean || same(old.values, typed(form))) {
    kept.drop();
    return;
  }
  box.hidden = false;
  box.querySelector("[data-recover-yes]").addEventListener("click", () => {
    put(form, old.values);
    box.hidden = true;
    changed();
  });
  box.querySelector("[data-recover-no]").addEventListener("click", () => {
    kept.drop();
    box.hidden = true;
  });
};

export const watch = (form) => {
  const saved = form.querySelector("[data-saved]");
  const kept = store(`draft:${form.dataset.desk}`);
  let queue = Promise.resolve();
  let holds = Promise.resolve();
  let busy = 0;
  let last = typed(form);
  let stopped = false;

  const say = (words) => {
    if (words && saved.textContent !== words) saved.textContent = words;
  };

  const numbers = (answer) => {
    for (const name of ["version", "terms_version"]) {
      const field = form.elements[name];
      if (field && answer[name]) field.value = answer[name];
    }
    if (form.elements.stock_before && answer.stock != null) form.elements.stock_before.value = answer.stock;
  };

  // One thing at a time, so that each carries the number the one before it brought back.
  const inTurn = (act) => {
    busy += 1;
    const turn = queue.then(act).finally(() => {
      busy -= 1;
    });
    queue = turn.catch(() => {});
    return turn;
  };

  // What must be ready before the form may go, beside what is being sent: photos made small.
  const hold = (work) => {
    busy += 1;
    const held = work.finally(() => {
      busy -= 1;
    });
    holds = Promise.allSettled([holds, held]);
  };

  const settled = async () => {
    while (busy) {
      await holds;
      await queue;
    }
  };

  const save = async () => {
    const values = typed(form);
    if (stopped || same(values, last)) return;
    const body = new FormData(form);
    body.delete("photos");
    body.delete("do");
    say(form.dataset.saving);
    let answer;
    try {
      answer = await fetch(form.dataset.autosave, { method: "POST", body, redirect: "manual" });
    } catch {
      say(form.dataset.offline);
      setTimeout(changed, AGAIN_MS);
      return;
    }
    if (answer.type === "opaqueredirect" || [400, 401, 403, 404].includes(answer.status)) {
      say(form.dataset.ended);
      return;
    }
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) {
      numbers(told);
      last = values;
      if (same(values, typed(form))) kept.drop();
      say(told.saved);
      return;
    }
    // After a conflict the person decides: the next press of a button shows both texts.
    if (answer.status === 409) stopped = true;
    say(told.message ?? form.dataset.unsaved);
  };

  const soon = later(PAUSE_MS, () => inTurn(save));
  const keep = later(300, () => kept.write({ at: Date.now(), values: typed(form) }));
  const changed = () => {
    keep();
    soon();
  };

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  addEventListener("online", changed);
  form.addEventListener("submit", (event) => {
    if (!busy || form.dataset.going) return;
    event.preventDefault();
    const button = event.submitter;
    settled().then(() => {
      form.dataset.going = "1";
      form.requestSubmit(button);
    });
  });
  addEventListener("pageshow", () => delete form.dataset.going);
  offer(form, kept, changed);
  return { changed, hold, inTurn, numbers };
};
