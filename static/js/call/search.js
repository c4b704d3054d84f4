/** @typedef {import("./types.js").Wish} Wish @typedef {import("./types.js").Frame} Frame */

const NOBODY_WATCHES = 30_000; // ms; then a moderator may have come
const SETTLED = 300; // ms after the last change of a wish
/** @type {Wish} */
const ANYBODY = { genders: [], countries: [], languages: [], interests: [] };

/** What one looks for, and how the server is told. The standing offer goes with it, or after it as soon as it is ready. */
export class Search {
  wish = ANYBODY;
  #isOn = false;
  #given = false; // the server has our standing offer
  #heard = false; // the server has answered the last seek
  #behind = 0; // ms by which the server's clock is behind this one
  #fresh = true;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #send; #spares; #outlet; #peers;

  /**
   * @param {(frame: Frame) => boolean} send
   * @param {{spares: import("./spares.js").Spares, outlet: import("./outlet.js").Outlet, peers: import("./peers.js").Peers}} means
   */
  constructor(send, { spares, outlet, peers }) {
    this.#send = send;
    this.#spares = spares;
    this.#outlet = outlet;
    this.#peers = peers;
  }

  /** Look for somebody; out of a chat it is Next. @param {{failed?: boolean}} [chat]  that one never saw the partner */
  seek({ failed = false } = {}) {
    this.#fresh = true;
    this.#ask(failed ? { failed } : {});
  }

  /** The wish has changed while one looks. The match that may be on its way stands. */
  seekOn() {
    if (!this.#isOn) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask({ chat_ends: false }), SETTLED);
  }

  /** The standing offer is ready, or a fresher one is. */
  ready() {
    const offer = this.#offer;
    if (offer) this.#given = this.#send({ type: "ready", offer });
  }

  /** @param {Frame} waiting @returns {{since: number, stage: number, widensAt: number | null, ahead: number, drops: string, fits?: number}} */
  heard(waiting) {
    const { since, stage, widens_at: widensAt, ahead, drops = "", fits } = waiting;
    // A search begins now: both clocks are known at once, and whatever shows a countdown counts by this one.
    if (this.#fresh) this.#behind = Date.now() - since;
    this.#fresh = false;
    this.#heard = true;
    return { since: since + this.#behind, stage, widensAt: widensAt && widensAt + this.#behind, ahead, drops, fits };
  }

  /** The search is over. @returns {boolean}  whether the server had our standing offer */
  over() {
    clearTimeout(this.#timer);
    const given = this.#given;
    this.#given = this.#fresh = this.#isOn = false;
    return given;
  }

  /** A frame was refused. @param {string} code @param {number} retryAfter  seconds */
  refused(code, retryAfter) {
    if (this.#heard) return;
    clearTimeout(this.#timer);
    if (code === "bad_offer") this.#ask({ chat_ends: false, offer: undefined });
    if (code === "nobody_watches") this.#timer = setTimeout(() => this.#ask({ chat_ends: false }), NOBODY_WATCHES);
    if (code === "too_fast") this.#timer = setTimeout(() => this.#ask({ chat_ends: false }), retryAfter * 1000 || SETTLED);
  }

  /** Who only writes shows nobody where they are. */
  get #offer() {
    return (this.#outlet.mode !== "text" && this.#spares.offer) || undefined;
  }

  /** @param {Record<string, unknown>} more  what is undefined does not go out */
  #ask(more) {
    clearTimeout(this.#timer);
    this.#heard = false;
    this.#isOn = true;
    /** @type {Frame} */
    const frame = { type: "seek", wish: this.wish, mode: this.#outlet.mode, offer: this.#offer, relay: this.#peers.relayOnly || undefined, ...more };
    this.#given = this.#send(frame) && frame.offer !== undefined;
  }
}
