import { gettext, interpolate } from "../helpers/text.js";
import { part } from "./finding.js";
import { StagePart } from "./stage-part.js";

/** @typedef {import("../call/types.js").Partner} Partner */

/** The last five people, for a quarter of an hour: one can still complain about each, though they are long gone. */
export class LastPartners extends StagePart {
  connect() {
    this.hear(this.session, "state", () => this.#show());
    this.tickWith(() => this.#show(), 15_000);
  }

  #show() {
    const gone = this.session.partners.filter(({ endedAt }) => endedAt !== null);
    this.hidden = gone.length === 0;
    part(this, "people").replaceChildren(...gone.map((partner) => this.#row(partner)));
  }

  /** @param {Partner} partner */
  #row(partner) {
    const minutes = Math.floor((Date.now() - (partner.endedAt ?? Date.now())) / 60_000);
    const row = document.createElement("li");
    const when = document.createElement("span");
    const button = document.createElement("button");
    when.textContent = minutes < 1 ? gettext("less than a minute ago") : interpolate(gettext("%(minutes)s min ago"), { minutes });
    button.type = "button";
    button.className = "button small";
    button.textContent = gettext("Complain");
    button.onclick = () => this.stage.dispatchEvent(new CustomEvent("complain-asked", { detail: partner }));
    row.append(when, button);
    return row;
  }
}
