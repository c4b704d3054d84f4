import { jpegOf } from "../helpers/frames.js";
import { gettext } from "../helpers/text.js";
import { one, part } from "./finding.js";

const COARSE = 9; // squares across what is blurred
/** @typedef {{x: number, y: number, width: number, height: number}} Area  in parts of the picture, from 0 to 1 */
/** @type {Record<string, Area>} */
const HALVES = {
  left: { x: 0, y: 0, width: 0.5, height: 1 },
  right: { x: 0.5, y: 0, width: 0.5, height: 1 },
  top: { x: 0, y: 0, width: 1, height: 0.5 },
  bottom: { x: 0, y: 0.5, width: 1, height: 0.5 },
};

/** The picture that goes with a complaint: shown first, blurred in part by dragging or by a button, or left out. */
export class FrameCover extends HTMLElement {
  /** @type {CanvasImageSource | null} */
  #picture = null;
  /** @type {{x: number, y: number} | null} */
  #from = null;
  #isBlurred = false;
  #turn = 0;

  get #canvas() {
    return one(this, "canvas", HTMLCanvasElement);
  }

  get #isLeftOut() {
    return this.hasAttribute("data-left-out");
  }

  connectedCallback() {
    this.#canvas.onpointerdown = (event) => this.#begin(event);
    this.#canvas.onpointermove = (event) => this.#from && this.#mark(this.#area(event));
    this.#canvas.onpointerup = (event) => this.#end(this.#area(event));
    this.#canvas.onpointercancel = () => this.#end(null);
    part(this, "edit").onclick = () => this.#edit(!this.hasAttribute("data-edits"));
    part(this, "without").onclick = () => this.#leaveOut(!this.#isLeftOut);
    part(this, "look").onclick = () => this.toggleAttribute("data-veiled", false);
    part(this, "whole").onclick = () => this.#draw();
    for (const button of this.querySelectorAll("[data-half]")) {
      if (button instanceof HTMLElement) button.onclick = () => this.#blur(HALVES[button.dataset.half ?? ""] ?? null);
    }
  }

  /** Show a picture; what was shown before is gone at once, whoever it was of. @param {Blob | HTMLCanvasElement | undefined} picture */
  async show(picture) {
    const turn = (this.#turn += 1);
    this.#picture = null;
    this.hidden = true;
    this.#canvas.width = 0;
    this.#edit(false);
    const shown = picture instanceof Blob ? await createImageBitmap(picture).catch(() => null) : picture;
    if (!shown || turn !== this.#turn) return;
    this.#picture = shown;
    this.hidden = false;
    this.#canvas.width = shown.width;
    this.#canvas.height = shown.height;
    this.#draw();
    this.#leaveOut(false);
  }

  /** @returns {Promise<Blob | null>}  what goes with the complaint */
  async picture() {
    return this.hidden || this.#isLeftOut ? null : jpegOf(this.#canvas);
  }

  #draw() {
    this.#isBlurred = false;
    if (this.#picture) this.#canvas.getContext("2d")?.drawImage(this.#picture, 0, 0);
    this.#say();
  }

  /** @param {boolean} on */
  #edit(on) {
    this.toggleAttribute("data-edits", on);
    part(this, "edit").textContent = on ? gettext("Done") : gettext("Blur a part");
    part(this, "tools").hidden = !on;
    if (on) this.toggleAttribute("data-veiled", false);
  }

  /** @param {boolean} on */
  #leaveOut(on) {
    this.toggleAttribute("data-left-out", on);
    part(this, "without").textContent = on ? gettext("Take it along") : gettext("Leave it out");
    part(this, "edit").hidden = on;
    if (on) this.#edit(false);
    this.#say();
  }

  #say() {
    const goes = this.#isBlurred ? gettext("This picture goes with it, a part of it blurred.") : gettext("This picture goes with it. You are not in it.");
    part(this, "fate").textContent = this.#isLeftOut ? gettext("No picture goes with it.") : goes;
  }

  /** @param {PointerEvent} event @returns {{x: number, y: number}}  where on the picture */
  #at({ clientX, clientY }) {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    const within = (/** @type {number} */ value) => Math.min(1, Math.max(0, value));
    return { x: within((clientX - left) / width), y: within((clientY - top) / height) };
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    if (!this.hasAttribute("data-edits")) return;
    this.#from = this.#at(event);
    this.#canvas.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event @returns {Area | null}  what was drawn over */
  #area(event) {
    const [from, to] = [this.#from, this.#at(event)];
    return from && { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
  }

  /** @param {Area | null} area */
  #mark(area) {
    const { style } = part(this, "mark");
    part(this, "mark").hidden = !area;
    for (const [side, key] of /** @type {[string, keyof Area][]} */ ([["left", "x"], ["top", "y"], ["width", "width"], ["height", "height"]])) {
      style.setProperty(side, `${(area?.[key] ?? 0) * 100}%`);
    }
  }

  /** @param {Area | null} area */
  #end(area) {
    this.#mark((this.#from = null));
    if (area && area.width > 0.02 && area.height > 0.02) this.#blur(area);
  }

  /** @param {Area | null} area */
  #blur(area) {
    const pen = this.#canvas.getContext("2d");
    if (!pen || !area) return;
    const { width, height } = this.#canvas;
    const [x, y, wide, high] = [area.x * width, area.y * height, area.width * width, area.height * height];
    const coarse = document.createElement("canvas");
    coarse.width = coarse.height = COARSE;
    coarse.getContext("2d")?.drawImage(this.#canvas, x, y, wide, high, 0, 0, COARSE, COARSE);
    pen.drawImage(coarse, 0, 0, COARSE, COARSE, x, y, wide, high);
    this.#isBlurred = true;
    this.#say();
  }
}
