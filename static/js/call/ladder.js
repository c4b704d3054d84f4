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
  #restart; #rebuild; #turned; #over;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #limit;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #step;
  #rebuiltAt = -Infinity;

  /**
   * @param {{restart: () => void, rebuild: () => void, turned: (phase: "talking" | "reconnecting") => void,
   *   over: (why: "failed" | "lost") => void}} means
   */
  constructor({ restart, rebuild, turned, over }) {
    this.#restart = restart;
    this.#rebuild = rebuild;
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
    if (how === "failed" || this.#step === undefined && this.phase === "connecting") this.#renew();
    else if (this.#step === undefined) this.#try(this.#restart);
  }

  /** The network has changed: what is broken is mended now, and what is not gets a new way in time. */
  hurry() {
    if (this.phase === "talking") this.#restart();
    else if (this.phase === "reconnecting") this.#try(this.#restart);
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
    this.#try(this.#rebuild);
  }

  /** @param {() => void} repair */
  #try(repair) {
    this.#later(STEP);
    repair();
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
