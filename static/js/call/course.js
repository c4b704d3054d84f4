import { Absence } from "./absence.js";
import { Talk } from "./talk.js";

/** @typedef {import("./types.js").State} State @typedef {import("./types.js").Frame} Frame @typedef {import("./types.js").Signal} Signal */
/**
 * @typedef {{line: import("./line.js").Line, search: import("./search.js").Search, spares: import("./spares.js").Spares,
 *   pace: import("./pace.js").Pace, partners: import("./partners.js").Partners, outlet: import("./outlet.js").Outlet,
 *   meet: import("./meeting.js").Meet, isVisible: () => boolean, tell: (type: string, detail: unknown) => void}} Parts
 */

const SPARES_AFTER = 1000; // ms into a talk, when its picture no longer needs the processor
const QUIET = ["replaced", "excluded"]; // ends after which nothing goes on by itself

/** The course that a conversation takes: which state follows which, and what is done on the way. */
export class Course {
  /** @type {State} */
  state = "idle";
  /** The server knows who is on this line. */
  isGreeted = false;
  /** @type {Talk | null} */
  talk = null;
  absence = new Absence();
  parts;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #soon;

  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    parts.spares.onOffer = () => this.state === "seeking" && parts.search.ready();
  }

  /** @param {State} state @param {string} [why] */
  turn(state, why = "") {
    this.state = state;
    this.parts.tell("state", { state, why });
  }

  /** Open what is needed, then look for somebody. */
  async start() {
    const { line, outlet } = this.parts;
    this.turn("asking");
    line.connect();
    const hasMeans = await outlet.open();
    if (this.state !== "asking") return; // stopped meanwhile
    if (hasMeans) return this.seek();
    line.rest();
    this.turn("idle", "no_devices");
  }

  /** Look for somebody, now or as soon as there is a line. The server is told first: what is left can be tidied after. @param {{failed?: boolean}} [chat] */
  seek(chat) {
    this.parts.pace.stay();
    this.parts.line.connect();
    if (this.isGreeted) this.parts.search.seek(chat);
    this.leave();
    this.turn("seeking");
    this.prepare();
  }

  /** Make ready for the next one. */
  prepare() {
    if (this.isGreeted && this.parts.outlet.mode !== "text") this.parts.spares.prepare();
  }

  /** Have nothing more to do with whoever is there. */
  leave() {
    clearTimeout(this.#soon);
    this.absence.end();
    this.talk?.stop();
    this.talk = null;
    this.parts.partners.end();
    this.parts.tell("stream", { stream: null });
  }

  /** The chat is over, and the person should know why. @param {string} why */
  over(why) {
    const { isVisible, pace, tell } = this.parts;
    this.leave(); // and who does not look at the page is not put in front of strangers:
    const autoNextAt = isVisible() && !QUIET.includes(why) ? pace.autoNext(() => this.seek()) : null;
    this.turn("ended", why);
    tell("ended", { why, autoNextAt });
  }

  /** Let go of everything, until the next Start. */
  close() {
    const { line, outlet, pace, search, spares } = this.parts;
    this.leave();
    pace.stay();
    pace.dropUndo();
    search.over();
    spares.drop();
    line.rest();
    outlet.close();
  }

  /** Somebody was found. @param {Frame} matched @param {boolean} given  they have our standing offer */
  meet(matched, given) {
    const { line, outlet, pace, partners, tell } = this.parts;
    const { chat, handle, partner, met_wish: metWish } = matched;
    const onlyWords = partner.mode === "text" && outlet.mode === "text";
    const connect = (/** @type {(signal: Signal) => void} */ send) => this.#connect(matched, given, send);
    pace.stay();
    pace.dropUndo();
    partners.begin({ chat, handle });
    this.talk = new Talk(chat, { send: (frame) => line.send(frame), tell, consent: outlet.consent, connect: onlyWords ? null : connect });
    tell("matched", { chat, partner, metWish });
    this.turn("connecting");
    this.talk.media(outlet.media);
    if (onlyWords) this.#turned("talking");
  }

  /** The other side, or the server, has ended the chat. @param {string} why */
  ended(why) {
    const broken = this.state === "reconnecting" && why === "stopped"; // their patience was over a moment before ours
    if (this.state === "connecting" && !QUIET.includes(why)) this.seek();
    else this.over(broken ? "lost" : why);
  }

  /** @param {Frame} matched @param {boolean} given @param {(signal: Signal) => void} send */
  #connect(matched, given, send) {
    const { meet, spares, tell } = this.parts;
    const peer = matched.role === "offer" ? spares.takeStanding() : spares.takeAnswering();
    return meet(peer, matched, {
      given,
      send,
      stream: (stream) => tell("stream", { stream }),
      turned: (phase) => this.#turned(phase),
      over: (why) => this.#failed(why),
      quality: (quality) => tell("quality", quality),
    });
  }

  /** @param {"talking" | "reconnecting"} phase */
  #turned(phase) {
    if (this.absence.before) return void (this.absence.before = phase);
    if (this.state === "connecting") {
      this.parts.pace.connected();
      this.#soon = setTimeout(() => (this.parts.spares.drop(), this.prepare()), SPARES_AFTER);
    }
    this.turn(phase);
  }

  /** The connection showed nothing in time. @param {"failed" | "lost"} why */
  #failed(why) {
    if (why === "failed") return this.seek({ failed: true });
    this.parts.line.send({ type: "stop" });
    this.over("lost");
  }
}
