const UNITS = /** @type {const} */ ([["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]]);

/** How long it still takes until a moment, told each second; whoever hears the page is told when it asks, not by itself. */
export class CountDown extends HTMLElement {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  connectedCallback() {
    this.setAttribute("role", "timer");
    this.#tell();
    this.#timer = setInterval(() => this.#tell(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #tell() {
    const left = Math.ceil((Date.parse(this.getAttribute("until") ?? "") - Date.now()) / 1000);
    if (left <= 0) return location.reload();
    const [unit, size] = UNITS.find(([, seconds]) => left >= seconds) ?? UNITS[3];
    const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always" });
    this.textContent = words.format(Math.floor(left / size), unit);
  }
}
