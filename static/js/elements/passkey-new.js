import { canUsePasskeys, question, told } from "../helpers/passkeys.js";
import { one } from "./finding.js";

/** A form that makes a passkey before it is sent. */
export class PasskeyNew extends HTMLElement {
  connectedCallback() {
    if (!canUsePasskeys()) return;
    one(this, "[data-part=impossible]", HTMLElement).hidden = true;
    one(this, "button", HTMLButtonElement).disabled = false;
    one(this, "[name=credential]", HTMLInputElement).value = ""; // an answer counts once
    one(this, "form", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#make().catch(() => this.#refuse());
    });
  }

  async #make() {
    const form = one(this, "form", HTMLFormElement);
    one(this, "[data-part=refused]", HTMLElement).hidden = true;
    if (one(this, "[name=name]", HTMLInputElement).value.trim()) {
      const publicKey = await question(this.dataset.options ?? "", "add");
      if (!publicKey) return this.#refuse();
      const credential = await navigator.credentials.create({ publicKey });
      one(this, "[name=credential]", HTMLInputElement).value = told(credential);
    }
    form.submit(); // without a name the server says so beside the field
  }

  #refuse() {
    one(this, "[data-part=refused]", HTMLElement).hidden = false;
  }
}
