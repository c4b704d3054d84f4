const EVERY = 2000; // milliseconds; without a script there is a link
const UNDER_WAY = ["ASKED", "WORKING"];

/** How far the copy of somebody's data is: asks the page for news of itself, until there is something to press. */
export class ArchiveProgress extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    if (UNDER_WAY.includes(this.dataset.state ?? "")) this.#timer = window.setTimeout(() => this.#look(), EVERY);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  async #look() {
    const news = await this.#fetched();
    if (!this.isConnected) return;
    if (news && !UNDER_WAY.includes(news.dataset.state ?? "")) {
      this.replaceWith(document.importNode(news, true));
      return;
    }
    const [now, then] = [this.querySelector("progress"), news?.querySelector("progress")];
    if (now && then) now.value = then.value;
    this.#timer = window.setTimeout(() => this.#look(), EVERY);
  }

  /** @returns {Promise<HTMLElement | null>} */
  async #fetched() {
    try {
      const response = await fetch(location.pathname, { headers: { Accept: "text/html" } });
      if (!response.ok) return null;
      return new DOMParser().parseFromString(await response.text(), "text/html").querySelector("archive-progress");
    } catch {
      return null; // the next look may have more luck
    }
  }
}
