// Small tools of the other modules. Nothing here writes HTML from text.
export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export const glide = () => (calm() ? "auto" : "smooth");

// Marks an element as taken care of; false when it was already.
export const once = (element, name) => {
  const key = `ready${name}`;
  if (element.dataset[key]) return false;
  element.dataset[key] = "1";
  return true;
};

export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

export const later = (wait, run) => {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...values), wait);
  };
};
