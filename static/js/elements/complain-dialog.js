import { fieldsOf } from "../call/complaint.js";
import { gettext } from "../helpers/text.js";
import { one, part } from "./finding.js";
import { drawn, jpegOf } from "./frame-keeper.js";
import { FrameCover } from "./frame-cover.js";
import { post, refusal } from "./posting.js";
import { StagePart } from "./stage-part.js";

/** @typedef {import("../call/types.js").Partner} Partner @typedef {import("../call/types.js").Text} Text */

/** Complaining in two presses: Complain, then a reason. What is sent is shown first; what was typed is never lost. */
export class ComplainDialog extends StagePart {
  /** @type {Partner | undefined} */
  #about;
  /** @type {Set<Text>} */
  #chosen = new Set();

  get #dialog() {
    return one(this, "dialog", HTMLDialogElement);
  }

  get #cover() {
    return one(this, "frame-cover", FrameCover);
  }

  connect() {
    this.hear(this.stage, "complain-asked", (partner) => this.#ask(partner ?? this.session.partners[0]));
    for (const button of this.querySelectorAll("[data-reason]")) {
      if (button instanceof HTMLElement) this.hear(button, "click", () => this.#send(button.dataset.reason ?? ""));
    }
    for (const back of this.querySelectorAll("[data-part=back]")) this.hear(back, "click", () => this.#dialog.close());
    this.hear(part(this, "block"), "click", () => this.#block());
    this.hear(part(this, "without"), "click", () => (this.#cover.hidden = true));
  }

  /** @param {Partner | undefined} partner */
  async #ask(partner) {
    if (!partner) return this.stage.announce(gettext("There is nobody to complain about."));
    this.#about = partner;
    this.#chosen = new Set(partner.texts.filter(({ from }) => from === "partner"));
    one(this, "textarea", HTMLTextAreaElement).value = "";
    this.#turn("asks");
    this.#list(partner.texts);
    if (!this.#dialog.open) this.#dialog.showModal();
    await this.#cover.show(await this.#seen(partner));
  }

  /** What one sees now, or saw last. @param {Partner} partner @returns {Promise<Blob | undefined>} */
  async #seen(partner) {
    if (partner.handle !== this.session.handle || this.stage.dataset.state !== "talking") return partner.frame;
    const canvas = drawn(one(this.stage, "video[data-who=partner]", HTMLVideoElement));
    return (canvas && (await jpegOf(canvas))) ?? partner.frame;
  }

  /** @param {Text[]} texts */
  #list(texts) {
    part(this, "messages").hidden = texts.length === 0;
    part(this, "list").replaceChildren(...texts.map((text) => this.#line(text)));
  }

  /** @param {Text} text */
  #line(text) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    const who = document.createElement("bdi");
    label.className = "check";
    box.type = "checkbox";
    box.checked = this.#chosen.has(text);
    box.onchange = () => void (box.checked ? this.#chosen.add(text) : this.#chosen.delete(text));
    who.textContent = text.from === "me" ? gettext("You: ") : gettext("They: ");
    const words = document.createElement("span");
    words.dir = "auto";
    words.append(who, text.body);
    label.append(box, words);
    return label;
  }

  /** @param {string} reason */
  async #send(reason) {
    const partner = this.#about;
    if (!partner || this.dataset.state === "sends") return;
    this.#turn("sends");
    const frame = await this.#cover.picture();
    const note = one(this, "textarea", HTMLTextAreaElement).value;
    const answer = await post("/complaints/", await fieldsOf({ partner, reason, note, frame, chosen: this.#chosen }));
    if (answer?.status !== 201) return this.#failed(answer);
    const { status_url: page } = await answer.json();
    this.session.block(partner.handle);
    one(this, "[data-part=receipt]", HTMLAnchorElement).href = page;
    part(this, "crisis").hidden = !["THREAT", "HARASSMENT", "RECORDED"].includes(reason);
    this.#turn("thanks");
    part(this, "thanks-title").focus();
  }

  /** @param {Response | null} answer */
  async #failed(answer) {
    const words = (await refusal(answer)) || gettext("The complaint could not be sent. What you wrote is still here: try again.");
    this.#turn("asks");
    part(this, "problem").textContent = words;
  }

  #block() {
    this.#dialog.close();
    this.session.block(this.#about?.handle);
    this.stage.announce(gettext("The chat has ended. You will not meet this person again."));
  }

  /** @param {"asks" | "sends" | "thanks"} state */
  #turn(state) {
    this.dataset.state = state;
    part(this, "problem").textContent = "";
    part(this, "form").hidden = state === "thanks";
    part(this, "thanks").hidden = state !== "thanks";
    part(this, "form").toggleAttribute("inert", state === "sends");
  }
}
