// The page without signal stands at the address that could not be reached: go on from there.
export const start = (root) => {
  const box = root.querySelector("[data-no-signal]");
  if (location.pathname.endsWith("/offline")) return;
  box.querySelector(".btns a").href = location.href;
  addEventListener("online", () => location.reload(), { once: true });
};
