/** Facebook's own button, in a frame that is only there after a press (promise: COO-3). */
export class LikeButton extends HTMLElement {
  connectedCallback() {
    this.querySelector("button")?.addEventListener("click", () => this.#load(), { once: true });
  }

  #load() {
    const frame = document.createElement("iframe");
    frame.src = this.dataset.url ?? "";
    frame.title = this.dataset.title ?? "";
    frame.referrerPolicy = "no-referrer";
    frame.sandbox.add("allow-scripts", "allow-same-origin", "allow-popups", "allow-forms");
    this.replaceChildren(frame);
  }
}
