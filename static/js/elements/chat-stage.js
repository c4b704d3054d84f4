import { Camera } from "../call/camera.js";
import { Session } from "../call/session.js";
import { gettext } from "../helpers/text.js";
import { isShown, one, part } from "./finding.js";
import { bindSwitches } from "./settings.js";
import { playNotes } from "./soft-notes.js";
import { ACTIONS } from "./stage-actions.js";
import { announcement } from "./state-words.js";
import { onSwipeForward } from "./swipe.js";

const LIVE = ["asking", "seeking", "connecting", "talking", "reconnecting", "ended"];

/**
 * The chat page: owns the session and the camera, shows the session's state as data-state, and hands a
 * pressed `data-action` to its function. Everything else is done by the elements inside.
 */
export class ChatStage extends HTMLElement {
  /** What the server told the page: socket, policy, limits. @type {any} */
  page = JSON.parse(document.getElementById("page-data")?.textContent || "{}");
  camera = new Camera();
  session = new Session({ socketUrl: this.page.socket ?? "/ws/chat/", camera: this.camera });
  #settings = { sound: false };
  #title = document.title;

  connectedCallback() {
    this.addEventListener("click", this.#press);
    this.session.addEventListener("state", this.#reflect);
    this.camera.addEventListener("change", this.#showDevices);
    this.session.addEventListener("undoable", this.#offerUndo);
    bindSwitches(this, this.#apply);
    one(this, "[data-action=pip]", HTMLElement).hidden = !document.pictureInPictureEnabled;
    one(this, "[data-action=fullscreen]", HTMLElement).hidden = !document.fullscreenEnabled;
    onSwipeForward(one(this, ".picture", HTMLElement), () => this.dataset.state === "talking" && this.session.next());
    this.dataset.side = "settings";
  }

  disconnectedCallback() {
    this.session.stop();
    this.camera.close();
  }

  get live() {
    return LIVE.includes(this.dataset.state ?? "");
  }

  get entered() {
    return this.hasAttribute("data-entered");
  }

  /** Look for somebody, once age and policy are settled. */
  begin() {
    if (this.dataset.first) location.assign(this.dataset.first);
    else if (this.entered) this.session.start();
    else this.dispatchEvent(new CustomEvent("entry-needed"));
  }

  /** Say something to those who cannot see it happen. @param {string} words */
  announce(words) {
    part(this, "announcer").textContent = words;
  }

  /** @param {Event} event */
  #press = ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-action]") : null;
    if (button instanceof HTMLElement) ACTIONS[button.dataset.action ?? ""]?.(this, button);
  };

  /** @param {Event} event */
  #reflect = (event) => {
    const { state, why } = /** @type {CustomEvent} */ (event).detail;
    const before = this.dataset.state;
    this.dataset.state = state;
    this.announce(announcement(state, why));
    document.title = this.live ? `${announcement(state, why)} - Chatear` : this.#title;
    if (state === "talking" && before !== "reconnecting") this.#meet();
    if (["seeking", "idle", "stopped"].includes(state)) this.dataset.side = "settings";
    if (["asking", "seeking"].includes(state)) this.removeAttribute("data-panic");
    if (!this.live || (before === "talking" && state !== "reconnecting")) this.removeAttribute("data-sheet");
    // What would leave the page ends the chat: out of reach while there is one.
    for (const exit of document.querySelectorAll("[data-leaves]")) exit.toggleAttribute("inert", this.live);
    if (["stopped", "excluded"].includes(state)) this.removeAttribute("data-preview");
    if (state !== before) this.#keepFocus();
  };

  #meet() {
    this.dataset.side = "text";
    this.removeAttribute("data-swapped");
    if (this.#settings.sound) playNotes();
  }

  /** A button that vanishes must not take the focus with it; and it lands where a stray Enter does no harm. */
  #keepFocus() {
    const here = document.activeElement;
    if (here instanceof HTMLElement && here !== document.body && isShown(here)) return;
    const place = one(this, this.live ? ".picture" : "[data-action=start]", HTMLElement);
    place.focus({ preventScroll: true });
  }

  #showDevices = () => {
    const { camera, microphone } = this.camera.state;
    for (const [name, state] of [["camera", camera], ["microphone", microphone]]) {
      const button = one(this, `[data-action=${name}]`, HTMLButtonElement);
      button.setAttribute("aria-pressed", String(state === "on"));
      button.toggleAttribute("data-absent", state === "absent");
    }
    this.toggleAttribute("data-preview", camera === "on" && this.dataset.state !== "stopped");
  };

  /** @param {Event} event */
  #offerUndo = (event) => {
    const undoable = /** @type {CustomEvent} */ (event).detail;
    one(this, "[data-action=undo]", HTMLElement).hidden = !undoable;
    if (undoable) this.announce(gettext("You can undo this Next for ten seconds."));
  };

  /** @param {string} name @param {boolean} on */
  #apply = (name, on) => {
    if (name === "hide-ip") this.session.setRelayOnly(on);
    if (name === "blur") this.session.consent.wish(on);
    if (name === "nudity") this.toggleAttribute("data-nudity-check", on);
    if (name === "sound") this.#settings.sound = on;
    if (name === "keys") this.toggleAttribute("data-keys-off", !on);
  };
}
