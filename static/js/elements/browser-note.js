import { capabilities } from "../call/capabilities.js";
import { postJson } from "./posting.js";
import { StagePart } from "./stage-part.js";

/** Tells once, when the first search begins, what this browser can do (promise: DAT-7); nobody waits for it. */
export class BrowserNote extends StagePart {
  #told = false;

  connect() {
    this.hear(this.session, "state", ({ state }) => state === "seeking" && this.#tell());
  }

  #tell() {
    if (this.#told) return;
    this.#told = true;
    postJson("/account/browser/", capabilities());
  }
}
