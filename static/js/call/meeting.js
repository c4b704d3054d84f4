import { Health } from "./health.js";
import { Ladder } from "./ladder.js";
import { Negotiation } from "./negotiation.js";
import { Quality } from "./quality.js";

/** @typedef {import("./peer.js").Peer} Peer @typedef {import("./types.js").Frame} Frame @typedef {import("./types.js").Signal} Signal */
/**
 * @typedef {{given: boolean, send: (signal: Signal) => void, stream: (stream: MediaStream) => void,
 *   turned: (phase: "talking" | "reconnecting") => void, over: (why: "failed" | "lost") => void,
 *   quality: (quality: {bars: number, cause: string, route: string}) => void}} Matter
 *   `given`: the partner has the offer of our peer already; the rest hears of what happens
 * @typedef {(peer: Peer, matched: Frame, matter: Matter) => Meeting} Meet
 * @typedef {{peers: import("./peers.js").Peers, line: import("./line.js").Line, isVisible: () => boolean, now?: () => number}} House
 */

/** One meeting of two browsers: their connection, and the care that it shows something. */
export class Meeting {
  #negotiation; #health; #ladder; #matter; #line;
  /** @type {Quality | null} */
  #quality = null;

  /** @param {Peer} peer @param {Frame} matched @param {Matter} matter @param {House} house */
  constructor(peer, matched, matter, { peers, line, isVisible, now }) {
    const repair = (/** @type {"restart" | "rebuild"} */ how) => this.#negotiation.repair(how);
    this.#matter = matter;
    this.#line = line;
    this.#ladder = new Ladder({ repair, turned: (phase) => this.#turned(phase), over: matter.over });
    this.#health = new Health({ well: () => this.#ladder.well(), broken: (how) => this.#ladder.broken(how) }, { isVisible, now });
    this.#health.expect(matched.partner.mode === "video");
    this.#negotiation = new Negotiation(peer, {
      offers: matched.role === "offer",
      send: matter.send,
      make: (side) => peers.make(side),
      adopted: (each) => this.#adopt(each),
      failed: () => this.#ladder.broken("failed"),
    });
    this.#negotiation.begin({ offer: matched.offer, given: matter.given });
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
    peer.onStream = () => this.#matter.stream(peer.stream);
  }

  /** @param {"talking" | "reconnecting"} phase */
  #turned(phase) {
    const connection = () => this.#negotiation.peer.connection;
    if (phase === "talking") {
      this.#negotiation.peer.limit();
      this.#quality ??= new Quality(connection, this.#matter.quality, () => this.#line.trip);
    }
    this.#matter.turned(phase);
  }
}

/** @param {House} house @returns {Meet}  what makes the meetings of this page */
export const meetOver = (house) => (peer, matched, matter) => new Meeting(peer, matched, matter, house);
