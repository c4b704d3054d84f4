import { durationIn } from "../helpers/durations.js";
import { gettext, interpolate } from "../helpers/text.js";

/**
 * How long it still takes until a moment: shown each second, spoken when a minute has gone. When it is over the page is
 * fetched anew. It goes by the server's clock: one that is wrong here would fetch the page again and again.
 */
export class CountDown extends HTMLElement {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  #seen = document.createElement("span");
  #spoken = document.createElement("span");
  #ends = 0; // by the clock of this browser

  connectedCallback() {
    this.#ends = Date.now() + this.#moment("until") - this.#moment("now");
    this.#seen.ariaHidden = "true";
    this.#spoken.className = "unseen";
    this.#spoken.role = "status";
    this.replaceChildren(this.#seen, this.#spoken);
    this.#tell();
    this.#timer = setInterval(() => this.#tell(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  /** @param {string} name */
  #moment(name) {
    return Date.parse(this.getAttribute(name) ?? "");
  }

  #tell() {
    const left = Math.ceil((this.#ends - Date.now()) / 1000);
    if (left <= 0) {
      clearInterval(this.#timer);
      return location.reload();
    }
    this.#seen.textContent = toGo(left, "second");
    const spoken = toGo(Math.ceil(left / 60) * 60, "minute");
    if (this.#spoken.textContent !== spoken) this.#spoken.textContent = spoken;
  }
}

/** @param {number} seconds @param {"second" | "minute"} least */
function toGo(seconds, least) {
  const time = durationIn(seconds, { language: document.documentElement.lang, least });
  return interpolate(gettext("%(time)s to go"), { time }, true);
}
