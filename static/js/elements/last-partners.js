import { gettext, interpolate } from "../helpers/text.js";
import { part } from "./finding.js";
import { StagePart } from "./stage-part.js";

/** @typedef {import("../call/types.js").Partner} Partner */

const EVERY = 15_000; // ms
const [WIDE, HIGH] = [16, 12]; // pixels: enough to know somebody again, too few to see anything

/** The last five people, for a quarter of an hour: one can still complain about each, though they are long gone. */
export class LastPartners extends StagePart {
  /** @type {Map<string, HTMLElement>} by handle, so that the focus stays where it is */
  #rows = new Map();

  connect() {
    this.hear(this.session, "state", () => this.#show());
    this.hear(this.stage, "settled", ({ handle }) => (this.#rows.delete(handle), this.#show()));
    this.tickWith(() => this.#show(), EVERY);
  }

  #show() {
    const gone = this.session.partners.filter(({ endedAt }) => endedAt !== null);
    this.#rows = new Map(gone.map((partner) => [partner.handle, this.#rows.get(partner.handle) ?? this.#row(partner)]));
    const list = part(this, "people");
    const rows = [...this.#rows.values()];
    if (rows.some((row, index) => list.children[index] !== row) || list.children.length !== rows.length) list.replaceChildren(...rows);
    for (const partner of gone) part(/** @type {HTMLElement} */ (this.#rows.get(partner.handle)), "when").textContent = whenMet(partner);
    this.hidden = gone.length === 0;
  }

  /** @param {Partner} partner @returns {HTMLElement} */
  #row(partner) {
    const row = document.createElement("li");
    const when = document.createElement("span");
    when.dataset.part = "when";
    when.id = `met-${partner.chat}`;
    if (partner.settled === undefined) row.append(glimpse(partner), when, this.#button(partner, when));
    else row.append(when, whatFollows(partner.settled));
    return row;
  }

  /** @param {Partner} partner @param {HTMLElement} when */
  #button(partner, when) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = gettext("Complain");
    button.setAttribute("aria-describedby", when.id);
    button.onclick = () => this.stage.dispatchEvent(new CustomEvent("complain-asked", { detail: partner }));
    return button;
  }
}

/** @param {Partner} partner */
function whenMet({ endedAt }) {
  const minutes = Math.floor((Date.now() - (endedAt ?? Date.now())) / 60_000);
  return minutes < 1 ? gettext("Just now") : interpolate(gettext("%(minutes)s min ago"), { minutes });
}

/** What one saw of them, so coarse that nothing is seen again. @param {Partner} partner */
function glimpse({ frame }) {
  const canvas = document.createElement("canvas");
  canvas.ariaHidden = "true";
  [canvas.width, canvas.height] = [WIDE, HIGH];
  const draw = (/** @type {ImageBitmap} */ picture) => canvas.getContext("2d")?.drawImage(picture, 0, 0, WIDE, HIGH);
  if (frame) createImageBitmap(frame).then(draw, () => undefined);
  return canvas;
}

/** @param {string} receipt  the page of a complaint, or "" */
function whatFollows(receipt) {
  if (!receipt) return gettext("You will not meet again.");
  const link = document.createElement("a");
  link.href = receipt;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = gettext("Your receipt");
  return link;
}
