import { canUsePasskeys, question, told } from "../helpers/passkeys.js";
import { one } from "./finding.js";

/** A button that asks for a passkey; on the page for signing in the browser also offers one while one types. */
export class PasskeyUse extends HTMLElement {
  /** @type {AbortController | null} */
  #offering = null;

  connectedCallback() {
    if (!canUsePasskeys()) return;
    this.hidden = false;
    one(this, "form", HTMLFormElement).addEventListener("submit", (event) => {
      if (one(this, "[name=credential]", HTMLInputElement).value) return;
      event.preventDefault();
      this.#offering?.abort();
      this.#use().catch(() => this.#refuse());
    });
    if (this.dataset.for === "sign-in") this.#offer().catch(() => {});
  }

  disconnectedCallback() {
    this.#offering?.abort();
  }

  async #use() {
    one(this, "[data-part=refused]", HTMLElement).hidden = true;
    const publicKey = await this.#question();
    if (!publicKey) return this.#refuse();
    this.#send(await navigator.credentials.get({ publicKey }));
  }

  /** Let the browser offer passkeys in the field for the address, where it can. */
  async #offer() {
    const field = document.querySelector("input[name=email]");
    if (!field || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
    field.setAttribute("autocomplete", "username webauthn");
    const publicKey = await this.#question();
    if (!publicKey) return;
    this.#offering = new AbortController();
    const signal = this.#offering.signal;
    this.#send(await navigator.credentials.get({ publicKey, mediation: "conditional", signal }));
  }

  #question() {
    return question(this.dataset.options ?? "", this.dataset.for ?? "");
  }

  /** @param {Credential | null} credential */
  #send(credential) {
    one(this, "[name=credential]", HTMLInputElement).value = told(credential);
    one(this, "form", HTMLFormElement).submit();
  }

  #refuse() {
    one(this, "[data-part=refused]", HTMLElement).hidden = false;
  }
}
