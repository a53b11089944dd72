// Photos: made small on the phone, kept there, sent one by one with a bar, tried again.
import { make } from "../dom.js";
import { keeper } from "./kept.js";

const EDGE = 1600;
const QUALITY = 0.85;

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

const encoded = (canvas, type) => new Promise((done) => canvas.toBlob(done, type, QUALITY));

// What cannot be read here goes as it is; the server decides.
const smaller = async (file) => {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file;
  }
  const scale = Math.min(1, EDGE / Math.max(bitmap.width, bitmap.height));
  const canvas = make("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  let blob = await encoded(canvas, "image/webp");
  // Some browsers cannot write WebP and give PNG instead.
  if (blob?.type !== "image/webp") blob = await encoded(canvas, "image/jpeg");
  return blob && blob.size < file.size ? blob : file;
};

const post = (url, body, seen) => {
  const request = new XMLHttpRequest();
  const answer = new Promise((done, failed) => {
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) seen(Math.round((event.loaded / event.total) * 100));
    });
    request.addEventListener("load", () => {
      try {
        done({ status: request.status, ...JSON.parse(request.responseText) });
      } catch {
        failed(new Error("unreadable"));
      }
    });
    request.addEventListener("error", () => failed(new Error("network")));
    request.addEventListener("abort", () => failed(new Error("stopped")));
  });
  request.open("POST", url);
  request.send(body);
  return { answer, stop: () => request.abort() };
};

// A place in the list for one file: name, bar, words, and buttons: stop or try again, give up.
const place = (words, name, number) => {
  const id = `sending-${number}`;
  const bar = make("progress", { id, max: "100", value: "0" });
  const line = make("p", { class: "hint", role: "status" });
  const button = make("button", { class: "link quiet", type: "button" }, words.stop);
  const leave = make("button", { class: "link quiet", type: "button", hidden: "" }, words.leave);
  const label = make("label", { for: id }, words.sending.replace("{file}", name));
  const row = make("div", { class: "row" }, button, leave);
  const item = make("li", { class: "shot busy" }, make("div", { class: "in" }, label, bar, line, row));
  return { item, label, bar, line, button, leave };
};

const sentName = (name, small, file) =>
  small === file ? name : name.replace(/\.\w+$/, "") + (small.type === "image/webp" ? ".webp" : ".jpg");

export const choose = (form, draft) => {
  const drop = form.querySelector("[data-drop]");
  const list = form.querySelector("[data-shots]");
  const input = drop?.querySelector("[data-file]");
  if (!input) return;
  const words = drop.dataset;
  const kept = keeper(`${form.dataset.person}:${form.dataset.desk}`);
  // Photos only this page holds: closing it would lose them, so the browser asks first.
  const loose = new Set();
  for (const button of drop.querySelectorAll("[data-noscript]")) button.hidden = true;
  let count = 0;

  const show = (html) => {
    const fresh = new DOMParser().parseFromString(`<ul>${html}</ul>`, "text/html").querySelector("ul");
    const typed = new Map([...list.querySelectorAll("input[name]")].map((field) => [field.name, field.value]));
    for (const field of fresh.querySelectorAll("input[name]")) {
      if (typed.has(field.name)) field.value = typed.get(field.name);
    }
    const waiting = list.querySelectorAll(".shot.busy, .shot.refused");
    list.replaceChildren(...fresh.children, ...waiting);
  };

  const spotFor = (name) => {
    const spot = place(words, name, (count += 1));
    list.append(spot.item);
    return spot;
  };

  // photo: blob, name, and the number it is kept under (null when only this page has it).
  const forget = (photo) => {
    loose.delete(photo);
    return kept.drop(photo.id);
  };

  const queue = (photo, spot) => {
    const attempt = () => draft.inTurn(() => once(photo, spot, attempt));
    spot.leave.onclick = () => {
      forget(photo);
      spot.item.remove();
    };
    attempt();
  };

  const prepare = async (file, spot) => {
    const small = await smaller(file);
    if (small !== file) {
      spot.line.textContent = words.shrunk.replace("{from}", megabytes(file.size)).replace("{to}", megabytes(small.size));
    }
    const photo = { blob: small, name: sentName(file.name, small, file), id: null };
    loose.add(photo);
    photo.id = await kept.put(small, photo.name);
    if (photo.id !== null) loose.delete(photo);
    queue(photo, spot);
  };

  const wait = (spot, attempt, text) => {
    spot.line.textContent = text;
    spot.button.textContent = words.again;
    spot.button.onclick = () => attempt();
    spot.leave.hidden = false;
    if (!navigator.onLine) addEventListener("online", attempt, { once: true });
  };

  // It stays in view until it is read; the bar that the name belonged to is gone.
  const refuse = (spot, name, text) => {
    spot.label.replaceWith(make("b", {}, words.refused.replace("{file}", name)));
    spot.bar.remove();
    spot.button.remove();
    spot.leave.textContent = words.read;
    spot.leave.hidden = false;
    spot.line.className = "err";
    spot.line.textContent = text;
    spot.item.classList.remove("busy");
    spot.item.classList.add("refused");
  };

  const once = async (photo, spot, attempt) => {
    if (!spot.item.isConnected || spot.item.dataset.sent) return;
    const offline = photo.id === null ? words.unkept : words.waiting;
    if (!navigator.onLine) {
      wait(spot, attempt, offline);
      return;
    }
    const body = new FormData();
    body.append("csrf_token", form.elements.csrf_token.value);
    body.append("photos", photo.blob, photo.name);
    const { answer, stop } = post(list.dataset.url, body, (percent) => {
      spot.bar.value = percent;
    });
    spot.button.textContent = words.stop;
    spot.button.onclick = stop;
    spot.leave.hidden = true;
    try {
      const told = await answer;
      if (told.shots === undefined) throw new Error("refused");
      await forget(photo);
      draft.numbers(told);
      if (told.refused.length) {
        refuse(spot, photo.name, told.refused.join(" "));
        return;
      }
      spot.item.dataset.sent = "1";
      spot.item.remove();
      show(told.shots);
    } catch (error) {
      if (error.message === "stopped") {
        await forget(photo);
        spot.item.remove();
      } else wait(spot, attempt, navigator.onLine ? words.failed : offline);
    }
  };

  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    // One after the other: a phone has no room for ten large pictures at once.
    let before = Promise.resolve();
    for (const file of files) {
      const spot = spotFor(file.name);
      before = before.catch(() => {}).then(() => prepare(file, spot));
      draft.hold(before);
    }
  });
  addEventListener("beforeunload", (event) => {
    if (loose.size) event.preventDefault();
  });
  draft.hold(
    kept.all().then((photos) => {
      for (const photo of photos) {
        const spot = spotFor(photo.name);
        spot.line.textContent = words.found;
        queue(photo, spot);
      }
    }),
  );
};
