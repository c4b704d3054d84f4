/** @typedef {import("./types.js").DeviceState} DeviceState @typedef {import("./types.js").Tracks} Tracks */
/** @typedef {import("./media-errors.js").Device} Device @typedef {import("./blur.js").Blurred} Blurred */

export const DEVICES = /** @type {Device[]} */ (["camera", "microphone"]);

/**
 * The devices that are open now: what they give, and the softened picture where one is wanted.
 * Its event `change` says that one went on, off or away, or that the picture is another one.
 */
export class OpenDevices extends EventTarget {
  /** What one sees of oneself, which is what is sent. @type {MediaStream | null} */
  stream = null;
  /** @type {Record<Device, DeviceState>} */
  state = { camera: "absent", microphone: "absent" };
  isBlurred = false;
  /** @type {Record<Device, MediaStreamTrack | null>} */
  #raw = { camera: null, microphone: null };
  /** @type {Blurred | null} */
  #soft = null;
  #blur;

  /** @param {(track: MediaStreamTrack) => Promise<Blurred>} blur */
  constructor(blur) {
    super();
    this.#blur = blur;
  }

  /** What is to be sent. @returns {Tracks} */
  get tracks() {
    const clear = this.isBlurred ? null : this.#raw.camera; // nothing clear goes out while the blur is on its way
    return { audio: this.#raw.microphone, video: this.#soft?.track ?? clear };
  }

  /** Whether the camera gives a picture: a phone mutes it while the page is not in front. */
  get isShown() {
    return this.#raw.camera !== null && !this.#raw.camera.muted;
  }

  /** @param {Device} device */
  has(device) {
    return this.#raw[device] !== null;
  }

  /** @param {MediaStreamTrack} track */
  take(track) {
    const device = track.kind === "video" ? "camera" : "microphone";
    this.drop(device, "on");
    this.#raw[device] = track;
    track.onended = () => this.pulledOut(device);
    track.onmute = track.onunmute = () => this.show();
  }

  /** Really stop a device. @param {Device} device @param {DeviceState} state  that it is in then */
  drop(device, state) {
    const track = this.#raw[device];
    if (track) track.onended = track.onmute = track.onunmute = null;
    track?.stop();
    this.#raw[device] = null;
    this.state[device] = state;
    if (device === "camera") this.#clear();
  }

  /** Mute the microphone, or don't. @param {boolean} on */
  hear(on) {
    const track = this.#raw.microphone;
    if (!track) return;
    track.enabled = on;
    this.state.microphone = on ? "on" : "off";
  }

  /** Bring the picture in line with the wish for blur. */
  async soften() {
    const { camera } = this.#raw;
    if (!camera || !this.isBlurred) return this.#clear();
    if (this.#soft) return;
    const soft = await this.#blur(camera);
    if (this.#raw.camera === camera && this.isBlurred) this.#soft = soft;
    else soft.stop();
  }

  /** A device is gone that was on. @param {Device} device */
  pulledOut(device) {
    this.drop(device, "absent");
    this.show();
  }

  /** Tell that something is different now. */
  show() {
    const tracks = Object.values(this.tracks).filter((track) => track !== null);
    const shown = this.stream?.getTracks() ?? [];
    const same = shown.length === tracks.length && tracks.every((track) => shown.includes(track));
    if (!same) this.stream = tracks.length > 0 ? new MediaStream(tracks) : null;
    this.dispatchEvent(new CustomEvent("change"));
  }

  #clear() {
    this.#soft?.stop();
    this.#soft = null;
  }
}
