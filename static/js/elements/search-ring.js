import { gettext, interpolate, ngettext } from "../helpers/text.js";
import { chip, one, part } from "./finding.js";
import { StagePart } from "./stage-part.js";

/** @param {string} drops  the part of the wish that is let go of next @param {number} seconds @returns {string} */
function widening(drops, seconds) {
  const words = {
    interests: gettext("In %(seconds)s s we also look for people with other interests."),
    mode: gettext("In %(seconds)s s we also look for people who talk in another way."),
    countries: gettext("In %(seconds)s s we also look in other countries."),
    languages: gettext("In %(seconds)s s we also look for people who speak other languages."),
  };
  const sentence = words[/** @type {keyof typeof words} */ (drops)] ?? gettext("In %(seconds)s s we look more widely.");
  return interpolate(sentence, { seconds }, true);
}

/** What is looked for, for how long, how many fit, and when the wish widens: the ring runs out with it. */
export class SearchRing extends StagePart {
  /** @type {any} */
  #waiting = {};
  #began = 0;
  #span = 0;
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
    this.#began = Date.now();
    this.#showFilters();
    this.#stopTicking = this.tickWith(() => this.#show(), 250);
  }

  /** @param {any} waiting */
  #take(waiting) {
    this.#span = Math.max(1, waiting.widensAt - Date.now());
    this.#waiting = waiting;
    this.#show();
  }

  #show() {
    const { widensAt, drops, fits } = this.#waiting;
    const left = widensAt ? Math.max(0, widensAt - Date.now()) : 0;
    const elapsed = Math.floor((Date.now() - this.#began) / 1000);
    part(this, "elapsed").textContent = `${Math.floor(elapsed / 60)}:${String(elapsed % 60).padStart(2, "0")}`;
    part(this, "keep").hidden = !(left && drops && drops !== "mode");
    one(this, ".ring-left", SVGCircleElement).style.strokeDasharray = `${left ? left / this.#span : 1} 1`;
    const step = part(this, "next-step");
    const words = `${this.#fitting(fits)} ${left ? widening(drops, Math.ceil(left / 1000)) : ""}`.trim();
    if (step.textContent !== words) step.textContent = words;
  }

  /** @param {number | undefined} fits @returns {string} */
  #fitting(fits) {
    if (fits) return interpolate(ngettext("%(fits)s person fits, and is talking now.", "%(fits)s people fit, and are talking now.", fits), { fits }, true);
    return this.#began && Date.now() - this.#began > 1500 ? gettext("Nobody fits yet.") : "";
  }

  #keep() {
    this.stage.dispatchEvent(new CustomEvent("wish-kept", { detail: this.#waiting.drops }));
    this.#waiting = { ...this.#waiting, widensAt: 0 };
    this.#show();
  }

  #showFilters() {
    const words = /** @type {{words?: string[]}} */ (this.stage.querySelector("wish-form") ?? {}).words ?? [];
    part(this, "filters").replaceChildren(...words.map(chip));
  }
}
