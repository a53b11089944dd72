// Photos: made small on the phone, sent one by one with a bar, tried again, kept while offline.
import { make } from "../dom.js";

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

// A place in the list for one file: name, bar, words, and a button that stops or tries again.
const place = (words, file, number) => {
  const id = `sending-${number}`;
  const bar = make("progress", { id, max: "100", value: "0" });
  const line = make("p", { class: "hint", role: "status" });
  const button = make("button", { class: "link quiet", type: "button" }, words.stop);
  const label = make("label", { for: id }, words.sending.replace("{file}", file.name));
  const item = make("li", { class: "shot busy" }, make("div", { class: "in" }, label, bar, line, button));
  return { item, bar, line, button };
};

export const choose = (form, draft) => {
  const drop = form.querySelector("[data-drop]");
  const list = form.querySelector("[data-shots]");
  const input = drop?.querySelector("[data-file]");
  if (!input) return;
  const words = drop.dataset;
  for (const button of drop.querySelectorAll("[data-noscript]")) button.hidden = true;
  let count = 0;

  const show = (html) => {
    const fresh = new DOMParser().parseFromString(`<ul>${html}</ul>`, "text/html").querySelector("ul");
    const kept = new Map([...list.querySelectorAll("input[name]")].map((field) => [field.name, field.value]));
    for (const field of fresh.querySelectorAll("input[name]")) {
      if (kept.has(field.name)) field.value = kept.get(field.name);
    }
    const waiting = list.querySelectorAll(".shot.busy");
    list.replaceChildren(...fresh.children, ...waiting);
  };

  const send = async (file) => {
    const spot = place(words, file, (count += 1));
    list.append(spot.item);
    const small = await smaller(file);
    if (small !== file) {
      spot.line.textContent = words.shrunk.replace("{from}", megabytes(file.size)).replace("{to}", megabytes(small.size));
    }
    const attempt = () => draft.inTurn(() => once(file, small, spot, attempt));
    attempt();
  };

  const wait = (spot, attempt, text) => {
    spot.line.textContent = text;
    spot.button.textContent = words.again;
    spot.button.onclick = () => attempt();
    if (!navigator.onLine) addEventListener("online", attempt, { once: true });
  };

  const once = async (file, small, spot, attempt) => {
    if (!spot.item.isConnected || spot.item.dataset.sent) return;
    if (!navigator.onLine) {
      wait(spot, attempt, words.waiting);
      return;
    }
    const body = new FormData();
    body.append("csrf_token", form.elements.csrf_token.value);
    body.append("photos", small, small === file ? file.name : file.name.replace(/\.\w+$/, "") + (small.type === "image/webp" ? ".webp" : ".jpg"));
    const { answer, stop } = post(list.dataset.url, body, (percent) => {
      spot.bar.value = percent;
    });
    spot.button.textContent = words.stop;
    spot.button.onclick = stop;
    try {
      const told = await answer;
      if (!told.shots) throw new Error("refused");
      draft.numbers(told);
      if (told.refused.length) {
        spot.bar.remove();
        spot.line.textContent = told.refused.join(" ");
        spot.button.remove();
        spot.item.classList.remove("busy");
        return;
      }
      spot.item.dataset.sent = "1";
      spot.item.remove();
      show(told.shots);
    } catch (error) {
      if (error.message === "stopped") spot.item.remove();
      else wait(spot, attempt, navigator.onLine ? words.failed : words.waiting);
    }
  };

  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    for (const file of files) send(file);
  });
};
