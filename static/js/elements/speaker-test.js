import { gettext } from "../helpers/text.js";
import { one, part } from "./finding.js";
import { playNotes } from "./soft-notes.js";
import { StagePart } from "./stage-part.js";

/** Plays two notes through the chosen speaker. */
export class SpeakerTest extends StagePart {
  connect() {
    this.hear(one(this, "button", HTMLButtonElement), "click", () => this.#play());
  }

  async #play() {
    const picker = this.stage.querySelector("select[data-kind=speaker]");
    try {
      await playNotes(picker instanceof HTMLSelectElement ? picker.value : "");
      part(this, "said").textContent = gettext("Two notes were played. Heard nothing? Check the volume.");
    } catch {
      part(this, "said").textContent = gettext("This speaker can't be opened. Choose another one.");
    }
  }
}
