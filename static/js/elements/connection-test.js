import { tryNetwork } from "../call/reach.js";
import { gettext } from "../helpers/text.js";
import { one, part } from "./finding.js";

/** @returns {Record<import("../call/reach.js").Reach, string>} */
const words = () => ({
  direct: gettext("Your network lets you connect directly."),
  relayed: gettext("Your network allows no direct connection. The picture takes a detour through our relay, and that works."),
  blocked: gettext("Your network lets no picture through. Text works; for the picture, try another network."),
});

/** Tries the network before anybody waits at the other end, and says in plain words what to expect. */
export class ConnectionTest extends HTMLElement {
  connectedCallback() {
    one(this, "button", HTMLButtonElement).addEventListener("click", this.#run);
  }

  disconnectedCallback() {
    one(this, "button", HTMLButtonElement).removeEventListener("click", this.#run);
  }

  #run = async () => {
    const said = part(this, "said");
    said.textContent = gettext("Trying your network…");
    try {
      const answer = await fetch("/ice/", { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      said.textContent = words()[await tryNetwork((await answer.json()).ice_servers)];
    } catch {
      said.textContent = gettext("The test could not be made. Check that you are online, and press again in a moment.");
    }
  };
}
