import { Health } from "./health.js";
import { Ladder } from "./ladder.js";
import { Negotiation } from "./negotiation.js";
import { Quality } from "./quality.js";

/** @typedef {import("./peer.js").Peer} Peer @typedef {import("./types.js").Frame} Frame @typedef {import("./types.js").Signal} Signal */
/**
 * @typedef {object} Listener  what a meeting tells
 * @property {(signal: Signal) => void} send
 * @property {(stream: MediaStream) => void} stream
 * @property {(phase: "talking" | "reconnecting") => void} turned
 * @property {(why: "failed" | "lost") => void} over
 * @property {(quality: {bars: number, cause: string, route: string}) => void} quality
 */

/** One meeting: its connection, and the care that it shows something. Two who only write have none, nor each other's address. */
export class Meeting {
  #negotiation; #health; #ladder; #listener; #trip;
  /** @type {Quality | null} */
  #quality = null;

  /**
   * @param {Peer} peer @param {Frame} matched
   * @param {{make: (side: {offers: boolean}) => Peer, listener: Listener, given: boolean, visible: () => boolean, trip: () => {last: number, best: number}}} means
   *   `given`: the partner has the offer of this peer
   */
  constructor(peer, matched, { given, make, listener, visible, trip }) {
    const repairs = { restart: () => this.#negotiation.restart(), rebuild: () => this.#negotiation.rebuild() };
    this.#listener = listener;
    this.#trip = trip;
    this.#ladder = new Ladder({ ...repairs, turned: (phase) => this.#turned(phase), over: listener.over });
    this.#health = new Health({ well: () => this.#ladder.well(), broken: (how) => this.#ladder.broken(how) }, { visible });
    this.#health.expect(matched.partner.mode === "video");
    this.#negotiation = new Negotiation(peer, {
      offers: matched.role === "offer",
      send: listener.send,
      make,
      adopted: (each) => this.#adopt(each),
      failed: () => this.#ladder.broken("failed"),
    });
    this.#negotiation.begin({ offer: matched.offer, given });
  }

  /** @param {Signal} signal */
  take(signal) {
    this.#negotiation.take(signal);
  }

  frame() {
    this.#health.frame();
  }

  /** @param {boolean} picture  whether the partner sends one */
  expect(picture) {
    this.#health.expect(picture);
  }

  hurry() {
    this.#ladder.hurry();
  }

  stop() {
    this.#ladder.stop();
    this.#health.stop();
    this.#quality?.stop();
    this.#negotiation.stop();
  }

  /** @param {Peer} peer */
  #adopt(peer) {
    this.#health.follow(peer);
    peer.onStream = () => this.#listener.stream(peer.stream);
  }

  /** @param {"talking" | "reconnecting"} phase */
  #turned(phase) {
    const connection = () => this.#negotiation.peer.connection;
    if (phase === "talking") {
      this.#negotiation.peer.limit();
      this.#quality ??= new Quality(connection, this.#listener.quality, this.#trip);
    }
    this.#listener.turned(phase);
  }
}
