const GUARD = 700; // ms after a connection in which Next is a slip of the finger
const UNDO = 10_000; // ms
const AUTO_NEXT = 5000; // ms to read who left

/** The times of Next: when it does not count, until when it can be taken back, when it comes by itself. */
export class Pace {
  #connectedAt = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #undo;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #next;
  #tell;

  /** @param {(type: string, detail: unknown) => void} tell  `undoable` says until when a Next can be taken back */
  constructor(tell) {
    this.#tell = tell;
  }

  connected() {
    this.#connectedAt = Date.now();
  }

  /** Whether a press on Next is meant. */
  get isMeant() {
    return Date.now() - this.#connectedAt >= GUARD;
  }

  get isUndoable() {
    return this.#undo !== undefined;
  }

  offerUndo() {
    clearTimeout(this.#undo);
    this.#undo = setTimeout(() => this.dropUndo(), UNDO);
    this.#tell("undoable", { until: Date.now() + UNDO });
  }

  dropUndo() {
    if (this.#undo === undefined) return;
    clearTimeout(this.#undo);
    this.#undo = undefined;
    this.#tell("undoable", null);
  }

  /** @param {() => void} next @returns {number}  when it will be called, in Unix milliseconds, unless one stays */
  autoNext(next) {
    this.stay();
    this.#next = setTimeout(next, AUTO_NEXT);
    return Date.now() + AUTO_NEXT;
  }

  stay() {
    clearTimeout(this.#next);
  }
}
