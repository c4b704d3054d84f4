import { gettext, interpolate } from "../helpers/text.js";
import { chip, isShown, one, part } from "./finding.js";
import { StagePart } from "./stage-part.js";

const STILL_TYPING = 3000; // ms after the last key
const PEEK = 6000; // ms that a message is shown over the picture while the sheet is shut

/** The messages of this chat and no other: they are gone at Next. Text only ever lands in textContent. */
export class TextChat extends StagePart {
  #typing = false;
  #unread = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  connect() {
    this.hear(this.session, "matched", ({ partner }) => this.#begin(partner));
    this.hear(this.session, "state", ({ state }) => state === "ended" ? this.#hidePeek() : ["seeking", "stopped"].includes(state) && this.#clear());
    this.hear(this.session, "text", (text) => this.#add(text));
    this.hear(this.session, "typing", ({ on }) => (part(this, "typing").hidden = !on));
    this.hear(this.session, "problem", ({ code, retryAfter }) => code === "too_fast" && this.#slow(retryAfter));
    this.hear(this.#form, "submit", (_, event) => this.#send(event));
    this.hear(this.#field, "keydown", (_, event) => this.#key(/** @type {KeyboardEvent} */ (event)));
    this.hear(this.#field, "input", () => this.#tell(this.#field.value !== ""));
    new MutationObserver(() => this.#seen()).observe(this.stage, { attributeFilter: ["data-sheet", "data-side"] });
  }

  get #field() {
    return one(this, "textarea", HTMLTextAreaElement);
  }

  get #form() {
    return one(this, "form", HTMLFormElement);
  }

  /** @param {any} partner */
  #begin(partner) {
    this.#clear();
    const shared = partner.shared_interests ?? [];
    part(this, "shared").replaceChildren(...shared.map((/** @type {string} */ word) => chip(`#${word}`)));
    part(this, "common").hidden = shared.length === 0;
  }

  #hidePeek() {
    part(this.stage, "peek").hidden = true;
  }

  #clear() {
    part(this, "log").replaceChildren();
    part(this.stage, "peek").textContent = "";
    part(this, "typing").hidden = true;
    this.#hidePeek();
    this.#field.value = "";
    this.#unread = 0;
    this.#seen();
  }

  /** @param {{from: string, body: string}} text */
  #add({ from, body }) {
    const log = part(this, "log");
    const line = document.createElement("p");
    const who = document.createElement("bdi"); // of no say in which way the message runs
    who.className = "unseen";
    who.textContent = from === "me" ? gettext("You: ") : gettext("They: ");
    line.className = from === "me" ? "me-said" : "partner-said";
    line.dir = "auto";
    line.append(who, body);
    log.append(line);
    log.scrollTop = log.scrollHeight;
    if (from !== "me") this.#arrived(body);
  }

  /** @param {string} body */
  #arrived(body) {
    part(this, "typing").hidden = true;
    if (isShown(this)) return;
    const peek = part(this.stage, "peek");
    peek.textContent = body;
    peek.hidden = false;
    setTimeout(() => (peek.hidden = peek.textContent === body || peek.hidden), PEEK);
    this.#unread += 1;
    this.#seen();
  }

  #seen() {
    if (isShown(this)) this.#unread = 0;
    part(this, "log").scrollTop = part(this, "log").scrollHeight;
    const badge = part(this.stage, "unread");
    badge.textContent = String(this.#unread);
    badge.hidden = this.#unread === 0;
    if (this.#unread === 0) this.#hidePeek();
  }

  /** @param {Event} event */
  #send(event) {
    event.preventDefault();
    const body = this.#field.value.trim();
    if (!body || this.stage.dataset.state !== "talking") return;
    this.session.sendText(body);
    this.#field.value = "";
    this.#tell(false);
    part(this, "slow").hidden = true;
  }

  /** Enter sends, Shift+Enter is a new line; an Enter that ends a composed character does neither. @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape") this.#field.blur();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#form.requestSubmit();
  }

  /** @param {boolean} on */
  #tell(on) {
    clearTimeout(this.#pause);
    if (on) this.#pause = setTimeout(() => this.#tell(false), STILL_TYPING);
    if (on !== this.#typing) this.session.typing((this.#typing = on));
  }

  /** @param {number} [seconds] */
  #slow(seconds = 2) {
    part(this, "slow").textContent = interpolate(gettext("Slowed for %(seconds)s s: many messages in a row look like advertising."), { seconds: Math.ceil(seconds) });
    part(this, "slow").hidden = false;
  }
}
