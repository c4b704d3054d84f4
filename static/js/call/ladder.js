const CONNECTED_WITHIN = 12_000; // ms; then the next person, without blame for either
const GRACE = 15_000; // ms in which a broken call may be mended
const STEP = 4000; // ms that a repair is given to show a frame

/**
 * What is done about a call that shows nothing, step by step: a new way for the same connection, then new
 * connections, and an end when the time is over.
 */
export class Ladder {
  /** @type {"connecting" | "talking" | "reconnecting" | "over"} */
  phase = "connecting";
  #repair; #turned; #over;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #limit;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #step;
  #rebuiltAt = -Infinity;

  /**
   * @param {{repair: (how: "restart" | "rebuild") => void, turned: (phase: "talking" | "reconnecting") => void,
   *   over: (why: "failed" | "lost") => void}} means
   */
  constructor({ repair, turned, over }) {
    this.#repair = repair;
    this.#turned = turned;
    this.#over = over;
    this.#limit = setTimeout(() => this.#end("failed"), CONNECTED_WITHIN);
  }

  /** The partner is seen. */
  well() {
    if (this.phase === "over" || this.phase === "talking") return;
    this.stop();
    this.phase = "talking";
    this.#turned("talking");
  }

  /** @param {"silent" | "disconnected" | "failed"} how */
  broken(how) {
    if (this.phase === "over") return;
    if (this.phase === "talking") this.#begin();
    else if (how === "disconnected") return; // the step that was taken has its time
    if (how === "failed" || (this.#step === undefined && this.phase === "connecting")) this.#renew();
    else if (this.#step === undefined) this.#try("restart");
  }

  /** The network has changed: what is broken is mended now, and what is not gets a new way in time. */
  hurry() {
    if (this.phase === "talking") this.#repair("restart");
    else if (this.phase === "reconnecting") this.#try("restart");
  }

  stop() {
    clearTimeout(this.#limit);
    clearTimeout(this.#step);
    this.#step = undefined;
  }

  #begin() {
    this.phase = "reconnecting";
    this.#limit = setTimeout(() => this.#end("lost"), GRACE);
    this.#turned("reconnecting");
  }

  /** Build a new connection, but give the last one its time. */
  #renew() {
    const wait = this.#rebuiltAt + STEP - Date.now();
    if (wait > 0) return this.#later(wait);
    this.#rebuiltAt = Date.now();
    this.#try("rebuild");
  }

  /** @param {"restart" | "rebuild"} how */
  #try(how) {
    this.#later(STEP);
    this.#repair(how);
  }

  /** @param {number} wait */
  #later(wait) {
    clearTimeout(this.#step);
    this.#step = setTimeout(() => this.#renew(), wait);
  }

  /** @param {"failed" | "lost"} why */
  #end(why) {
    this.stop();
    this.phase = "over";
    this.#over(why);
  }
}
