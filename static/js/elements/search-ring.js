import { chip, one, part } from "./finding.js";
import { clock, fitting, widened, widening } from "./search-words.js";
import { StagePart } from "./stage-part.js";

const SAY_AFTER = 1500; // ms: a match that comes at once needs no words

/** What is looked for, for how long, how many fit, and when the wish widens: the ring runs out with it. */
export class SearchRing extends StagePart {
  /** @type {{widensAt?: number | null, stage?: number, drops?: string, fits?: number}} */
  #waiting = {};
  /** @type {Set<string>}  parts of the wish that no longer matter */
  #dropped = new Set();
  #began = 0;
  #span = 1;
  #stopTicking = () => {};

  connect() {
    this.hear(this.session, "waiting", (waiting) => this.#take(waiting));
    this.hear(this.session, "state", ({ state }) => this.#follow(state));
    this.hear(part(this, "keep"), "click", () => this.#keep());
    this.hear(this.stage, "wish", () => this.#showFilters());
  }

  /** @param {string} state */
  #follow(state) {
    this.#stopTicking();
    if (state !== "seeking") return;
    this.#waiting = {};
    this.#dropped.clear();
    this.#began = Date.now();
    this.#showFilters();
    this.#stopTicking = this.tickWith(() => this.#show(), 250);
  }

  /** @param {any} waiting */
  #take(waiting) {
    const { drops, stage = 0 } = this.#waiting;
    if (drops && waiting.stage > stage) this.#letGo(drops);
    this.#waiting = waiting;
    this.#span = Math.max(1, (waiting.widensAt ?? 0) - Date.now());
    this.#show();
  }

  /** @param {string} drops */
  #letGo(drops) {
    this.#dropped.add(drops);
    this.stage.announce(widened(drops));
    this.#showFilters();
  }

  #show() {
    const { widensAt, drops, fits } = this.#waiting;
    const left = Math.max(0, (widensAt ?? 0) - Date.now());
    const waited = Date.now() - this.#began;
    part(this, "elapsed").textContent = clock(Math.floor(waited / 1000));
    part(this, "keep").hidden = !left || !drops || drops === "mode" || this.#dropped.has(drops);
    one(this, ".ring-left", SVGCircleElement).style.strokeDasharray = `${left ? left / this.#span : 1} 1`;
    const words = [waited > SAY_AFTER ? fitting(fits) : "", left ? widening(drops ?? "", Math.ceil(left / 1000)) : ""].join(" ").trim();
    if (part(this, "next-step").textContent !== words) part(this, "next-step").textContent = words;
  }

  #keep() {
    this.stage.dispatchEvent(new CustomEvent("wish-kept", { detail: this.#waiting.drops }));
    this.#waiting = { ...this.#waiting, widensAt: null };
    this.#show();
  }

  #showFilters() {
    const { words = [] } = /** @type {{words?: [string, string][]}} */ (this.stage.querySelector("wish-form") ?? {});
    const chips = words.map(([name, word]) => {
      const item = chip(word);
      item.toggleAttribute("data-dropped", this.#dropped.has(name));
      return item;
    });
    part(this, "filters").replaceChildren(...chips);
  }
}
