import { beat } from "./beat.js";
import { Course } from "./course.js";
import { Hearing } from "./hearing.js";
import { Line, PROTOCOL, overNetwork } from "./line.js";
import { meetOver } from "./meeting.js";
import { Outlet } from "./outlet.js";
import { Pace } from "./pace.js";
import { Partners } from "./partners.js";
import { Peers } from "./peers.js";
import { Search } from "./search.js";
import { Spares } from "./spares.js";
import { watchSurroundings } from "./surroundings.js";
import { whenTaken } from "./tab.js";

/**
 * The whole conversation of one tab, without any of its looks: from Start to Stop, over all partners. What a person does
 * is a method, what happens to them an event. Events, each with a detail: `state` {state, why}, `welcome`, `waiting`, `matched`,
 * `stream` {stream | null}, `text`, `typing`, `partnermedia`, `quality`, `notice`, `problem` {code, text, retryAfter}, `ended`
 * {why, autoNextAt}, `elsewhere`, `undoable` {until} or null, `undoasked`. Times are Unix milliseconds by this browser's clock.
 */
export class Session extends EventTarget {
  /** What of oneself is held back, and until when. */ consent;
  #course; #parts; #peers;

  /**
   * @param {{socketUrl: string, camera: import("./camera.js").Camera, openSocket?: (url: string, protocol: string) => WebSocket,
   *   now?: () => number, connect?: (configuration: RTCConfiguration) => RTCPeerConnection, page?: Document}} place
   */
  constructor({ socketUrl, camera, openSocket = overNetwork, now = () => performance.now(), connect, page }) {
    super();
    const tell = (/** @type {string} */ type, /** @type {unknown} */ detail) => this.dispatchEvent(new CustomEvent(type, { detail }));
    const outlet = new Outlet(camera);
    this.consent = outlet.consent;
    const peers = (this.#peers = new Peers(() => outlet.tracks, connect));
    const line = new Line(() => openSocket(socketUrl, PROTOCOL), { now });
    const spares = new Spares(peers);
    const search = new Search((frame) => line.send(frame), { spares, outlet, peers });
    const network = () => (line.hurry(), this.#course.talk?.hurry());
    const { isVisible } = watchSurroundings({ away: () => outlet.leave(), back: () => outlet.comeBack(), network }, { page });
    const meet = meetOver({ peers, line, isVisible, now });
    this.#parts = { line, outlet, spares, search, meet, tell, isVisible, partners: new Partners(), pace: new Pace(tell) };
    this.#course = new Course(this.#parts);
    line.owner = new Hearing(this.#course, peers);
    for (const source of [camera, outlet.consent]) source.addEventListener("change", () => this.#showDevices());
    whenTaken(() => line.owner?.refused("elsewhere"));
    beat(() => line.beat());
  }

  get state() {
    return this.#course.state;
  }

  /** What one could complain with about whoever is there, or was last. */
  get handle() {
    return this.#parts.partners.last?.handle ?? "";
  }

  /** The last five, newest first, for fifteen minutes. */
  get partners() {
    return this.#parts.partners.list;
  }

  /** Look for somebody; opens the camera and the socket where they are not. */
  async start() {
    if (this.state === "ended") this.next();
    if (this.state === "idle" || this.state === "stopped") await this.#course.start();
  }

  /** Leave this one for the next, unless it is a slip of the finger. */
  next() {
    const { state, talk } = this.#course;
    if (state === "talking" && !this.#parts.pace.isMeant) return;
    if (state !== "ended" && !talk) return;
    this.#course.seek();
    if (state === "talking" || state === "reconnecting") this.#parts.pace.offerUndo();
  }

  stay() {
    this.#parts.pace.stay();
  }

  stop() {
    if (["idle", "stopped", "excluded"].includes(this.state)) return;
    this.#parts.line.send({ type: "stop" });
    this.#course.close();
    this.#course.turn("stopped");
  }

  /** @param {string} body */
  sendText(body) {
    this.#course.talk?.say(body);
  }

  /** @param {boolean} on */
  typing(on) {
    this.#course.talk?.typing(on);
  }

  /** A frame of the partner's picture was shown. */
  frame() {
    this.#course.talk?.frame();
  }

  /** Keep a picture for a complaint, in this page's memory only. @param {Blob} blob @param {string} [handle]  of whom it shows */
  keepFrame(blob, handle = this.handle) {
    this.#parts.partners.keepFrame(blob, handle);
  }

  /** @param {import("./types.js").Wish} wish */
  setWish(wish) {
    this.#parts.search.wish = wish;
    this.#parts.search.seekOn();
  }

  /** @param {string} mode  video, voice or text */
  async setMode(mode) {
    const { outlet } = this.#parts;
    if (mode === outlet.mode) return;
    outlet.mode = /** @type {import("./types.js").Mode} */ (mode);
    this.consent.weigh();
    if (!["idle", "stopped", "excluded"].includes(this.state)) await outlet.open();
    this.#parts.search.seekOn();
  }

  /** Hide one's IP address: everything goes through the relay. @param {boolean} on */
  setRelayOnly(on) {
    this.#peers.relayOnly = on;
    this.#parts.spares.renew();
    this.#parts.search.seekOn();
  }

  /** Ask the one whom one has just left back, or agree to meet them again. */
  undo() {
    this.#parts.pace.dropUndo();
    this.#parts.line.send({ type: "undo", handle: this.handle });
  }

  /** Never meet somebody again. @param {string} [handle] @param {string} [receipt]  the page of a complaint, if there is one @returns {boolean}  whether the server was told */
  block(handle = this.handle, receipt = "") {
    const told = this.#parts.line.send({ type: "block", handle });
    if (told || receipt) this.#parts.partners.settle(handle, receipt);
    if (this.#course.talk && handle === this.handle) this.#course.over("blocked");
    return told;
  }

  #showDevices() {
    this.#peers.feed();
    this.#course.talk?.media(this.#parts.outlet.media);
  }
}
