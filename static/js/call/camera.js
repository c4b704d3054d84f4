import { Asking } from "./asking.js";
import { blurred } from "./blur.js";
import { Chosen } from "./chosen.js";
import { hindrance } from "./media-errors.js";
import { Meter } from "./meter.js";

/** @typedef {import("./types.js").DeviceState} DeviceState @typedef {import("./types.js").Tracks} Tracks */
/** @typedef {import("./media-errors.js").Device} Device @typedef {import("./asking.js").Problem} Problem */

const DEVICES = /** @type {Device[]} */ (["camera", "microphone"]);

/**
 * The camera and the microphone of this person, opened only when asked to, and then kept.
 *
 * Events: `change` (a device went on, off or away, or the picture is another one), `devices` (something was plugged in
 * or out), `problem` {code, device: camera | microphone | both}.
 */
export class Camera extends EventTarget {
  /** What one sees of oneself, which is what is sent. @type {MediaStream | null} */
  stream = null;
  /** @type {Record<Device, DeviceState>} */
  state = { camera: "absent", microphone: "absent" };
  isBlurred = false;
  /** @type {Record<Device, MediaStreamTrack | null>} */
  #raw = { camera: null, microphone: null };
  /** @type {import("./blur.js").Blurred | null} */
  #soft = null;
  /** @type {Promise<unknown>} one step after the other */
  #turn = Promise.resolve();
  #closed = 0; // how often; an opening that a close has overtaken gives its tracks back
  /** @type {Set<Device>} */
  #lost = new Set(); // what was unplugged while it was on
  #meter = new Meter();
  #media; #asking; #hindrance; #chosen; #blur;

