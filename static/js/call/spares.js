/** @typedef {import("./peer.js").Peer} Peer */

const GATHERED_BY = 400; // ms after which an offer goes out with the candidates there are; the others follow later
const LASTS = 4 * 60_000; // ms; then its addresses may have been given to somebody else by a router on the way

/**
 * Connections made before they are needed: one that stands with a gathered offer, to be given to whoever comes, and
 * one to answer with. Each is used once and has its own certificate, so that no two partners can compare.
 */
export class Spares {
  /** @type {Peer | null} */
  #standing = null;
  /** @type {Peer | null} */
  #answering = null;
  /** @type {string | null} */
  #offer = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #peers;
  /** An offer is ready, the first one or a fresher one. @type {() => unknown} */
  onOffer = () => {};

  /** @param {import("./peers.js").Peers} peers */
  constructor(peers) {
    this.#peers = peers;
  }

  /** The standing offer, once its candidates are gathered. */
  get offer() {
    return this.#offer;
  }

  /** Make what is missing. */
  prepare() {
    this.#answering ??= this.#peers.make({ offers: false });
    if (!this.#standing) this.#stand();
  }

  /** Make anew what there is: the relay's credentials, the way or the age of it has changed. */
  renew() {
    if (!this.#standing && !this.#answering) return;
    this.drop();
    this.prepare();
  }

  /** @returns {Peer}  the one whose offer stands, for its one answer */
  takeStanding() {
    const peer = this.#standing ?? this.#peers.make({ offers: true });
    peer.connection.onicegatheringstatechange = null;
    clearTimeout(this.#timer);
    this.#standing = this.#offer = null;
    return peer;
  }

  /** @returns {Peer}  one to answer with */
  takeAnswering() {
    const peer = this.#answering ?? this.#peers.make({ offers: false });
    this.#answering = null;
    return peer;
  }

  /** Throw away what was not needed. */
  drop() {
    clearTimeout(this.#timer);
    this.#standing?.close();
    this.#answering?.close();
    this.#standing = this.#answering = this.#offer = null;
  }

  async #stand() {
    const peer = (this.#standing = this.#peers.make({ offers: true }));
    const { connection } = peer;
    connection.onicegatheringstatechange = () => connection.iceGatheringState === "complete" && this.#ready(peer);
    await connection.setLocalDescription();
    if (this.#standing !== peer) return;
    this.#timer = setTimeout(() => this.#settle(peer), GATHERED_BY);
  }

  /** Not all candidates have come in time: go with those there are, or with the first one. @param {Peer} peer */
  #settle(peer) {
    if (peer.early.length > 0) return this.#ready(peer);
    const add = peer.onCandidate;
    peer.onCandidate = (candidate) => {
      peer.onCandidate = add;
      add(candidate);
      this.#ready(peer);
    };
  }

  /** @param {Peer} peer */
  #ready(peer) {
    if (this.#standing !== peer || this.#offer !== null) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.renew(), LASTS);
    this.#offer = peer.describe().sdp;
    this.onOffer();
  }
}
