import { gettext } from "../helpers/text.js";
import { one, part } from "./finding.js";
import { StagePart } from "./stage-part.js";

/** End the chat and never meet again, after one question. */
export class BlockDialog extends StagePart {
  connect() {
    const dialog = one(this, "dialog", HTMLDialogElement);
    this.hear(this.stage, "block-asked", () => dialog.showModal());
    this.hear(part(this, "back"), "click", () => dialog.close());
    this.hear(part(this, "block"), "click", () => {
      dialog.close();
      this.session.block();
      this.stage.announce(gettext("The chat has ended. You will not meet this person again."));
    });
    // The partner may leave while the question is open; blocking is still possible then, so it stays.
  }
}
