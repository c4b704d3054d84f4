/** @typedef {import("./chat-stage.js").ChatStage} ChatStage */

/**
 * What every element inside the stage shares: it finds the stage, hears its session and camera, and
 * hears nothing more once it has left the page. A subclass says in `connect()` what it listens to.
 */
export class StagePart extends HTMLElement {
  #gone = new AbortController();

  /** @returns {ChatStage} */
  get stage() {
    const stage = this.closest("chat-stage");
    if (!stage) throw new TypeError(`${this.localName} stands outside of a chat-stage`);
    return /** @type {ChatStage} */ (stage);
  }

  get session() {
    return this.stage.session;
  }

  get camera() {
    return this.stage.camera;
  }

  connectedCallback() {
    this.#gone = new AbortController();
    this.connect();
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  connect() {}

  /**
   * @param {EventTarget} target @param {string} type
   * @param {(detail: any, event: Event) => void} take  given the event's detail
   */
  hear(target, type, take) {
    const { signal } = this.#gone;
    target.addEventListener(type, (event) => take(event instanceof CustomEvent ? event.detail : null, event), { signal });
  }

  /** Call `tick` each second (or `every` ms) until the returned function is called, or the element goes. @param {() => void} tick @returns {() => void} */
  tickWith(tick, every = 1000) {
    tick();
    const timer = setInterval(tick, every);
    this.#gone.signal.addEventListener("abort", () => clearInterval(timer));
    return () => clearInterval(timer);
  }
}