  /** @param {{media?: MediaDevices, permissions?: Permissions, agent?: string, secure?: boolean, store?: Storage, blur?: typeof blurred}} [place] */
  constructor({ media = globalThis.navigator?.mediaDevices, permissions = globalThis.navigator?.permissions, agent = globalThis.navigator?.userAgent ?? "", secure = globalThis.isSecureContext ?? false, store, blur = blurred } = {}) {
    super();
    this.#media = media;
    this.#asking = new Asking(media, { permissions, agent });
    this.#hindrance = () => hindrance({ mediaDevices: media, secure, agent });
    this.#chosen = new Chosen(store);
    this.#blur = blur;
    media?.addEventListener("devicechange", () => this.#plugged());
  }

  /** What is to be sent. @returns {Tracks} */
  get tracks() {
    return { audio: this.#raw.microphone, video: this.#soft?.track ?? this.#raw.camera };
  }

  /** Whether a picture is sent; a phone mutes the camera of a page that is not in front. */
  get isShown() {
    return this.#raw.camera !== null && !this.#raw.camera.muted;
  }

  /** Ask for what is not open yet. What cannot be had is told by `problem`. @param {{camera?: boolean, microphone?: boolean}} [wanted] */
  open({ camera = true, microphone = true } = {}) {
    const asked = DEVICES.filter((device) => ({ camera, microphone })[device]);
    const closed = this.#closed;
    return this.#do(() => closed === this.#closed && this.#open(asked.filter((device) => !this.#raw[device])));
  }

  /** Off really stops the camera. @param {boolean} on */
  async setCamera(on) {
    if (on) return this.open({ microphone: false });
    if (this.state.camera === "on") this.#drop("camera", "off");
    this.#show();
  }

  /** @param {boolean} on */
  async setMicrophone(on) {
    const track = this.#raw.microphone;
    if (!track) return on ? this.open({ camera: false }) : undefined;
    track.enabled = on;
    this.state.microphone = on ? "on" : "off";
    this.#show();
  }

  /** @param {boolean} on */
  setBlur(on) {
    this.isBlurred = on;
    return this.#do(() => this.#soften());
  }

  /** Use another device from now on, and the next time, too. @param {string} kind  camera, microphone or speaker @param {string} id */
  async choose(kind, id) {
    this.#chosen.choose(kind, id);
    const device = DEVICES.find((each) => each === kind);
    if (!device || !this.#raw[device]) return;
    this.#drop(device, "off");
    await this.open({ camera: device === "camera", microphone: device === "microphone" });
  }

  get chosen() {
    return this.#chosen.choice;
  }

  async devices() {
    const all = (await this.#media?.enumerateDevices?.().catch(() => [])) ?? [];
    const of = (/** @type {string} */ kind) => all.filter((each) => each.kind === kind);
    return { cameras: of("videoinput"), microphones: of("audioinput"), speakers: of("audiooutput") };
  }

  /** How loud one is, 0 to 1. */
  level() {
    return this.#meter.level(this.state.microphone === "on" ? this.#raw.microphone : null);
  }

  /** Let go of everything; the lights go out. */
  close() {
    this.#closed += 1;
    for (const device of DEVICES) this.#drop(device, "absent");
    this.#meter.close();
    this.#lost.clear();
    this.#show();
  }

  /** @param {() => unknown} step */
  async #do(step) {
    this.#turn = this.#turn.then(step).catch(() => undefined);
    await this.#turn;
  }

  /** @param {Device[]} wanted */
  async #open(wanted) {
    const hindrance = this.#hindrance();
    if (hindrance) return this.#tell({ code: hindrance, device: "both" });
    const closed = this.#closed;
    const { camera: video, microphone: audio } = this.#chosen.choice;
    const { tracks, problems } = await this.#asking.open(wanted, { audio, video });
    if (closed !== this.#closed) return tracks.forEach((track) => track.stop());
    for (const track of tracks) this.#take(track);
    await this.#soften();
    problems.forEach((problem) => this.#tell(problem));
  }

  /** @param {MediaStreamTrack} track */
  #take(track) {
    const device = track.kind === "video" ? "camera" : "microphone";
    this.#raw[device] = track;
    this.state[device] = "on";
    this.#lost.delete(device);
    track.onended = () => this.#gone(device);
    track.onmute = track.onunmute = () => this.#show();
  }

  /** @param {Device} device @param {DeviceState} state */
  #drop(device, state) {
    const track = this.#raw[device];
    if (track) track.onended = track.onmute = track.onunmute = null;
    track?.stop();
    this.#raw[device] = null;
    this.state[device] = state;
    if (device === "camera") this.#unsoften();
  }

  #unsoften() {
    this.#soft?.stop();
    this.#soft = null;
  }

  /** Bring the picture in line with the wish for blur. */
  async #soften() {
    const { camera } = this.#raw;
    if (!camera || !this.isBlurred) this.#unsoften();
    else if (!this.#soft) {
      const soft = await this.#blur(camera);
      if (this.#raw.camera === camera && this.isBlurred) this.#soft = soft;
      else soft.stop();
    }
    this.#show();
  }

  /** @param {Device} device */
  #gone(device) {
    this.#drop(device, "absent");
    this.#lost.add(device);
    this.#show();
    this.#tell({ code: "none-found", device });
  }

  async #plugged() {
    this.dispatchEvent(new CustomEvent("devices"));
    const { cameras, microphones } = await this.devices();
    const camera = this.#lost.has("camera") && cameras.length > 0;
    const microphone = this.#lost.has("microphone") && microphones.length > 0;
    if (camera || microphone) await this.open({ camera, microphone });
  }

  #show() {
    const tracks = Object.values(this.tracks).filter((track) => track !== null);
    const shown = this.stream?.getTracks() ?? [];
    const same = shown.length === tracks.length && tracks.every((track) => shown.includes(track));
    if (!same) this.stream = tracks.length > 0 ? new MediaStream(tracks) : null;
    this.dispatchEvent(new CustomEvent("change"));
  }

  /** @param {Problem} problem */
  #tell(problem) {
    this.dispatchEvent(new CustomEvent("problem", { detail: problem }));
  }
}
