/** @typedef {{script: string, wasm: string, simd: string, topology: string, weights: string}} Files */

/** From here on a picture is held for nudity: a share from 0 to 1, as the model has it. */
export const HELD = 0.6;
const EVERY = 1500; // ms between two looks

/** Judges pictures in a worker of this page; nothing of them leaves the device. */
export class Judge {
  /** @type {Worker | null} */
  #worker = null;
  #count = 0;
  #files; #open;

  /** @param {Files} files @param {(url: string) => Worker} [open] */
  constructor(files, open = (url) => new Worker(url)) {
    this.#files = files;
    this.#open = open;
  }

  /** @param {HTMLVideoElement} video @returns {Promise<number>}  0 to 1; throws where it can't be told */
  async judge(video) {
    const files = this.#worker ? undefined : this.#files;
    this.#worker ??= this.#open(this.#files.script);
    const picture = await createImageBitmap(video);
    return this.#ask({ files, picture }, [picture]);
  }

  /** @param {object} what @param {Transferable[]} along @returns {Promise<number>} */
  #ask(what, along) {
    const worker = /** @type {Worker} */ (this.#worker);
    const id = (this.#count += 1);
    return new Promise((resolve, reject) => {
      const take = (/** @type {MessageEvent} */ { data }) => {
        if (data.id !== id) return;
        worker.removeEventListener("message", take);
        if (data.error) reject(new Error(data.error));
        else resolve(data.nudity);
      };
      worker.addEventListener("message", take);
      worker.postMessage({ id, ...what }, along);
    });
  }
}

/**
 * The veil over a partner's picture: there from the first moment, lifted when the picture is judged clear, back when it is
 * not. It only ever blurs; whoever looks may lift it.
 */
export class Veil {
  /** @type {"" | "checking" | "held"} */
  state = "";
  #isRevealed = false;
  #run = 0;
  #judge; #show; #wait;

  /**
   * @param {() => Promise<number>} judge @param {(state: string) => void} show
   * @param {(ms: number) => Promise<void>} [wait]
   */
  constructor(judge, show, wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))) {
    this.#judge = judge;
    this.#show = show;
    this.#wait = wait;
  }

  /** A new picture begins. */
  async begin() {
    const run = (this.#run += 1);
    this.#isRevealed = false;
    this.#turn("checking");
    while (run === this.#run && !this.#isRevealed) {
      const share = await this.#judge().catch(() => 0); // where it can't be told, nothing is hidden
      if (run !== this.#run || this.#isRevealed) return;
      this.#turn(share >= HELD ? "held" : "");
      await this.#wait(EVERY);
    }
  }

  /** Show this one, whatever it is. */
  reveal() {
    this.#isRevealed = true;
    this.#turn("");
  }

  /** There is no picture any more. */
  end() {
    this.#run += 1;
    this.#turn("");
  }

  /** @param {"" | "checking" | "held"} state */
  #turn(state) {
    if (state === this.state) return;
    this.state = state;
    this.#show(state);
  }
}
