import { claim } from "../call/tab.js";
import { one, part } from "./finding.js";
import { StagePart } from "./stage-part.js";

/** A second tab says that the chat is already open there, and may take it over. */
export class TabGuard extends StagePart {
  connect() {
    const dialog = one(this, "dialog", HTMLDialogElement);
    this.hear(this.session, "elsewhere", () => dialog.open || dialog.showModal());
    this.hear(part(this, "take"), "click", () => this.#take());
    this.#ask();
  }

  async #ask() {
    this.place = await claim();
    if (!this.place.alone) one(this, "dialog", HTMLDialogElement).showModal();
    this.stage.toggleAttribute("data-ready", true); // the page knows where it stands: tests wait for it
  }

  async #take() {
    await this.place?.take();
    one(this, "dialog", HTMLDialogElement).close();
  }
}
