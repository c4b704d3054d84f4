import { canTryAgain, fieldsOf, isFrightening, isTaken, sayings } from "../call/complaint.js";
import { drawn } from "../helpers/frames.js";
import { gettext } from "../helpers/text.js";
import { ChosenTexts } from "./chosen-texts.js";
import { isShown, one, part } from "./finding.js";
import { FrameCover } from "./frame-cover.js";
import { post, refusal } from "./posting.js";
import { StagePart } from "./stage-part.js";

/** @typedef {import("../call/types.js").Partner} Partner */

const PATIENCE = 20_000; // ms for an answer

/** Complaining in two presses: Complain, then a reason. What is sent is shown first; what was typed is never lost. */
export class ComplainDialog extends StagePart {
  /** @type {Partner | undefined} */
  #about;
  #reason = "";
  #shown = Promise.resolve();

  get #dialog() {
    return one(this, "dialog", HTMLDialogElement);
  }

  get #cover() {
    return one(this, "frame-cover", FrameCover);
  }

  get #texts() {
    return one(this, "chosen-texts", ChosenTexts);
  }

  get #note() {
    return one(this, "textarea", HTMLTextAreaElement);
  }

  connect() {
    this.hear(this.stage, "complain-asked", (partner) => this.#ask(partner ?? this.session.partners[0]));
    for (const button of this.querySelectorAll("[data-reason]")) {
      if (button instanceof HTMLElement) this.hear(button, "click", () => this.#send(button.dataset.reason ?? ""));
    }
    for (const back of this.querySelectorAll("[data-part=back]")) this.hear(back, "click", () => this.#dialog.close());
    this.hear(part(this, "block"), "click", () => this.#block());
    this.hear(part(this, "again"), "click", () => this.#send(this.#reason));
    this.hear(this.#dialog, "close", () => this.#leave());
  }

  /** @param {Partner | undefined} partner */
  #ask(partner) {
    if (this.dataset.state === "sends") return this.#open();
    if (!partner) return this.stage.announce(gettext("There is nobody to complain about."));
    if (partner.settled !== undefined) return this.stage.announce(gettext("You will not meet this person again."));
    if (partner !== this.#about) this.#note.value = "";
    this.#about = partner;
    this.#shown = this.#cover.show(this.#seen(partner));
    this.#cover.toggleAttribute("data-veiled", this.stage.hasAttribute("data-panic"));
    this.#texts.show(sayings(partner));
    this.#turn("asks");
    this.#open();
  }

  #open() {
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  /** What one sees now, or saw last. @param {Partner} partner */
  #seen(partner) {
    const isThere = partner.handle === this.session.handle && this.stage.dataset.state === "talking";
    return (isThere && drawn(one(this.stage, "video[data-who=partner]", HTMLVideoElement))) || partner.frame;
  }

  /** @param {string} reason */
  async #send(reason) {
    const partner = this.#about;
    if (!partner || this.dataset.state !== "asks") return;
    this.#reason = reason;
    this.#turn("sends");
    const answer = await this.#answer(partner).catch(() => null);
    if (isTaken(answer?.status)) await this.#thank(partner, /** @type {Response} */ (answer));
    else await this.#failed(answer);
  }

  /** @param {Partner} partner @returns {Promise<Response | null>} */
  async #answer(partner) {
    await this.#shown;
    const [frame, note, chosen] = [await this.#cover.picture(), this.#note.value, this.#texts.chosen];
    const fields = await fieldsOf({ partner, reason: this.#reason, note, frame, chosen });
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
    return Promise.race([post("/complaints/", fields), late]);
  }

  /** @param {Partner} partner @param {Response} answer */
  async #thank(partner, answer) {
    const { receipt, status_url: page } = await answer.json().catch(() => ({}));
    this.session.block(partner.handle, page ?? "");
    part(this, "paper").hidden = !page; // one that was taken before has its receipt already
    part(this, "number").textContent = receipt ?? "";
    one(this, "[data-part=receipt]", HTMLAnchorElement).href = page ?? "";
    part(this, "frightening").hidden = !isFrightening(this.#reason);
    this.#about = undefined;
    this.#note.value = "";
    this.#turn("thanks");
    this.stage.dispatchEvent(new CustomEvent("settled", { detail: partner }));
    this.#open();
    part(this, "thanks-title").focus();
  }

  /** @param {Response | null} answer */
  async #failed(answer) {
    const words = (await refusal(answer)) || gettext("The complaint could not be sent. What you wrote is still here.");
    this.#turn("asks");
    part(this, "problem").textContent = words;
    part(this, "again").hidden = !canTryAgain(answer?.status);
    this.#open();
    part(this, "trouble").scrollIntoView({ block: "nearest" });
    const next = part(this, "again").hidden ? one(this, `[data-reason="${this.#reason}"]`, HTMLElement) : part(this, "again");
    next.focus({ preventScroll: true });
  }

  #block() {
    const partner = this.#about;
    if (!partner) return;
    const isTold = this.session.block(partner.handle);
    if (!isTold) return void (part(this, "problem").textContent = gettext("There is no connection at the moment. Press Start, then try again."));
    this.#dialog.close();
    this.stage.dispatchEvent(new CustomEvent("settled", { detail: partner }));
    this.stage.announce(gettext("You will not meet this person again."));
  }

  /** @param {"asks" | "sends" | "thanks"} state */
  #turn(state) {
    this.dataset.state = state;
    part(this, "problem").textContent = "";
    part(this, "again").hidden = true;
    part(this, "form").hidden = state === "thanks";
    part(this, "form").ariaBusy = String(state === "sends");
    part(this, "thanks").hidden = state !== "thanks";
    part(this, "sending").textContent = state === "sends" ? gettext("Sending …") : "";
  }

  /** The button that opened it may be gone; what was seen goes from here too. */
  #leave() {
    if (this.dataset.state !== "sends") this.#cover.show(undefined);
    const here = document.activeElement;
    if (!(here instanceof HTMLElement) || here === document.body || !isShown(here)) one(this.stage, ".picture", HTMLElement).focus({ preventScroll: true });
  }
}
