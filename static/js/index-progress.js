// The bar of a rebuilding index: asks every two seconds and shows the page anew when it is done.
const EVERY_MS = 2000;

const box = document.querySelector("[data-index-progress]");

const look = async () => {
  const answer = await fetch(box.dataset.indexProgress, { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  const { percent, settled } = await answer.json();
  if (settled) {
    location.reload();
    return;
  }
  box.querySelector("progress").value = percent;
  box.querySelector("[data-percent]").textContent = percent;
  setTimeout(look, EVERY_MS);
};

// Without an answer the link on the page does the same.
if (box) setTimeout(() => look().catch(() => {}), EVERY_MS);
