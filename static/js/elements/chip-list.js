import { gettext, interpolate } from "../helpers/text.js";
import { part } from "./finding.js";

/**
 * A few values, each a chip that a press takes away. A text field adds what is written, a select what is chosen.
 * Announces every change with `chips`.
 */
export class ChipList extends HTMLElement {
  /** @type {Map<string, string>}  value -> what is shown */
  #chosen = new Map();

  connectedCallback() {
    const field = this.querySelector("input[type=text], select");
    field?.addEventListener("keydown", this.#key);
    this.querySelector("select")?.addEventListener("change", this.#add);
    this.querySelector("[data-part=add]")?.addEventListener("click", this.#add);
  }

  get limit() {
    return Number(this.dataset.limit) || 10;
  }

  get values() {
    return [...this.#chosen.keys()];
  }

  set values(values) {
    this.#chosen = new Map(values.slice(0, this.limit).map((value) => [value, this.#nameOf(value)]));
    this.#show();
  }

  get words() {
    return [...this.#chosen.values()];
  }

  /** @param {string} value */
  #nameOf(value) {
    const option = [...(this.querySelector("select")?.options ?? [])].find((each) => each.value === value);
    return option?.label ?? `#${value}`;
  }

  /** @param {Event} event */
  #key = (event) => {
    const { key, target } = /** @type {KeyboardEvent} */ (event);
    if (!(target instanceof HTMLInputElement) || !["Enter", ","].includes(key)) return;
    event.preventDefault();
    this.#add();
  };

  #add = () => {
    const field = /** @type {HTMLInputElement | HTMLSelectElement} */ (this.querySelector("input[type=text], select"));
    const texts = field instanceof HTMLSelectElement ? [field.value] : field.value.toLowerCase().split(/[,#]/).map((each) => each.trim());
    for (const text of texts) if (text && this.#chosen.size < this.limit) this.#chosen.set(text, this.#nameOf(text));
    field.value = "";
    this.#changed();
  };

  /** @param {string} value */
  #remove(value) {
    this.#chosen.delete(value);
    this.#changed();
    /** @type {HTMLElement | null} */ (this.querySelector("input[type=text], select"))?.focus();
  }

  #changed() {
    this.#show();
    this.dispatchEvent(new CustomEvent("chips", { bubbles: true }));
  }

  #show() {
    this.toggleAttribute("data-filled", this.#chosen.size > 0);
    part(this, "chips").replaceChildren(...[...this.#chosen].map(([value, word]) => this.#chip(value, word)));
  }

  /** @param {string} value @param {string} word */
  #chip(value, word) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.dir = "auto";
    button.textContent = `${word} ×`;
    button.ariaLabel = interpolate(gettext("Take away %(word)s"), { word });
    button.onclick = () => this.#remove(value);
    item.append(button);
    return item;
  }
}
