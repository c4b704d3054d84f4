import { Consent } from "./consent.js";

/** @typedef {import("./camera.js").Camera} Camera @typedef {import("./types.js").Tracks} Tracks @typedef {import("./types.js").Media} Media */

/** What of this person's devices goes out: as much as the chosen way of talking needs, and nothing else. */
export class Outlet {
  /** @type {import("./types.js").Mode} */
  mode = "video";
  consent = new Consent(() => this.mode);
  #camera;
  #away = false; // the camera is off because nobody looks at the page

  /** @param {Camera} camera */
  constructor(camera) {
    this.#camera = camera;
    this.consent.addEventListener("change", () => this.#blur(this.consent.blurs));
  }

  /** @returns {Tracks} */
  get tracks() {
    const { audio, video } = this.#camera.tracks;
    if (this.consent.held === "text") return { audio: null, video: null };
    return { audio: this.mode === "text" ? null : audio, video: this.mode === "video" ? video : null };
  }

  /** @returns {Media} */
  get media() {
    const { state, isShown, isBlurred } = this.#camera;
    const ready = this.consent.agreed && { ready: true };
    if (this.consent.held === "text") return { camera: false, microphone: false, blurred: true, ...ready };
    const camera = this.mode === "video" && isShown;
    return { camera, microphone: this.mode !== "text" && state.microphone === "on", blurred: camera && isBlurred, ...ready };
  }

  /** Open what is needed; what the person has switched off stays off. @returns {Promise<boolean>}  whether there is anything to talk with */
  async open() {
    const { state } = this.#camera;
    const microphone = this.mode !== "text" && state.microphone === "absent";
    const camera = this.mode === "video" && state.camera === "absent";
    if (microphone || camera) await this.#camera.open({ camera, microphone });
    return this.mode === "text" || state.microphone !== "absent" || (this.mode === "video" && state.camera !== "absent");
  }

  /** Nobody looks at the page any more. */
  leave() {
    if (this.#camera.state.camera !== "on") return;
    this.#away = true;
    this.#camera.setCamera(false);
  }

  comeBack() {
    if (this.#away && this.#camera.state.camera === "off") this.#camera.setCamera(true);
    this.#away = false;
  }

  close() {
    this.#away = false;
    this.#camera.close();
  }

  /** @param {boolean} on */
  #blur(on) {
    if (on !== this.#camera.isBlurred) this.#camera.setBlur(on);
  }
}
