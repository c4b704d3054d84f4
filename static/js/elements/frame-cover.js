import { jpegOf } from "./frame-keeper.js";
import { one } from "./finding.js";

const COARSE = 12; // squares across what is covered
/** @type {Record<string, [number, number, number, number]>} */
const HALVES = { left: [0, 0, 0.5, 1], right: [0.5, 0, 0.5, 1], top: [0, 0, 1, 0.5], bottom: [0, 0.5, 1, 0.5] };

/** The picture that would go with a complaint: a part of it can be made coarse, by dragging or by a button. */
export class FrameCover extends HTMLElement {
  /** @type {[number, number] | null} */
  #from = null;

  get #canvas() {
    return one(this, "canvas", HTMLCanvasElement);
  }

  connectedCallback() {
    this.#canvas.onpointerdown = (event) => (this.#from = this.#at(event));
    this.#canvas.onpointerup = (event) => this.#drag(this.#at(event));
    for (const button of this.querySelectorAll("[data-half]")) {
      if (button instanceof HTMLElement) button.onclick = () => this.#coverHalf(button.dataset.half ?? "");
    }
  }

  /** Show a picture, as it is. @param {Blob | undefined} blob @returns {Promise<boolean>}  whether there is one */
  async show(blob) {
    const picture = blob && (await createImageBitmap(blob).catch(() => null));
    this.hidden = !picture;
    if (!picture) return false;
    this.#canvas.width = picture.width;
    this.#canvas.height = picture.height;
    this.#canvas.getContext("2d")?.drawImage(picture, 0, 0);
    return true;
  }

  /** @returns {Promise<Blob | null>} */
  async picture() {
    return this.hidden ? null : jpegOf(this.#canvas);
  }

  /** @param {PointerEvent} event @returns {[number, number]} */
  #at({ clientX, clientY }) {
    const box = this.#canvas.getBoundingClientRect();
    return [((clientX - box.left) / box.width) * this.#canvas.width, ((clientY - box.top) / box.height) * this.#canvas.height];
  }

  /** @param {[number, number]} to */
  #drag(to) {
    if (!this.#from) return;
    const [x, y] = [Math.min(this.#from[0], to[0]), Math.min(this.#from[1], to[1])];
    const [width, height] = [Math.abs(this.#from[0] - to[0]), Math.abs(this.#from[1] - to[1])];
    this.#from = null;
    if (width > 4 && height > 4) this.#cover(x, y, width, height);
  }

  /** @param {string} half */
  #coverHalf(half) {
    const [x = 0, y = 0, width = 1, height = 1] = HALVES[half] ?? [];
    this.#cover(x * this.#canvas.width, y * this.#canvas.height, width * this.#canvas.width, height * this.#canvas.height);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  #cover(x, y, width, height) {
    const pen = this.#canvas.getContext("2d");
    const coarse = document.createElement("canvas");
    coarse.width = COARSE;
    coarse.height = COARSE;
    coarse.getContext("2d")?.drawImage(this.#canvas, x, y, width, height, 0, 0, COARSE, COARSE);
    if (pen) pen.imageSmoothingEnabled = false;
    pen?.drawImage(coarse, 0, 0, COARSE, COARSE, x, y, width, height);
  }
}
