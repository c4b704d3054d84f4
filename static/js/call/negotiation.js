import { Batches } from "./batches.js";
import { answeredBy, answering, fingerprintOf, nameOf } from "./sdp.js";

/**
 * @typedef {import("./peer.js").Peer} Peer @typedef {import("./types.js").Signal} Signal @typedef {{type: RTCSdpType, sdp: string}} Description
 * @typedef {{offers: boolean, send: (signal: Signal) => void, make: (side: {offers: boolean}) => Peer,
 *   adopted: (peer: Peer) => void, failed: () => void}} Call  `adopted` hears of every connection that is used
 */

const ANSWERED_WITHIN = 4000; // ms; an offer that has no answer by then was lost with its partner's connection
const FRESH = 2000; // ms, in which both sides notice the same break

/**
 * Keep two browsers agreed. One side only, named by the server, ever makes offers; the other asks for one ("please").
 * With fixed m-lines that is all a call of two needs, and no collision can happen (perfect negotiation lost the
 * picture under restarts from both sides). An answer says which offer it answers, so that a late one does no harm.
 */
export class Negotiation {
  #call; #batches;
  /** @type {Promise<unknown>} */
  #turn = Promise.resolve();
  #stopped = false;
  #said = false; // the offer that stands was sent in this chat
  #saidAt = Date.now();
  #again = false; // a restart is wanted after the answer
  #heard = ""; // the offer that was answered last
  #failed = () => this.#stopped || this.#call.failed();

  /** @param {Peer} peer @param {Call} call */
  constructor(peer, call) {
    this.#call = call;
    this.#batches = new Batches((candidates) => call.send({ candidates }));
    this.peer = this.#adopt(peer);
  }

  /** Answer in this very tick: a microtask later the page has first drawn the partner. @param {{offer?: string, given: boolean}} matched  the partner's offer, or whether they have ours */
  begin({ offer, given }) {
    if (offer) return (this.#turn = this.#hear({ description: { type: "offer", sdp: offer } }).catch(this.#failed));
    if (!this.#call.offers) return;
    if (!given) return this.#do(() => this.#say());
    for (const candidate of this.peer.early.splice(0)) this.#batches.add(candidate);
  }

  /** What the partner sent, one after the other. @param {Signal} signal */
  take(signal) {
    return this.#do(() => this.#hear(signal));
  }

  /** Find a new way for the same connection, or leave it for a new one. @param {"restart" | "rebuild"} how */
  repair(how) {
    return this.#do(() => (how === "restart" ? this.#restart() : this.#rebuild()));
  }

  stop() {
    this.#stopped = true;
    this.#batches.clear();
    this.peer.close();
  }

  /** @param {() => unknown} step */
  #do(step) {
    return (this.#turn = this.#turn.then(() => this.#stopped || step()).catch(this.#failed));
  }

  /** @param {Signal} signal */
  async #hear({ description, candidates = [], please }) {
    if (please && this.#call.offers && !this.#justSaid) await (please === "restart" ? this.#restart() : this.#sayAnew());
    if (description?.type === "offer" && !this.#call.offers) await this.#answer(description);
    if (description?.type === "answer" && this.#call.offers) await this.#accept(description);
    for (const candidate of candidates) await this.peer.add(candidate);
  }

  /** What the other asks for is on its way. */
  get #justSaid() {
    return this.#said && Date.now() - this.#saidAt < FRESH;
  }

  get #unanswered() {
    return this.peer.connection.signalingState === "have-local-offer" && Date.now() - this.#saidAt < ANSWERED_WITHIN;
  }

  #restart() {
    if (!this.#call.offers) return this.#call.send({ please: "restart" });
    if (this.#unanswered) return (this.#again = true);
    if (this.peer.connection.signalingState !== "stable") return this.#rebuild();
    this.peer.connection.restartIce();
    return this.#say();
  }

  #rebuild() {
    if (!this.#call.offers) return this.#call.send({ please: "offer" });
    if (this.#unanswered && this.#said) return;
    this.#replace();
    return this.#say();
  }

  /** The partner cannot use what they have; our standing offer may be one that they never got. */
  #sayAnew() {
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
    this.#call.send({ description: { type, sdp: answering(sdp, name) } });
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
    const [{ connection }, name] = [this.peer, answeredBy(answer.sdp)];
    if (connection.signalingState !== "have-local-offer") return;
    if (name && name !== nameOf(connection.localDescription?.sdp)) return this.#said || this.#say();
    await connection.setRemoteDescription(answer);
    if (!this.#again) return;
    this.#again = false;
    await this.#restart();
  }

  #replace() {
    this.peer.close();
    this.peer = this.#adopt(this.#call.make(this.#call));
  }

  /** @param {Peer} peer */
  #adopt(peer) {
    this.#batches.clear();
    peer.onCandidate = (candidate) => this.#batches.add(candidate);
    this.#call.adopted(peer);
    return peer;
  }
}
