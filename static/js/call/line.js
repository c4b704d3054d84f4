/** @typedef {import("./types.js").Frame} Frame */

export const PROTOCOL = "chatear.1";
const OPEN = 1; // WebSocket.OPEN
const FIRST_WAIT = 500; // ms; doubles with every try
const LONGEST_WAIT = 15_000; // ms
const DEAF_AFTER = 12_000; // ms without any frame, though two pings were sent
const TOO_FAST_WAIT = 5000; // ms, where the server did not say how long
const RESTART_SPREAD = 8000; // ms over which everybody comes back to a restarted server

/** Closes that trying again would not change. @type {Record<number, string>} */
const FINAL = { 4401: "not_entered", 4403: "excluded", 4409: "elsewhere" };

/** What this page calls itself, so that it gets its seat back when its socket broke. */
const TAB = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16)).join("");

/** @param {string} path @param {string} protocol */
export function overNetwork(path, protocol) {
  const address = new URL(`${path}?tab=${TAB}`, location.href).href;
  return new WebSocket(address.replace(/^http/, "ws"), protocol);
}

/**
 * The socket to the server: opened again by itself for as long as it is wanted. It knows nothing of what is said on it.
 */
export class Line {
  /** Milliseconds that the last ping took, and the quickest of all. */
  trip = { last: 0, best: Infinity };
  /** @type {WebSocket | null} */
  #socket = null;
  #wanted = false;
  #tries = 0;
  #heardAt = 0;
  #pinged = { n: 0, at: 0 };
  #retryAfter = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /**
   * `broke` hears of every end after which it tries again, `refused` of one after which it does not.
   * @type {{hear: (frame: Frame) => void, broke: (tries: number) => void, refused: (why: string) => void} | null}
   */
  owner = null;
  #open; #now; #random;

  /** @param {() => WebSocket} open @param {{now?: () => number, random?: () => number}} [chance] */
  constructor(open, { now = () => performance.now(), random = Math.random } = {}) {
    this.#open = open;
    this.#now = now;
    this.#random = random;
  }

  get isOpen() {
    return this.#socket?.readyState === OPEN;
  }

  /** Be connected from now on. */
  connect() {
    this.#wanted = true;
    if (!this.#socket && !this.#timer) this.#dial();
  }

  /** Don't come back when it breaks. */
  rest() {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Close it, and hear nothing more. */
  hangUp() {
    this.rest();
    const socket = this.#socket;
    this.#socket = null;
    if (socket) socket.onclose = socket.onmessage = null;
    socket?.close();
  }

  /** The network is back: don't wait out the pause. */
  hurry() {
    if (!this.#timer) return;
    this.rest();
    this.connect();
  }

  /** @param {Frame} frame @returns {boolean}  whether it went out */
  send(frame) {
    if (!this.isOpen) return false;
    this.#socket?.send(JSON.stringify(frame));
    return true;
  }

  /** Show that one is there, and notice a line that is dead without having been closed. */
  beat() {
    if (!this.isOpen) return;
    if (this.#now() - this.#heardAt > DEAF_AFTER) return this.#end(this.#socket, 1006);
    this.#pinged = { n: this.#pinged.n + 1, at: this.#now() };
    this.send({ type: "ping", n: this.#pinged.n });
  }

  #dial() {
    this.#timer = undefined;
    this.#retryAfter = 0;
    const socket = (this.#socket = this.#open());
    socket.onopen = () => (this.#heardAt = this.#now());
    socket.onmessage = ({ data }) => this.#socket === socket && this.#take(JSON.parse(data));
    socket.onclose = ({ code }) => this.#end(socket, code);
  }

  /** @param {Frame} frame */
  #take(frame) {
    this.#heardAt = this.#now();
    if (frame.type === "welcome") this.#tries = 0;
    if (frame.type === "error" && frame.retry_after) this.#retryAfter = frame.retry_after * 1000;
    if (frame.type === "pong") this.#time(frame.n);
    else this.owner?.hear(frame);
  }

  /** @param {number} n */
  #time(n) {
    if (n !== this.#pinged.n) return;
    const last = this.#now() - this.#pinged.at;
    this.trip = { last, best: Math.min(last, this.trip.best) };
  }

  /** @param {WebSocket | null} socket @param {number} code */
  #end(socket, code) {
    if (!socket || this.#socket !== socket) return;
    this.#socket = null;
    socket.onclose = socket.onmessage = null;
    socket.close(); // one that is only deaf is still open
    if (FINAL[code]) {
      this.#wanted = false;
      return this.owner?.refused(FINAL[code]);
    }
    this.#tries += 1;
    if (this.#wanted) this.#timer = setTimeout(() => this.#dial(), this.#pause(code));
    this.owner?.broke(this.#tries);
  }

  /** Full jitter, so that those who were cut off together don't come back together. @param {number} code */
  #pause(code) {
    if (code === 1012) return this.#random() * RESTART_SPREAD;
    if (code === 4429) return (this.#retryAfter || TOO_FAST_WAIT) + this.#random() * FIRST_WAIT;
    return this.#random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#tries);
  }
}
