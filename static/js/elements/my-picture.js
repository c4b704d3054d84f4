import { one } from "./finding.js";
import { StagePart } from "./stage-part.js";

const A_DRAG = 8; // px: less is a press
const EDGE = 12; // px kept free around the picture

/** One's own picture: mirrored for oneself only; a press swaps it with the stranger's, a drag moves it. */
export class MyPicture extends StagePart {
  /** @type {{x: number, y: number, left: number, top: number, moved: boolean} | null} */
  #drag = null;

  connect() {
    this.hear(this.camera, "change", () => this.#show());
    this.hear(this, "pointerdown", (_, event) => this.#grab(/** @type {PointerEvent} */ (event)));
    this.hear(document, "pointermove", (_, event) => this.#move(/** @type {PointerEvent} */ (event)));
    this.hear(this, "pointerup", () => (this.#drag = this.#drag?.moved ? this.#drag : null));
    this.addEventListener("click", this.#swallow, true);
    this.hear(this.session, "state", ({ state }) => state !== "talking" && this.#putBack());
    this.hear(window, "resize", () => this.#putBack());
    this.#show();
  }

  #show() {
    const { stream } = this.camera;
    const video = one(this, "video", HTMLVideoElement);
    if (video.srcObject !== stream) video.srcObject = stream;
    this.toggleAttribute("data-on", this.camera.state.camera === "on");
  }

  /** @param {PointerEvent} event */
  #grab(event) {
    if (event.pointerType !== "mouse" || this.stage.hasAttribute("data-swapped")) return;
    const { left, top } = this.getBoundingClientRect();
    this.#drag = { x: event.clientX, y: event.clientY, left, top, moved: false };
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const drag = this.#drag;
    if (!drag || event.buttons === 0) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    drag.moved ||= Math.hypot(dx, dy) > A_DRAG;
    if (drag.moved) this.#place(drag.left + dx, drag.top + dy);
  }

  /** Keep it inside the stage. @param {number} left @param {number} top */
  #place(left, top) {
    const stage = /** @type {HTMLElement} */ (this.parentElement).getBoundingClientRect();
    const within = (/** @type {number} */ value, /** @type {number} */ most) => Math.min(Math.max(EDGE, value), Math.max(EDGE, most - EDGE));
    this.style.left = `${within(left - stage.left, stage.width - this.offsetWidth)}px`;
    this.style.top = `${within(top - stage.top, stage.height - this.offsetHeight)}px`;
    this.style.right = "auto";
    this.style.bottom = "auto";
  }

  /** A drag that ends over the picture is no press. @param {Event} event */
  #swallow = (event) => {
    if (this.#drag?.moved) event.stopPropagation();
    this.#drag = null;
  };

  #putBack() {
    this.removeAttribute("style");
  }
}
