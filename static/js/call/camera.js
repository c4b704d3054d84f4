import { Asking } from "./asking.js";
import { blurred } from "./blur.js";
import { Chosen } from "./chosen.js";
import { Meter } from "./meter.js";
import { DEVICES, OpenDevices } from "./open-devices.js";

/** @typedef {import("./media-errors.js").Device} Device @typedef {import("./asking.js").Problem} Problem */

/**
 * The camera and the microphone of this person, opened only when asked to, and then kept.
 *
 * Events: `change`, `devices` (something was plugged in or out), `problem` {code, device: camera | microphone | both}.
 */
export class Camera extends OpenDevices {
  #media; #asking; #chosen;
  #meter = new Meter();
  /** @type {Promise<unknown>} one step after the other */
  #turn = Promise.resolve();
  #closed = 0; // how often; an opening that a close has overtaken gives its tracks back
  /** @type {Set<Device>} */
  #lost = new Set(); // what was pulled out while it was on

  /** @param {{media?: MediaDevices, permissions?: Permissions, agent?: string, secure?: boolean, store?: Storage, blur?: typeof blurred}} [place] */
  constructor({ media = globalThis.navigator?.mediaDevices, store, blur = blurred, ...place } = {}) {
    super(blur);
    this.#media = media;
    this.#asking = new Asking({ media, ...place });
    this.#chosen = new Chosen(store);
    media?.addEventListener("devicechange", () => this.#plugged());
  }

  /** Which devices were chosen by hand. */
  get chosen() {
    return this.#chosen.choice;
  }

  /** Ask for what is not open yet. What cannot be had is told by `problem`. @param {{camera?: boolean, microphone?: boolean}} [wanted] */
  open({ camera = true, microphone = true } = {}) {
    const asked = DEVICES.filter((device) => ({ camera, microphone })[device]);
    const closed = this.#closed;
    return this.#do(() => closed === this.#closed && this.#ask(asked.filter((device) => !this.has(device))));
  }

  /** Off really stops the camera. @param {boolean} on */
  async setCamera(on) {
    if (on) return this.open({ microphone: false });
    if (this.has("camera")) this.drop("camera", "off");
    this.show();
  }

  /** @param {boolean} on */
  async setMicrophone(on) {
    if (on && !this.has("microphone")) return this.open({ camera: false });
    this.hear(on);
    this.show();
  }

  /** @param {boolean} on */
  setBlur(on) {
    this.isBlurred = on;
    this.show();
    return this.#do(() => this.#softenOrStop());
  }

  /** Use another device from now on, and the next time, too. @param {string} kind  camera, microphone or speaker @param {string} id */
  async choose(kind, id) {
    this.#chosen.choose(kind, id);
    const device = DEVICES.find((each) => each === kind);
    if (!device || !this.has(device)) return;
    this.drop(device, "off");
    await this.open({ camera: device === "camera", microphone: device === "microphone" });
  }

  async devices() {
    const all = (await this.#media?.enumerateDevices().catch(() => [])) ?? [];
    const of = (/** @type {string} */ kind) => all.filter((each) => each.kind === kind);
    return { cameras: of("videoinput"), microphones: of("audioinput"), speakers: of("audiooutput") };
  }

  /** How loud one is, 0 to 1. */
  level() {
    return this.#meter.level(this.state.microphone === "on" ? this.tracks.audio : null);
  }

  /** Let go of everything; the lights go out. */
  close() {
    this.#closed += 1;
    for (const device of DEVICES) this.drop(device, "absent");
    this.#meter.close();
    this.#lost.clear();
    this.show();
  }

  /** @param {() => unknown} step */
  async #do(step) {
    await (this.#turn = this.#turn.then(step));
  }

  /** @param {Device[]} wanted */
  async #ask(wanted) {
    const closed = this.#closed;
    const { camera: video, microphone: audio } = this.chosen;
    const { tracks, problems } = await this.#asking.open(wanted, { audio, video });
    if (closed !== this.#closed) return tracks.forEach((track) => track.stop());
    for (const track of tracks) this.take(track);
    for (const device of wanted) this.#lost.delete(device);
    await this.#softenOrStop();
    for (const problem of problems) this.#tell(problem);
  }

  async #softenOrStop() {
    await this.soften().catch(() => this.setCamera(false)); // better no picture than one that is not blurred
    this.show();
  }

  /** @override @param {Device} device */
  pulledOut(device) {
    super.pulledOut(device);
    this.#lost.add(device);
    this.#tell({ code: "none-found", device });
  }

  async #plugged() {
    this.dispatchEvent(new CustomEvent("devices"));
    const { cameras, microphones } = await this.devices();
    const camera = this.#lost.has("camera") && cameras.length > 0;
    const microphone = this.#lost.has("microphone") && microphones.length > 0;
    if (camera || microphone) await this.open({ camera, microphone });
  }

  /** @param {Problem} problem */
  #tell(problem) {
    this.dispatchEvent(new CustomEvent("problem", { detail: problem }));
  }
}
