import { clears } from "../call/consent.js";
import { gettext } from "../helpers/text.js";
import { one } from "./finding.js";
import { StagePart } from "./stage-part.js";

/** Lets two clear their pictures by common consent: whose picture opens blurred offers it, and takes it back. */
export class RevealLine extends StagePart {
  /** @type {import("../call/consent.js").Shown | null} */
  #theirs = null;
  #may = true; // while nobody is on duty pictures may be blurred only

  connect() {
    this.hear(this.session, "welcome", ({ may }) => (this.#may = may?.clear !== false));
    this.hear(this.session, "matched", () => (this.#theirs = null));
    this.hear(this.session, "partnermedia", (media) => ((this.#theirs = media), this.#follow()));
    this.hear(this.session, "state", () => this.#show());
    this.hear(this.camera, "change", () => this.#show());
    this.hear(this.#button, "click", () => (this.camera.agree(!this.camera.isReady), this.#follow()));
  }

  get #button() {
    return one(this, "button", HTMLButtonElement);
  }

  /** Clear one's picture where both agree, and blur it again where one of the two no longer does. */
  #follow() {
    const { isReady, isBlurred } = this.camera;
    const clear = this.#may && clears(isReady, this.#theirs);
    if (isReady && clear === isBlurred) this.stage.unveil(clear);
    else if (this.#theirs?.ready && isBlurred && !isReady && this.hidden === false) this.stage.announce(this.#words());
    this.#show();
  }

  #show() {
    const { isBlurred, isReady, state } = this.camera;
    const talks = ["talking", "reconnecting"].includes(this.stage.dataset.state ?? "");
    this.hidden = !(talks && this.#may && isBlurred && state.camera === "on");
    this.#button.setAttribute("aria-pressed", String(isReady));
    one(this, "[data-part=reveal-word]", HTMLElement).textContent = this.#words();
  }

  #words() {
    if (this.camera.isReady) return gettext("It clears once they agree");
    if (this.#theirs?.ready) return gettext("They would clear both pictures. Agree?");
    const theyAreClear = this.#theirs?.camera && !this.#theirs.blurred;
    return theyAreClear ? gettext("Clear my picture") : gettext("Clear both pictures, if they agree");
  }
}
