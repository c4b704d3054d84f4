/** @typedef {import("./types.js").State} State */

const BACK_WITHIN = 3500; // ms; the server keeps the seat of a broken line for 3 s

/** A talk whose line to the server broke: the picture may go on, and the server keeps the seat for a moment. */
export class Absence {
  /** The state that the talk was in, and goes back to. @type {State | null} */
  before = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #limit;

  /** @param {State} before @param {() => void} giveUp */
  begin(before, giveUp) {
    this.before = before;
    this.#limit = setTimeout(giveUp, BACK_WITHIN);
  }

  /** @returns {State | null}  the state to go back to */
  end() {
    const { before } = this;
    clearTimeout(this.#limit);
    this.before = null;
    return before;
  }
}
