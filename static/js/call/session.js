import { beat } from "./beat.js";
import { Course } from "./course.js";
import { Outlet } from "./outlet.js";
import { Peers } from "./peers.js";
import { watchSurroundings } from "./surroundings.js";
import { whenTaken } from "./tab.js";

/** @typedef {import("./types.js").State} State @typedef {import("./types.js").Mode} Mode @typedef {import("./types.js").Wish} Wish */
/** @typedef {import("./camera.js").Camera} Camera */

const PROTOCOL = "chatear.1";
const WITH_SOMEBODY = ["connecting", "talking", "reconnecting"];

/** @param {string} path @param {string} protocol */
const overNetwork = (path, protocol) => new WebSocket(new URL(path, location.href).href.replace(/^http/, "ws"), protocol);

/**
 * The whole conversation of one tab, without any of its looks: from Start to Stop, over all partners. What a person
 * does is a method, what happens to them an event.
 *
 * Events, each with a detail: `state` {state, why}, `welcome`, `waiting`, `matched`, `stream` {stream | null}, `text`,
 * `typing`, `partnermedia`, `quality`, `notice`, `problem` {code, text, retryAfter}, `ended` {why, autoNextAt},
 * `elsewhere`, `undoable` {until} or null, `undoasked`. Times are Unix milliseconds by this browser's clock.
 */
export class Session extends EventTarget {
  #course; #outlet; #peers;

  /**
   * @param {{socketUrl: string, camera: Camera, openSocket?: (url: string, protocol: string) => WebSocket, now?: () => number,
   *   connect?: (configuration: RTCConfiguration) => RTCPeerConnection, page?: Document}} place
   */
  constructor({ socketUrl, camera, openSocket = overNetwork, now, connect, page }) {
    super();
    const outlet = (this.#outlet = new Outlet(camera));
    const peers = (this.#peers = new Peers(() => outlet.tracks, connect));
    const network = () => {
      this.#course.line.hurry();
      this.#course.talk?.hurry();
    };
    const { isVisible } = watchSurroundings({ away: () => outlet.leave(), back: () => outlet.comeBack(), network }, { page });
    this.#course = new Course({
      socket: () => openSocket(socketUrl, PROTOCOL),
      outlet,
      peers,
      now,
      isVisible,
      tell: (type, detail) => this.dispatchEvent(new CustomEvent(type, { detail })),
    });
    camera.addEventListener("change", () => this.#showDevices());
    whenTaken(() => this.#course.refused("elsewhere"));
    beat(() => this.#course.line.beat());
  }

  /** @returns {State} */
  get state() {
    return this.#course.state;
  }

  /** What one could complain with about whoever is there, or was last. */
  get handle() {
    return this.#course.partners.last?.handle ?? "";
  }

  /** The last five, newest first, for fifteen minutes. */
  get partners() {
    return this.#course.partners.list;
  }

  /** Look for somebody; opens the camera and the socket where they are not. */
  async start() {
    const course = this.#course;
    if (course.state === "ended") return this.next();
    if (course.state !== "idle" && course.state !== "stopped") return;
    course.turn("asking");
    course.line.connect();
    const hasMeans = await this.#outlet.open();
    if (this.state !== "asking") return; // stopped meanwhile
    if (hasMeans) return course.seek();
    course.line.rest();
    course.turn("idle", "no_devices");
  }

  /** Leave this one for the next, unless it is a slip of the finger. */
  next() {
    const { state, pace } = this.#course;
    if (state === "talking" && !pace.isMeant) return;
    if (state !== "ended" && !WITH_SOMEBODY.includes(state)) return;
    if (state === "talking" || state === "reconnecting") pace.offerUndo();
    this.#course.seek();
  }

  /** No next one by itself. */
  stay() {
    this.#course.pace.stay();
  }

  stop() {
    const course = this.#course;
    if (["idle", "stopped", "excluded"].includes(course.state)) return;
    course.line.send({ type: "stop" });
    course.close();
    course.turn("stopped");
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

  /** The first frame was. */
  shown() {
    this.frame();
  }

  /** Keep a picture for a complaint, in this page's memory only. @param {Blob} blob */
  keepFrame(blob) {
    this.#course.partners.keepFrame(blob);
  }

  /** @param {Wish} wish */
  setWish(wish) {
    this.#course.search.wish = wish;
    this.#seekOn();
  }

  /** @param {string} mode  video, voice or text */
  async setMode(mode) {
    if (mode === this.#outlet.mode) return;
    this.#outlet.mode = this.#course.search.mode = /** @type {Mode} */ (mode);
    this.#showDevices();
    if (this.#course.state !== "idle" && this.#course.state !== "stopped") await this.#outlet.open();
    this.#seekOn();
  }

  /** Hide one's IP address: everything goes through the relay. @param {boolean} on */
  setRelayOnly(on) {
    if (on === this.#peers.relayOnly) return;
    this.#peers.relayOnly = this.#course.search.relayOnly = on;
    this.#course.spares.renew();
    this.#seekOn();
  }

  /** Ask the one whom one has just left back, or agree to meet them again. */
  undo() {
    this.#course.pace.dropUndo();
    this.#course.line.send({ type: "undo", handle: this.handle });
  }

  /** Never meet this one again. */
  block() {
    this.#course.line.send({ type: "block", handle: this.handle });
    if (WITH_SOMEBODY.includes(this.#course.state)) this.#course.over("blocked");
  }

  #seekOn() {
    if (this.#course.state === "seeking") this.#course.search.seekOn();
  }

  #showDevices() {
    this.#peers.feed();
    this.#course.talk?.media(this.#outlet.media);
  }
}
