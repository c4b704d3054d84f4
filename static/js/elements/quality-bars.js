import { gettext } from "../helpers/text.js";
import { StagePart } from "./stage-part.js";

/** @param {number} bars @param {string} cause @returns {string} */
export function qualityWords(bars, cause) {
  if (bars >= 3) return gettext("Good connection");
  if (cause === "mine") return gettext("Weak network on your side");
  if (cause === "theirs") return gettext("Weak network on their side");
  return bars === 2 ? gettext("Fair connection") : gettext("Weak connection");
}

/** Three bars, and the same in words for who does not see them. */
export class QualityBars extends StagePart {
  connect() {
    this.hear(this.session, "quality", ({ bars, cause }) => this.#show(bars, cause));
    this.hear(this.session, "matched", () => (this.hidden = true));
  }

  /** @param {number} bars @param {string} cause */
  #show(bars, cause) {
    this.hidden = false;
    this.dataset.bars = String(bars);
    this.ariaLabel = qualityWords(bars, cause);
    this.title = this.ariaLabel;
  }
}
