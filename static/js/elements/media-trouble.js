import { gettext } from "../helpers/text.js";
import { one, part } from "./finding.js";
import { nextStep, systemLink, troubleWith } from "./media-words.js";
import { StagePart } from "./stage-part.js";

/** Says what keeps the camera or the microphone shut and what to do; looks again by itself when the person fixed it. */
export class MediaTrouble extends StagePart {
  /** @type {{code: string, device?: string} | null} */
  #problem = null;

  connect() {
    this.hear(this.camera, "problem", (problem) => this.#show(problem));
    this.hear(this.camera, "change", () => this.#recheckShown());
    this.hear(this, "click", (_, event) => this.#press(event));
    if (navigator.mediaDevices) this.hear(navigator.mediaDevices, "devicechange", () => this.#retry(["none-found", "in-use"]));
    this.hear(document, "visibilitychange", () => document.visibilityState === "visible" && this.#retry(["denied-by-system", "in-use"]));
    this.#watchPermissions();
  }

  /** @param {{code: string, device?: string}} problem */
  #show(problem) {
    this.#problem = problem;
    part(this, "what").textContent = troubleWith(problem);
    part(this, "step").textContent = nextStep(problem);
    const link = one(this, "a", HTMLAnchorElement);
    link.href = systemLink(problem) || "#";
    link.hidden = !systemLink(problem);
    this.hidden = false;
    this.stage.toggleAttribute("data-trouble", true);
  }

  #hide() {
    this.#problem = null;
    this.hidden = true;
    this.stage.removeAttribute("data-trouble");
  }

  #recheckShown() {
    const { camera, microphone } = this.camera.state;
    const needed = this.#problem?.device === "microphone" ? microphone : camera;
    if (this.#problem && needed === "on") this.#hide();
  }

  /** @param {Event} event */
  #press({ target }) {
    const action = target instanceof Element && target.closest("[data-action]")?.getAttribute("data-action");
    if (action === "retry-media") this.camera.open({ camera: true, microphone: true }).catch(() => undefined);
    if (action === "trouble-seen") this.#hide();
    if (action !== "text-only") return;
    this.#hide();
    this.stage.dispatchEvent(new CustomEvent("mode-wanted", { detail: "text" }));
    this.stage.announce(gettext("You go on with text only."));
    this.stage.begin();
  }

  /** @param {string[]} codes  which troubles this event may have ended */
  #retry(codes) {
    if (this.#problem && codes.includes(this.#problem.code)) this.camera.open({ camera: true, microphone: true }).catch(() => undefined);
  }

  async #watchPermissions() {
    for (const name of ["camera", "microphone"]) {
      const status = await navigator.permissions?.query({ name: /** @type {PermissionName} */ (name) }).catch(() => null);
      if (status) this.hear(status, "change", () => status.state === "granted" && this.#retry(["denied"]));
    }
  }
}
