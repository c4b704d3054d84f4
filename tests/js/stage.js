import { mock } from "node:test";
import { Session } from "../../static/js/call/session.js";
import { as, FakeCamera, FakeConnection, FakePage, FakeSocket, pass, settled } from "./fakes.js";

export const WELCOME = { type: "welcome", person: "p", online: 7, limits: {}, may: {}, place: {}, ice_servers: [{ urls: "turn:relay" }], expires: 0 };
const PARTNER = { country: "NL", languages: [], shared_interests: [], mode: "video", member: false };
export const OFFER = ["v=0", "o=- 900 2 IN IP4 127.0.0.1", "a=fingerprint:sha-256 P900", "a=ice-ufrag:p900", ""].join("\r\n");

/** @param {string} chat @param {object} [more] */
export const matched = (chat, more = {}) => ({ type: "matched", chat, handle: `handle-${chat}`, role: "answer", partner: PARTNER, met_wish: {}, offer: OFFER, ...more });

/** A session on a stage: everything round it is in the test's hand, the clock included. */
export class Stage {
  camera = new FakeCamera();
  page = new FakePage();
  /** @type {FakeSocket[]} */
  sockets = [];
  /** @type {{type: string, detail: any}[]} */
  heard = [];
  /** @type {string[]} */
  states = [];

  constructor() {
    mock.timers.reset();
    mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1_000_000 });
    FakeConnection.made = [];
    this.session = new Session({
      socketUrl: "/ws/chat/",
      camera: as(this.camera),
      openSocket: () => as((this.sockets.push(new FakeSocket()), this.socket)),
      now: () => Date.now(),
      connect: (configuration) => as(new FakeConnection(configuration)),
      page: as(this.page),
    });
    for (const type of ["state", "waiting", "matched", "stream", "text", "typing", "partnermedia", "notice", "problem", "ended", "elsewhere", "undoable", "undoasked"]) {
      this.session.addEventListener(type, (event) => this.#note(type, /** @type {CustomEvent} */ (event).detail));
    }
  }

  get socket() {
    return /** @type {FakeSocket} */ (this.sockets.at(-1));
  }

  get connections() {
    return FakeConnection.made;
  }

  /** The connection that this meeting uses: the last one that has, or waits for, a partner. */
  get used() {
    return /** @type {FakeConnection} */ (this.connections.findLast((each) => each.remoteDescription && each.connectionState !== "closed"));
  }

  /** @param {string} type @returns {any[]} */
  told(type) {
    return this.heard.filter((each) => each.type === type).map(({ detail }) => detail);
  }

  /** @param {number} ms */
  async pass(ms) {
    await pass(ms);
  }

  /** Press Start; the server greets. */
  async seek() {
    this.session.start();
    await settled();
    this.socket.open();
    this.socket.says(WELCOME);
    await settled();
  }

  /** The standing offer is ready. */
  async gather() {
    const standing = /** @type {FakeConnection} */ (this.connections.findLast(({ localDescription }) => localDescription?.type === "offer"));
    standing.finds("candidate:1");
    standing.gathers();
    await settled();
    return standing;
  }

  /** Somebody is found. @param {string} chat @param {object} [more] */
  async meet(chat, more) {
    this.socket.says(matched(chat, more));
    await settled();
  }

  /** And seen. @param {string} chat @param {object} [more] */
  async talk(chat = "one", more = {}) {
    await this.meet(chat, more);
    this.used.becomes("connected");
    this.session.frame();
    await settled();
  }

  /** @param {string} type @param {any} detail */
  #note(type, detail) {
    this.heard.push({ type, detail });
    if (type === "state") this.states.push(detail.state);
  }
}

/** @param {object} [more] @returns {Promise<Stage>}  where two people talk */
export async function talking(more) {
  const stage = new Stage();
  await stage.seek();
  await stage.gather();
  await stage.talk("one", more);
  return stage;
}
