import { Line } from "./line.js";
import { Meeting } from "./meeting.js";
import { Pace } from "./pace.js";
import { Partners } from "./partners.js";
import { Search } from "./search.js";
import { Spares } from "./spares.js";
import { Talk } from "./talk.js";

/** @typedef {import("./types.js").State} State @typedef {import("./types.js").Frame} Frame */
/** @typedef {import("./types.js").Signal} Signal @typedef {import("./outlet.js").Outlet} Outlet @typedef {import("./peers.js").Peers} Peers */

const SPARES_AFTER = 1000; // ms into a talk, when its picture no longer needs the processor
const SAID = ["too_fast", "bad_handle", "unavailable"]; // refusals that a person can do something about

/** The course that a conversation takes: which state follows when the server, the partner or the network says something. */
export class Course {
  /** @type {State} */
  state = "idle";
  partners = new Partners();
  /** @type {Talk | null} */
  talk = null;
  line; pace; search; spares;
  #tell; #outlet; #peers; #isVisible;
  #isGreeted = false; // the server knows who is on this line
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #soon;

  /**
   * @param {{socket: () => WebSocket, outlet: Outlet, peers: Peers, now?: () => number, isVisible: () => boolean,
   *   tell: (type: string, detail: unknown) => void}} place
   */
  constructor({ socket, outlet, peers, now, isVisible, tell }) {
    this.line = new Line(socket, { hear: (frame) => this.#hear(frame), broke: (tries) => this.#broke(tries), refused: (why) => this.refused(why) }, { now });
    this.pace = new Pace((undoable) => tell("undoable", undoable));
    this.spares = new Spares(peers, () => this.state === "seeking" && this.search.ready());
    this.search = new Search((frame) => this.line.send(frame), this.spares);
    this.#tell = tell;
    this.#outlet = outlet;
    this.#peers = peers;
    this.#isVisible = isVisible;
  }

  /** @param {State} state @param {string} [why] */
  turn(state, why = "") {
    this.state = state;
    this.#tell("state", { state, why });
  }

  /** Look for somebody, now or as soon as there is a line. The server is told first: what is left can be tidied after. @param {{failed?: boolean}} [chat] */
  seek(chat) {
    this.pace.stay();
    this.line.connect();
    if (this.#isGreeted) this.search.seek(chat);
    this.leave();
    this.turn("seeking");
    this.#prepare();
  }

  /** Have nothing more to do with whoever is there. */
  leave() {
    clearTimeout(this.#soon);
    this.talk?.stop();
    this.talk = null;
    this.partners.end();
    this.#tell("stream", { stream: null });
  }

  /** The chat is over, and the person should know why. @param {string} why */
  over(why) {
    this.leave();
    // Who does not look at the page is not put in front of strangers.
    const goesOn = this.#isVisible() && !["replaced", "excluded"].includes(why);
    const autoNextAt = goesOn ? this.pace.autoNext(() => this.seek()) : null;
    this.turn("ended", why);
    this.#tell("ended", { why, autoNextAt });
  }

  /** Let go of everything, until the next Start. */
  close() {
    this.leave();
    this.pace.stay();
    this.pace.dropUndo();
    this.search.over();
    this.spares.drop();
    this.line.rest();
    this.#outlet.close();
  }

  /** This tab may not go on. @param {string} why */
  refused(why) {
    this.#isGreeted = false;
    this.close();
    this.line.hangUp();
    if (why === "elsewhere") this.#tell("elsewhere", {});
    this.turn(why === "excluded" ? "excluded" : why === "elsewhere" ? "stopped" : "idle", why);
  }

  #prepare() {
    if (this.#isGreeted && this.#outlet.mode !== "text") this.spares.prepare();
  }

  /** @param {number} tries */
  #broke(tries) {
    this.#isGreeted = false;
    this.search.over();
    if (tries === 2) this.#tell("problem", { code: "unavailable", text: "" });
    if (!this.talk) return;
    if (this.state === "connecting") this.seek();
    else this.over("lost");
  }

  /** @param {Frame} frame */
  #hear(frame) {
    const { type, chat } = frame;
    if (type === "welcome") return this.#welcome(frame);
    if (type === "matched") return this.#matched(frame);
    if (type === "error") return this.#error(frame);
    if (type === "notice") return this.#notice(frame);
    if (type === "waiting") return this.state === "seeking" && this.#tell("waiting", this.search.heard(frame));
    if (!this.talk || chat !== this.talk.chat) return; // of a chat that was left
    if (type === "ended") return this.#ended(frame.why);
    if (type === "text") this.partners.keep(/** @type {any} */ (frame));
    this.talk.take(frame);
  }

  /** Comes first on a line, and again with new credentials for the relay. @param {Frame} frame */
  #welcome({ person, online, limits, may, place, ice_servers: iceServers }) {
    this.#peers.iceServers = iceServers;
    this.spares.renew();
    this.#tell("welcome", { person, online, limits, may, place });
    if (this.#isGreeted) return;
    this.#isGreeted = true;
    if (this.state !== "seeking") return;
    this.search.seek();
    this.#prepare();
  }

  /** @param {Frame} frame */
  #matched(frame) {
    const given = this.search.over();
    if (this.state !== "seeking" && this.state !== "ended") return; // stopped meanwhile, and the server hears of it
    const { chat, handle, partner, met_wish: metWish } = frame;
    const meet = (/** @type {(signal: Signal) => void} */ send) => this.#meet(frame, frame.offered ?? given, send);
    const onlyWords = partner.mode === "text" && this.#outlet.mode === "text";
    this.pace.stay();
    this.pace.dropUndo();
    this.partners.begin({ chat, handle });
    this.talk = new Talk(frame, { send: (each) => this.line.send(each), tell: this.#tell, meet: onlyWords ? null : meet });
    this.#tell("matched", { chat, partner, metWish });
    this.turn("connecting");
    this.talk.media(this.#outlet.media);
    if (onlyWords) this.#turned("talking");
  }

  /** @param {Frame} matched @param {boolean} given  the partner has our standing offer @param {(signal: Signal) => void} send */
  #meet(matched, given, send) {
    const standing = matched.role === "offer" ? this.spares.takeStanding() : null;
    const peer = standing ?? (matched.role === "offer" ? this.#peers.make({ offers: true }) : this.spares.takeAnswering());
    const listener = {
      send,
      stream: (/** @type {MediaStream} */ stream) => this.#tell("stream", { stream }),
      turned: (/** @type {"talking" | "reconnecting"} */ phase) => this.#turned(phase),
      over: (/** @type {"failed" | "lost"} */ why) => this.#failed(why),
      quality: (/** @type {unknown} */ quality) => this.#tell("quality", quality),
    };
    const make = (/** @type {{offers: boolean}} */ side) => this.#peers.make(side);
    return new Meeting(peer, matched, { given: given && standing !== null, make, listener, visible: this.#isVisible, trip: () => this.line.trip });
  }

  /** @param {"talking" | "reconnecting"} phase */
  #turned(phase) {
    if (this.state === "connecting") {
      this.pace.connected();
      this.#soon = setTimeout(() => (this.spares.drop(), this.#prepare()), SPARES_AFTER);
    }
    this.turn(phase);
  }

  /** The connection showed nothing. @param {"failed" | "lost"} why */
  #failed(why) {
    if (why === "failed") return this.seek({ failed: true });
    this.line.send({ type: "stop" });
    this.over("lost");
  }

  /** @param {string} why */
  #ended(why) {
    const broken = this.state === "reconnecting" && why === "stopped"; // their patience ended a moment before ours
    if (this.state === "connecting" && !["replaced", "excluded"].includes(why)) this.seek();
    else this.over(broken ? "lost" : why);
  }

  /** @param {Frame} frame */
  #notice({ code, text }) {
    if (code !== "undo_asked") return this.#tell("notice", { code, text });
    this.pace.stay(); // there is a question to be answered first
    this.#tell("undoasked", {});
  }

  /** @param {Frame} frame */
  #error({ code, text, retry_after: retryAfter }) {
    if (this.state === "seeking") this.search.refused(code, retryAfter ?? 0);
    if (SAID.includes(code)) this.#tell("problem", { code, text, retryAfter });
  }
}
