const ADDRESS = "/account/usage/";
const LONGEST = 6 * 60 * 60; // seconds, as in accounts/usage.py

/** Only there after a yes: tells for how long this page was open, and that the first talk began. With whom, it does not know. */
export class VisitTeller extends HTMLElement {
  #since = performance.now();
  #gone = new AbortController();
  #watch = new MutationObserver(() => this.#look());

  connectedCallback() {
    const { signal } = this.#gone;
    addEventListener("pagehide", () => this.#leave(), { signal });
    const stage = document.querySelector("chat-stage");
    if (stage) this.#watch.observe(stage, { attributes: true, attributeFilter: ["data-state"] });
  }

  disconnectedCallback() {
    this.#gone.abort();
    this.#watch.disconnect();
  }

  #look() {
    if (document.querySelector('chat-stage[data-state="talking"]') === null) return;
    this.#watch.disconnect();
    this.#tell({ talked: true });
  }

  #leave() {
    const seconds = Math.round((performance.now() - this.#since) / 1000);
    this.#tell({ page: this.dataset.page, seconds: Math.min(seconds, LONGEST) });
  }

  /** @param {object} what */
  #tell(what) {
    navigator.sendBeacon(ADDRESS, JSON.stringify(what));
  }
}
