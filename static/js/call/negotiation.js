import { Batches } from "./batches.js";
import { answeredBy, answering, fingerprintOf, nameOf } from "./sdp.js";

/** @typedef {import("./peer.js").Peer} Peer @typedef {import("./types.js").Signal} Signal */
/** @typedef {{type: RTCSdpType, sdp: string}} Description */

const ANSWERED_WITHIN = 4000; // ms; an offer that has no answer by then was lost with its partner's connection
const FRESH = 2000; // ms

/**
 * Keep two browsers agreed. One side only, named by the server, ever makes offers; the other asks for one ("please").
 * With fixed m-lines that is all a call of two needs, and no collision can happen (perfect negotiation lost the
 * picture under restarts from both sides). An answer says which offer it answers, so that a late one does no harm.
 */
export class Negotiation {
  /** @type {Peer} */
  peer;
  #offers; #send; #make; #adopted; #failed;
  #batches;
  /** @type {Promise<unknown>} */
  #turn = Promise.resolve();
  #stopped = false;
  #said = false; // the offer that stands was sent in this chat
  #saidAt = 0;
  #again = false;
  #heard = "";

  /**
   * @param {Peer} peer
   * @param {{offers: boolean, send: (signal: Signal) => void, make: (side: {offers: boolean}) => Peer,
   *   adopted: (peer: Peer) => void, failed: () => void}} call  `adopted` hears of every connection that is used
   */
  constructor(peer, { offers, send, make, adopted, failed }) {
    this.#offers = offers;
    this.#send = send;
    this.#make = make;
    this.#adopted = adopted;
    this.#failed = failed;
    this.#batches = new Batches((candidates) => send({ candidates }));
    this.peer = this.#adopt(peer);
  }

  /** @param {{offer?: string, given: boolean}} matched  the partner's offer, or whether they have ours */
  begin({ offer, given }) {
    this.#saidAt = Date.now();
    if (offer) return this.take({ description: { type: "offer", sdp: offer } });
    if (!this.#offers) return;
    if (!given) return this.#do(() => this.#say());
    for (const candidate of this.peer.early.splice(0)) this.#batches.add(candidate);
  }

  /** What the partner sent, one after the other. @param {Signal} signal */
  take(signal) {
    return this.#do(() => this.#hear(signal));
  }

  /** Find a new way for the same connection. */
  restart() {
    return this.#do(() => this.#restart());
  }

  /** Leave the connection for a new one. */
  rebuild() {
    return this.#do(() => this.#rebuild());
  }

  stop() {
    this.#stopped = true;
    this.#batches.clear();
    this.peer.close();
  }

  /** @param {() => unknown} step */
  #do(step) {
    this.#turn = this.#turn.then(() => this.#stopped || step()).catch(() => this.#stopped || this.#failed());
    return this.#turn;
  }

  /** @param {Signal} signal */
  async #hear({ description, candidates = [], please }) {
    if (please && this.#offers && !this.#justSaid) await (please === "restart" ? this.#restart() : this.#offerAgain());
    if (description?.type === "offer" && !this.#offers) await this.#answer(description);
    if (description?.type === "answer" && this.#offers) await this.#accept(description);
    for (const candidate of candidates) await this.#add(candidate);
  }

  /** Both sides notice a break at once: what the other asks for is on its way. */
  get #justSaid() {
    return this.#said && Date.now() - this.#saidAt < FRESH;
  }

  get #unanswered() {
    return this.peer.connection.signalingState === "have-local-offer" && Date.now() - this.#saidAt < ANSWERED_WITHIN;
  }

  #restart() {
    if (!this.#offers) return this.#send({ please: "restart" });
    if (this.#unanswered) return (this.#again = true);
    if (this.peer.connection.signalingState !== "stable") return this.#rebuild();
    this.peer.connection.restartIce();
    return this.#say();
  }

  #rebuild() {
    if (!this.#offers) return this.#send({ please: "offer" });
    if (this.#unanswered && this.#said) return;
    this.#replace();
    return this.#say();
  }

  /** The partner could not use what they have; our standing offer may be one that they never got. */
  #offerAgain() {
    return this.#unanswered && !this.#said ? this.#say() : this.#rebuild();
  }

  async #say() {
    await this.peer.connection.setLocalDescription();
    this.#said = true;
    this.#saidAt = Date.now();
    this.#describe();
  }

  /** @param {string} [name]  of the offer that this answers */
  #describe(name = "") {
    this.#batches.clear(); // they are in the description
    const { type, sdp } = this.peer.describe();
    this.#send({ description: { type, sdp: answering(sdp, name) } });
  }

  /** @param {Description} offer */
  async #answer(offer) {
    const name = nameOf(offer.sdp);
    if (name && name === this.#heard) return;
    const before = this.peer.connection.remoteDescription;
    if (before && fingerprintOf(before.sdp) !== fingerprintOf(offer.sdp)) this.#replace();
    this.#heard = name;
    await this.peer.answer(offer);
    this.#describe(name);
  }

  /** @param {Description} answer */
  async #accept(answer) {
    const { connection } = this.peer;
    const name = answeredBy(answer.sdp);
    if (connection.signalingState !== "have-local-offer") return;
    if (name && name !== nameOf(connection.localDescription?.sdp)) return this.#said || this.#say();
    await connection.setRemoteDescription(answer);
    if (!this.#again) return;
    this.#again = false;
    await this.#restart();
  }

  /** @param {RTCIceCandidateInit} candidate */
  async #add(candidate) {
    const known = this.peer.connection.remoteDescription?.sdp;
    const { usernameFragment: name } = candidate;
    if (!known || (name && !known.includes(`a=ice-ufrag:${name}`))) return; // of a connection that was left
    await this.peer.connection.addIceCandidate(candidate);
  }

  #replace() {
    this.peer.close();
    this.peer = this.#adopt(this.#make({ offers: this.#offers }));
  }

  /** @param {Peer} peer */
  #adopt(peer) {
    this.#batches.clear();
    peer.onCandidate = (candidate) => this.#batches.add(candidate);
    this.#adopted(peer);
    return peer;
  }
}
