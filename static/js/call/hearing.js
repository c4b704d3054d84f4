import { Looks } from "./looks.js";

/** @typedef {import("./types.js").Frame} Frame @typedef {import("./course.js").Course} Course */

const SAID = ["too_fast", "bad_handle", "unavailable", "nobody_watches"]; // refusals that a person can do something about

/** What the server says, and what becomes of the line to it, turned into steps of the course. */
export class Hearing {
  #course; #looks; #peers;

  /** @param {Course} course @param {import("./peers.js").Peers} peers */
  constructor(course, peers) {
    this.#course = course;
    this.#peers = peers;
    this.#looks = new Looks((frame) => course.parts.line.send(frame), (iceServers) => peers.show(iceServers));
  }

  /** @param {Frame} frame */
  hear(frame) {
    const { state, talk, parts } = this.#course;
    if (frame.type === "welcome") return this.#welcome(frame);
    if (frame.type === "matched") return this.#matched(frame);
    if (frame.type === "error") return this.#error(frame);
    if (frame.type === "notice") return this.#notice(frame);
    if (frame.type === "look") return void this.#looks.hear(frame);
    if (frame.type === "waiting") return state === "seeking" && parts.tell("waiting", parts.search.heard(frame));
    if (frame.handle) parts.partners.renew(frame.chat, frame.handle);
    if (!talk || frame.chat !== talk.chat) return; // of a chat that was left
    if (frame.type === "ended") return this.#course.ended(frame.why);
    if (frame.type === "text") parts.partners.keep(/** @type {any} */ (frame));
    talk.take(frame);
  }

  /** The line is gone, and is opened again. @param {number} tries */
  broke(tries) {
    const course = this.#course;
    course.isGreeted = false;
    course.parts.search.over();
    if (tries === 2) course.parts.tell("problem", { code: "unavailable", text: "" });
    if (!course.talk) return;
    if (course.state === "connecting") return course.seek();
    if (course.absence.before) return;
    course.absence.begin(course.state, () => course.over("lost"));
    course.turn("reconnecting");
  }

  /** The line is back: into the same chat, if the server still has it. @param {string | null | undefined} chat */
  #backIn(chat) {
    const course = this.#course;
    const before = course.absence.end();
    if (!before || !course.talk) return;
    if (chat !== course.talk.chat) return course.over("lost");
    course.turn(before);
    course.talk.hurry();
  }

  /** This tab may not go on. @param {string} why */
  refused(why) {
    const course = this.#course;
    course.isGreeted = false;
    course.close();
    course.parts.line.hangUp();
    if (why === "elsewhere") course.parts.tell("elsewhere", {});
    course.turn(why === "excluded" ? "excluded" : why === "elsewhere" ? "stopped" : "idle", why);
  }

  /** Comes first on a line, and again with new credentials for the relay. @param {Frame} frame */
  #welcome({ person, online, limits, may, place, chat, ice_servers: iceServers }) {
    const course = this.#course;
    this.#peers.iceServers = iceServers;
    course.parts.outlet.consent.demand(may?.clear === false);
    course.parts.spares.renew();
    course.parts.tell("welcome", { person, online, limits, may, place });
    if (course.isGreeted) return;
    course.isGreeted = true;
    this.#backIn(chat);
    if (course.state !== "seeking") return;
    course.parts.search.seek();
    course.prepare();
  }

  /** @param {Frame} frame */
  #matched(frame) {
    const { state, parts } = this.#course;
    const given = parts.search.over();
    // Who has stopped meanwhile takes nobody: the server hears of it.
    if (state === "seeking" || state === "ended") this.#course.meet(frame, frame.offered ?? given);
  }

  /** @param {Frame} frame */
  #notice({ code, text }) {
    const { pace, tell } = this.#course.parts;
    if (code !== "undo_asked") return tell("notice", { code, text });
    pace.stay(); // there is a question to be answered first
    tell("undoasked", {});
  }

  /** @param {Frame} frame */
  #error({ code, text, retry_after: retryAfter }) {
    const { state, parts } = this.#course;
    if (state === "seeking") parts.search.refused(code, retryAfter ?? 0);
    if (SAID.includes(code)) parts.tell("problem", { code, text, retryAfter });
  }
}
