import { one } from "./finding.js";

/** Whether visits may be counted: answered without leaving the page, or a picture that is open would be gone. */
export class ChoicesBar extends HTMLElement {
  connectedCallback() {
    const form = one(this, "form", HTMLFormElement);
    form.addEventListener("submit", (event) => this.#answer(event, form));
  }

  /** @param {SubmitEvent} event @param {HTMLFormElement} form */
  async #answer(event, form) {
    event.preventDefault();
    const fields = new FormData(form, event.submitter);
    const answer = await fetch(form.action, { method: "POST", body: fields, headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return; // it stays, and may be pressed again
    if ((await answer.json()).usage) this.#tellFromNow();
    this.hidden = true;
    document.getElementById("main")?.focus({ preventScroll: true });
  }

  #tellFromNow() {
    const teller = document.createElement("visit-teller");
    teller.dataset.page = this.dataset.page ?? "";
    this.after(teller);
  }
}
