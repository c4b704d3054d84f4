/**
 * Find one element of a known kind; a page that lacks it is a mistake of ours, said at once.
 * @template {Element} T
 * @param {ParentNode} root @param {string} selector @param {{new (): T}} kind @returns {T}
 */
export function one(root, selector, kind) {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new TypeError(`The page has no ${selector}`);
  return found;
}

/** @param {ParentNode} root @param {string} name  of the data-part @returns {HTMLElement} */
export function part(root, name) {
  return one(root, `[data-part="${name}"]`, HTMLElement);
}

/** @param {HTMLElement} element @returns {boolean}  whether it takes part in what is drawn */
export function isShown(element) {
  return element.checkVisibility?.() ?? element.getClientRects().length > 0;
}

/** @param {string} text @returns {HTMLLIElement}  a chip that only says something */
export function chip(text) {
  const item = document.createElement("li");
  item.className = "chip";
  item.dir = "auto";
  item.textContent = text;
  return item;
}
