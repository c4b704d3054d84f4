const TOGETHER = 20; // ms in which candidates gather for one frame
const MOST = 32; // what the server takes in one frame

/** Passes candidates on in batches: those of the first moment at once, later ones every 20 ms. */
export class Batches {
  /** @type {RTCIceCandidateInit[]} */
  #waiting = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #wait = 0;
  #send;

  /** @param {(candidates: RTCIceCandidateInit[]) => void} send */
  constructor(send) {
    this.#send = send;
  }

  /** @param {RTCIceCandidate} candidate */
  add(candidate) {
    this.#waiting.push(candidate.toJSON());
    this.#timer ??= setTimeout(() => this.#flush(), this.#wait);
  }

  clear() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
  }

  #flush() {
    this.#timer = undefined;
    this.#wait = TOGETHER;
    while (this.#waiting.length > 0) this.#send(this.#waiting.splice(0, MOST));
  }
}
