import { gettext } from "../helpers/text.js";
import { one, part } from "./finding.js";
import { post, refusal } from "./posting.js";
import { StagePart } from "./stage-part.js";

/** Age and policy, asked once and before anything is stored (promises: SCO-2, CHI-1, DIS-4). Then the chat begins. */
export class EntryStep extends StagePart {
  get #dialog() {
    return one(this, "dialog", HTMLDialogElement);
  }

  connect() {
    this.hear(this.stage, "entry-needed", () => this.#dialog.showModal());
    this.hear(part(this, "later"), "click", () => this.#dialog.close());
    this.hear(one(this, "form", HTMLFormElement), "submit", (_, event) => this.#enter(event));
    this.hear(this.session, "state", ({ state, why }) => state === "idle" && why === "not_entered" && this.#again());
  }

  /** The policy changed since: it is asked again, on a page that says what changed if this one is older. */
  async #again() {
    this.stage.removeAttribute("data-entered");
    const answer = await fetch("/policy/", { headers: { Accept: "application/json" } }).catch(() => null);
    const { version } = (await answer?.json().catch(() => null)) ?? {};
    if (version && version !== one(this, "input[name=policy]", HTMLInputElement).value) return location.reload();
    this.#dialog.showModal();
  }

  /** @param {Event} event */
  async #enter(event) {
    event.preventDefault();
    const form = one(this, "form", HTMLFormElement);
    const button = one(this, "[type=submit]", HTMLButtonElement);
    button.disabled = true;
    const answer = await post(form.action, new FormData(form));
    button.disabled = false;
    if (answer?.ok) return this.#goOn((await answer.json()).first);
    this.#refuse((await refusal(answer)) || gettext("The server did not answer. Check your network and try again."));
  }

  /** @param {string | undefined} first  the page that comes before the chat, if there is one */
  #goOn(first) {
    this.stage.toggleAttribute("data-entered", true);
    if (first) this.stage.dataset.first = first;
    this.#dialog.close();
    this.stage.dispatchEvent(new CustomEvent("entered"));
    this.stage.begin();
  }

  /** @param {string} words */
  #refuse(words) {
    const error = part(this, "error");
    error.textContent = words;
    error.hidden = false;
  }
}
