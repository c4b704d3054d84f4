import { gettext } from "../helpers/text.js";
import { one, part } from "./finding.js";
import { ACTIONS } from "./stage-actions.js";
import { StagePart } from "./stage-part.js";

const ARMED_FOR = 2000; // ms between the first Esc and the second
const LETTERS = { m: "microphone", v: "camera", b: "blur", f: "fullscreen" };

/** @param {EventTarget | null} target @returns {boolean} */
const isTyping = (target) => target instanceof Element && target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

/** The keys of the chat page, and the list of them. Silent while somebody types, in a dialog, or when switched off. */
export class KeyList extends StagePart {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #disarm;
  #leftFullscreen = 0;

  connect() {
    const dialog = one(this, "dialog", HTMLDialogElement);
    this.hear(this.stage, "keys-asked", () => dialog.showModal());
    this.hear(part(this, "close"), "click", () => dialog.close());
    this.hear(document, "keydown", (_, event) => this.#press(/** @type {KeyboardEvent} */ (event)));
    this.hear(document, "fullscreenchange", () => this.#fullscreenChanged());
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { key, target, repeat } = event;
    if (repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (this.stage.hasAttribute("data-keys-off") || document.querySelector("dialog[open]") || isTyping(target)) return;
    if (key === "?") return this.#do("keys", event);
    if (!this.stage.live) return;
    if (key === "Escape") return this.#escape();
    if (key === "X" && event.shiftKey) return this.#do("panic", event);
    if (key.toLowerCase() === "t" && this.stage.dataset.state === "talking") return this.#write(event);
    const action = LETTERS[/** @type {keyof typeof LETTERS} */ (key.toLowerCase())];
    if (action) this.#do(action, event);
  }

  /** @param {string} action @param {Event} event */
  #do(action, event) {
    event.preventDefault();
    const button = this.stage.querySelector(`[data-action=${action}]`);
    if (button instanceof HTMLButtonElement) button.click();
    else ACTIONS[action]?.(this.stage, this);
  }

  /** @param {Event} event */
  #write(event) {
    event.preventDefault();
    this.stage.dataset.side = "text";
    this.stage.toggleAttribute("data-sheet", true);
    one(this.stage, "#message", HTMLTextAreaElement).focus();
  }

  /** The first press arms, the second acts. An Esc that the browser used to leave full screen is not ours. */
  #escape() {
    if (document.fullscreenElement || Date.now() - this.#leftFullscreen < 500) return;
    if (!["talking", "reconnecting", "ended"].includes(this.stage.dataset.state ?? "")) return;
    clearTimeout(this.#disarm);
    const armed = this.stage.toggleAttribute("data-armed");
    if (!armed) return this.session.next();
    this.stage.announce(gettext("Press Esc again for the next person."));
    this.#disarm = setTimeout(() => this.stage.removeAttribute("data-armed"), ARMED_FOR);
  }

  #fullscreenChanged() {
    if (document.fullscreenElement) return;
    this.#leftFullscreen = Date.now();
    one(this.stage, "[data-action=fullscreen]", HTMLElement).setAttribute("aria-pressed", "false");
  }
}
