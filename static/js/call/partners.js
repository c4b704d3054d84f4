/** @typedef {import("./types.js").Partner} Partner @typedef {import("./types.js").Text} Text */

const LAST = 5;
const KEPT_FOR = 15 * 60_000; // ms after the end: as long as a handle can be complained with

/**
 * The last few meetings, in this page's memory and nowhere else: what one would need to complain about them.
 * The texts are kept with their seals, in their order, so that the chain has no gap.
 */
export class Partners {
  /** @type {Partner[]} newest first */
  #kept = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @returns {Partner | undefined}  whoever is there, or was last */
  get last() {
    return this.#kept[0];
  }

  /** @returns {Partner[]} newest first */
  get list() {
    this.#forget();
    return [...this.#kept];
  }

  /** @param {{handle: string, chat: string}} meeting */
  begin({ handle, chat }) {
    this.end();
    this.#kept = [{ handle, chat, metAt: Date.now(), endedAt: null, texts: [] }, ...this.#kept].slice(0, LAST);
  }

  /** A handle is good for a quarter of an hour; a fresh one comes in time. @param {string} chat @param {string} handle */
  renew(chat, handle) {
    const partner = this.#kept.find((kept) => kept.chat === chat);
    if (partner) partner.handle = handle;
  }

  /** @param {Text} text */
  keep(text) {
    this.#kept.find(({ chat }) => chat === text.chat)?.texts.push(text);
  }

  /** The picture that would go with a complaint. @param {Blob} frame @param {string} handle  whom it shows */
  keepFrame(frame, handle) {
    const partner = this.#kept.find((kept) => kept.handle === handle);
    if (partner && partner.settled === undefined) partner.frame = frame;
  }

  /** Nothing more is to be said about this one: what was kept for it goes. @param {string} handle @param {string} receipt  the page of a complaint, or "" */
  settle(handle, receipt) {
    const partner = this.#kept.find((kept) => kept.handle === handle);
    if (partner) Object.assign(partner, { settled: receipt, texts: [], frame: undefined });
  }

  /** The meeting is over; from now on its time runs. */
  end() {
    if (this.last && this.last.endedAt === null) this.last.endedAt = Date.now();
    this.#forget();
  }

  #forget() {
    const since = Date.now() - KEPT_FOR;
    this.#kept = this.#kept.filter(({ endedAt }) => endedAt === null || endedAt > since);
    clearTimeout(this.#timer);
    const oldest = this.#kept.at(-1)?.endedAt;
    if (oldest) this.#timer = setTimeout(() => this.#forget(), oldest - since + 1);
  }
}
