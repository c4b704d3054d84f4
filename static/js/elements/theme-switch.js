import { gettext } from "../helpers/text.js";
import { one, part } from "./finding.js";
import { recall, remember } from "./settings.js";

const ORDER = ["system", "light", "dark"];

/** Turn through the system's theme, light and dark; the choice stays on this device. */
export class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.#show(recall("theme") ?? "system");
    one(this, "button", HTMLButtonElement).onclick = () => this.#turn();
  }

  #turn() {
    const next = ORDER[(ORDER.indexOf(this.dataset.theme ?? "system") + 1) % ORDER.length] ?? "system";
    remember("theme", next === "system" ? null : next);
    this.#show(next);
  }

  /** @param {string} theme */
  #show(theme) {
    this.dataset.theme = theme;
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    const words = {
      system: gettext("Colours: as the system"),
      light: gettext("Colours: light"),
      dark: gettext("Colours: dark"),
    };
    const word = words[/** @type {keyof typeof words} */ (theme)] ?? words.system;
    part(this, "word").textContent = word;
    one(this, "button", HTMLButtonElement).title = word;
  }
}
