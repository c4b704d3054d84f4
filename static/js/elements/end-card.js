import { gettext, interpolate } from "../helpers/text.js";
import { one, part } from "./finding.js";
import { StagePart } from "./stage-part.js";
import { whyEnded } from "./state-words.js";

/** Who left, and the next one by itself in a few seconds unless one says wait. Also counts the time to undo. */
export class EndCard extends StagePart {
  #stopTicking = () => {};
  #stopUndo = () => {};

  connect() {
    this.hear(this.session, "ended", (ended) => this.#show(ended));
    this.hear(this.session, "state", ({ state }) => state !== "ended" && this.#stopTicking());
    this.hear(this.session, "undoable", (undoable) => this.#countUndo(undoable));
    this.hear(part(this, "stay"), "click", () => (this.#stay(), one(this.stage, "[data-action=next]", HTMLElement).focus()));
    // Nobody is put in front of the next one while they complain, nor asked twice about the last.
    this.hear(this.stage, "complain-asked", () => !part(this, "stay").hidden && this.#stay());
    this.hear(this.stage, "settled", ({ handle }) => handle === this.session.handle && this.#offer(false));
  }

  /** @param {{why: string, autoNextAt?: number | null}} ended */
  #show({ why, autoNextAt }) {
    this.#stopTicking();
    part(this, "why").textContent = whyEnded(why);
    part(this, "auto").textContent = "";
    part(this, "stay").hidden = !autoNextAt;
    this.#offer(why !== "blocked");
    if (autoNextAt && this.stage.querySelector("complain-dialog dialog[open]")) this.#stay();
    else if (autoNextAt) this.#stopTicking = this.tickWith(() => this.#tick(autoNextAt), 250);
  }

  /** @param {number} at */
  #tick(at) {
    const seconds = Math.max(0, Math.ceil((at - Date.now()) / 1000));
    part(this, "auto").textContent = interpolate(gettext("The next one in %(seconds)s s."), { seconds });
  }

  #stay() {
    this.#stopTicking();
    this.session.stay();
    part(this, "stay").hidden = true;
    part(this, "auto").textContent = gettext("Take your time. Next goes on, Stop closes the camera.");
  }

  /** @param {boolean} on  whether one can still complain */
  #offer(on) {
    one(this, "[data-action=complain]", HTMLElement).hidden = !on;
  }

  /** @param {{until: number} | null} undoable */
  #countUndo(undoable) {
    this.#stopUndo();
    if (!undoable) return;
    const count = part(this.stage, "undo-left");
    this.#stopUndo = this.tickWith(() => {
      const seconds = Math.max(0, Math.ceil((undoable.until - Date.now()) / 1000));
      count.textContent = String(seconds);
    }, 250);
  }
}
