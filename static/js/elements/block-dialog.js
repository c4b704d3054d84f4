import { gettext } from "../helpers/text.js";
import { one, part } from "./finding.js";
import { StagePart } from "./stage-part.js";

/** End the chat and never meet again, after one question; also asked after a panic, when the chat is over already. */
export class BlockDialog extends StagePart {
  connect() {
    const dialog = one(this, "dialog", HTMLDialogElement);
    this.hear(this.stage, "block-asked", () => this.#ask(dialog));
    this.hear(part(this, "back"), "click", () => dialog.close());
    this.hear(part(this, "block"), "click", () => this.#block(dialog));
  }

  /** @param {HTMLDialogElement} dialog */
  #ask(dialog) {
    const talking = ["talking", "reconnecting"].includes(this.stage.dataset.state ?? "");
    part(this, "title").textContent = talking ? gettext("End this chat and never meet again?") : gettext("The chat has ended. Never meet this person again?");
    part(this, "back").textContent = talking ? gettext("Go on talking") : gettext("Close");
    part(this, "block").textContent = talking ? gettext("End and never meet again") : gettext("Never meet again");
    part(this, "ends").hidden = !talking;
    if (!dialog.open) dialog.showModal();
  }

  /** The partner may leave while the question is open; the answer still counts. @param {HTMLDialogElement} dialog */
  #block(dialog) {
    dialog.close();
    this.session.block();
    this.stage.announce(gettext("The chat has ended. You will not meet this person again."));
  }
}
