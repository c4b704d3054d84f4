import { gettext } from "../helpers/text.js";
import { one, part } from "./finding.js";
import { bindChoice } from "./settings.js";
import { StagePart } from "./stage-part.js";

/** How a meeting opens, and the button by which two people agree to see each other clearly. */
export class RevealLine extends StagePart {
  #said = "";
  #isNew = true;

  connect() {
    this.hear(this.session.consent, "change", () => this.#show());
    this.hear(this.session, "state", () => this.#show());
    bindChoice(this.stage, "opening", (chosen) => this.#choose(chosen));
    this.#show();
    this.#isNew = false;
  }

  /** @param {HTMLInputElement} chosen */
  #choose({ value, labels }) {
    one(this.stage, "[data-value=opening]", HTMLElement).textContent = labels?.[0]?.textContent?.trim() ?? "";
    this.session.consent.choose(/** @type {import("../call/types.js").Opening} */ (value));
  }

  #show() {
    const { held, blurs, isDemanded, isOffered, agreed } = this.session.consent;
    const before = this.stage.dataset.held ?? "";
    const now = held || (blurs ? "blurred" : "");
    const blur = one(this.stage, "[data-action=blur]", HTMLButtonElement);
    blur.setAttribute("aria-pressed", String(now !== ""));
    blur.disabled = isDemanded || (held !== "" && !isOffered);
    one(this, "[data-action=reveal]", HTMLElement).setAttribute("aria-pressed", String(agreed));
    this.stage.dataset.held = now;
    this.#open(isOffered && ["talking", "reconnecting"].includes(this.stage.dataset.state ?? ""));
    if (now !== before && !this.#isNew) this.stage.announce(this.#change(before, now));
  }

  /** @param {boolean} on */
  #open(on) {
    const words = on ? this.#words() : "";
    // A button that vanishes must not take the focus with it.
    if (!on && this.contains(document.activeElement)) one(this.stage, ".picture", HTMLElement).focus({ preventScroll: true });
    this.hidden = !on;
    part(this, "words").textContent = words;
    const { agreed, theirs } = this.session.consent;
    if (words !== this.#said && (agreed || theirs?.ready)) this.stage.announce(words);
    this.#said = words;
  }

  #words() {
    const { held, agreed, theirs } = this.session.consent;
    if (agreed) return gettext("You would like to see each other clearly. Waiting for them.");
    if (theirs?.ready) return gettext("They would like to see each other clearly.");
    if (held === "text") return gettext("They neither see nor hear you yet.");
    if (held === "blurred") return gettext("They see you blurred.");
    return theirs?.camera ? gettext("You see them blurred.") : gettext("You neither see nor hear them yet.");
  }

  /** @param {string} before @param {string} now @returns {string}  what of one's own picture is different */
  #change(before, now) {
    if (now === "text") return gettext("Neither your picture nor your sound goes out.");
    if (now === "blurred") return gettext("Your picture is blurred.");
    return before === "text" ? gettext("They can see and hear you now.") : gettext("Your picture is clear.");
  }
}
