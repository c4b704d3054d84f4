import { StagePart } from "./stage-part.js";

/** Text or settings beside the picture; arrow keys move between the two, as tabs do. */
export class SideTabs extends StagePart {
  connect() {
    this.hear(this, "click", (_, { target }) => this.#press(target));
    this.hear(this, "keydown", (_, event) => this.#key(/** @type {KeyboardEvent} */ (event)));
    const watcher = new MutationObserver(() => this.#show());
    watcher.observe(this.stage, { attributeFilter: ["data-side"] });
    this.#show();
  }

  get #tabs() {
    return /** @type {HTMLButtonElement[]} */ ([...this.querySelectorAll("[role=tab]")]);
  }

  /** @param {EventTarget | null} target */
  #press(target) {
    const tab = target instanceof Element ? target.closest("[data-tab]") : null;
    if (tab instanceof HTMLElement) this.stage.dataset.side = tab.dataset.tab ?? "settings";
  }

  /** @param {KeyboardEvent} event */
  #key({ key }) {
    if (!["ArrowLeft", "ArrowRight"].includes(key)) return;
    const other = this.#tabs.find((tab) => tab.ariaSelected !== "true");
    other?.click();
    other?.focus();
  }

  #show() {
    for (const tab of this.#tabs) {
      const selected = tab.dataset.tab === this.stage.dataset.side;
      tab.ariaSelected = String(selected);
      tab.tabIndex = selected ? 0 : -1;
    }
  }
}
