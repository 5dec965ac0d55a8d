// Makes elements: the page has no template for what is shown only when scripts run.

// Give an element with attributes, and children that are elements or text. `on…` attributes are listeners; one that is null
// or false is left out, and true stands without a value.
export function h(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null));
  return made;
}

export function button(words, onclick, more = {}) {
  return h("button", { type: "button", onclick, ...more }, words);
}

// Set an attribute only where it differs: the browser then has nothing to do for the others.
export function attribute(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
