/** @typedef {import("./types.js").Media} Media @typedef {import("./types.js").Mode} Mode @typedef {import("./types.js").Opening} Opening */

/**
 * Whether what a meeting's opening holds back goes out: once one has agreed, and the partner has, too, or shows a clear
 * picture. Never by their wish alone. Where it goes out already, a camera of theirs that is off for a moment takes nothing back.
 * @param {{opening: Opening, agreed: boolean, theirs: Media | null, isOpen?: boolean}} meeting
 */
export function opens({ opening, agreed, theirs, isOpen = false }) {
  if (opening === "clear") return true;
  if (!agreed || !theirs) return false;
  return theirs.ready === true || (!theirs.blurred && (theirs.camera || isOpen));
}

/**
 * What of oneself is held back, until both agree to see each other. Each meeting begins anew, as one has chosen for all.
 * Its event `change` says that something of it is different.
 */
export class Consent extends EventTarget {
  agreed = false;
  /** What the partner shows. @type {Media | null} */
  theirs = null;
  /** The server wants every picture blurred: nobody is on duty. */
  isDemanded = false;
  isWished = false;
  /** @type {Opening} */
  #chosen = "clear";
  /** The opening of the meeting that goes on. @type {Opening | null} */
  #opening = null;
  #isOpen = false;
  #mode;

  /** @param {() => Mode} mode  how one talks */
  constructor(mode) {
    super();
    this.#mode = mode;
  }

  /** What does not go out: nothing, a clear picture, or neither picture nor sound. @returns {"" | "blurred" | "text"} */
  get held() {
    const opening = this.#opening ?? this.#chosen;
    const mode = this.#mode();
    if (this.#isOpen || opening === "clear" || mode === "text" || (mode === "voice" && opening === "blurred")) return "";
    return opening;
  }

  get blurs() {
    return this.isDemanded || this.isWished || this.held === "blurred";
  }

  /** This meeting opens by degrees: what blurs the picture, or clears it, is what one agrees to. */
  get isGradual() {
    return this.#opening !== null && this.#opening !== "clear" && this.#mode() !== "text";
  }

  /** Whether there is something to agree to. */
  get isOffered() {
    if (!this.#opening || this.isDemanded || this.#mode() === "text") return false;
    return this.held !== "" || this.theirs?.blurred === true || (this.isWished && this.theirs?.ready === true);
  }

  /** @param {Opening} opening  of the meetings to come; one that goes on stays as it is */
  choose(opening) {
    this.#chosen = opening;
    this.weigh();
  }

  /** @param {boolean} on  a blurred picture, whatever was agreed */
  wish(on) {
    if (on) this.agreed = false;
    this.isWished = on;
    this.weigh();
  }

  /** @param {boolean} on */
  demand(on) {
    this.isDemanded = on;
    this.weigh();
  }

  begin() {
    this.end(this.#chosen);
  }

  /** @param {Opening | null} [next]  the opening of the meeting that begins */
  end(next = null) {
    this.agreed = this.#isOpen = false;
    this.theirs = null;
    this.#opening = next;
    this.weigh();
  }

  /** Agree to see each other clearly, or take that back. */
  agree(on = !this.agreed) {
    this.agreed = on && this.isOffered;
    this.weigh();
  }

  /** @param {Media} theirs */
  hear(theirs) {
    this.theirs = theirs;
    this.weigh();
  }

  /** Something is different. */
  weigh() {
    const { agreed, theirs } = this;
    this.#isOpen = this.#opening !== null && opens({ opening: this.#opening, agreed, theirs, isOpen: this.#isOpen });
    this.dispatchEvent(new CustomEvent("change"));
  }
}
