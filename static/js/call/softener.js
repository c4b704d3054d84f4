const GRAIN = 24; // pixels of the whole width that are left: what is gone cannot be brought back by sharpening

/** @typedef {OffscreenCanvas | HTMLCanvasElement} Canvas */

/** Draws pictures so softly that one sees that somebody is there, and not who. */
export class Softener {
  /** @type {Canvas} */
  #small;
  /** @type {Canvas} */
  #large;

  /** @param {(width: number, height: number) => Canvas} make */
  constructor(make) {
    this.#small = make(GRAIN, GRAIN);
    this.#large = make(2, 2);
  }

  /** @param {CanvasImageSource} picture @param {number} width @param {number} height @returns {Canvas}  the same one each time */
  draw(picture, width, height) {
    const [small, large] = [this.#small, this.#large];
    if (large.width !== width || large.height !== height) Object.assign(large, { width, height });
    const rows = Math.max(1, Math.round((GRAIN * height) / width));
    if (small.height !== rows) small.height = rows;
    const through = /** @type {CanvasRenderingContext2D} */ (small.getContext("2d"));
    const out = /** @type {CanvasRenderingContext2D} */ (large.getContext("2d"));
    through.drawImage(picture, 0, 0, GRAIN, rows);
    out.imageSmoothingQuality = "high";
    out.drawImage(small, 0, 0, width, height);
    return large;
  }
}
