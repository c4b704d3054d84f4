/** @typedef {import("./peer.js").Peer} Peer */

const SILENT = 3000; // ms without a shown frame, though connected and looked at
const PATIENCE = 2000; // ms in which a disconnected line may come back by itself
const LOOK = 500; // ms

/**
 * Whether the partner is really seen. It is judged by shown frames: browsers have called connections connected, and
 * even decoded their frames, that showed nothing. Where no picture is to be expected, connected is enough.
 */
export class Health {
  /** @type {Peer | null} */
  #peer = null;
  #seenAt = 0;
  #expects = true;
  #isVisible; #well; #broken; #now;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #patience;
  #look = setInterval(() => this.#check(), LOOK);

  /**
   * @param {{well: () => void, broken: (how: "silent" | "disconnected" | "failed") => void}} judge
   * @param {{isVisible?: () => boolean, now?: () => number}} [senses]  a hidden page shows no frames
   */
  constructor({ well, broken }, { isVisible = () => true, now = () => performance.now() } = {}) {
    this.#well = well;
    this.#broken = broken;
    this.#isVisible = isVisible;
    this.#now = now;
  }

  /** Watch this connection and no other. @param {Peer} peer */
  follow(peer) {
    if (this.#peer) this.#peer.onState = () => {};
    this.#peer = peer;
    peer.onState = () => this.#changed();
    this.#rest();
  }

  /** A frame was shown. */
  frame() {
    if (this.#peer?.state !== "connected") return; // one of an older picture
    this.#rest();
    this.#well();
  }

  /** Whether the partner sends a picture. @param {boolean} picture */
  expect(picture) {
    this.#expects = picture;
    this.#rest();
    this.#check();
  }

  stop() {
    clearInterval(this.#look);
    clearTimeout(this.#patience);
  }

  #rest() {
    this.#seenAt = this.#now();
  }

  #changed() {
    clearTimeout(this.#patience);
    const state = this.#peer?.state;
    if (state === "connected") {
      this.#rest();
      this.#check();
    }
    if (state === "disconnected") this.#patience = setTimeout(() => this.#broken("disconnected"), PATIENCE);
    if (state === "failed") this.#broken("failed");
  }

  #check() {
    if (this.#peer?.state === "closed") return this.#broken("failed"); // no event tells of it
    if (this.#peer?.state !== "connected") return;
    if (!this.#expects || !this.#isVisible()) {
      this.#rest();
      this.#well();
    } else if (this.#now() - this.#seenAt >= SILENT) {
      this.#rest();
      this.#broken("silent");
    }
  }
}
