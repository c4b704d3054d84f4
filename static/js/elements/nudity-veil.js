import { Judge, Veil } from "../call/nudity.js";
import { one, part } from "./finding.js";
import { StagePart } from "./stage-part.js";

/** Blurs the partner's picture where this device's own check, if it is switched on, holds it for nudity. */
export class NudityVeil extends StagePart {
  /** @type {Veil | null} */
  #veil = null;

  connect() {
    const { nudity } = this.stage.page;
    if (!nudity) return;
    const judge = new Judge(nudity);
    const video = one(this.stage, "video[data-who=partner]", HTMLVideoElement);
    this.#veil = new Veil(() => judge.judge(video), (state) => this.#show(state));
    this.hear(this.session, "state", ({ state }) => this.#follow(state));
    this.hear(part(this, "reveal"), "click", () => this.#veil?.reveal());
  }

  /** @param {string} state */
  #follow(state) {
    if (state === "reconnecting") return;
    if (state === "talking" && this.stage.hasAttribute("data-nudity-check")) void this.#veil?.begin();
    else this.#veil?.end();
  }

  /** @param {string} state */
  #show(state) {
    this.stage.toggleAttribute("data-veiled", state !== "");
    this.hidden = state !== "held";
  }
}
