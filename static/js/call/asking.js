import { codeOf, hindrance } from "./media-errors.js";

/** @typedef {import("./media-errors.js").Device} Device @typedef {import("./media-errors.js").Code} Code */
/** @typedef {{code: Code, device: Device | "both"}} Problem */
/** @typedef {{audio?: string, video?: string}} Chosen  ids of devices */

const CLEAR_SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const PICTURE = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30, max: 30 }, facingMode: "user" };

/** @param {Device[]} wanted @param {Chosen} chosen @param {boolean} modest  whatever the camera can give */
function constraints(wanted, chosen, modest) {
  const audio = { ...CLEAR_SOUND, ...(chosen.audio ? { deviceId: { ideal: chosen.audio } } : {}) };
  const video = { ...(modest ? {} : PICTURE), ...(chosen.video ? { deviceId: { ideal: chosen.video }, facingMode: undefined } : {}) };
  return { audio: wanted.includes("microphone") && audio, video: wanted.includes("camera") && video };
}

/**
 * Asks the browser for devices. Where not all can be had it takes what there is: one missing device is no dead end.
 */
export class Asking {
  #media; #permissions; #agent; #secure;

  /** @param {{media?: MediaDevices, permissions?: Permissions, agent?: string, secure?: boolean}} place */
  constructor({ media, permissions = globalThis.navigator?.permissions, agent = globalThis.navigator?.userAgent ?? "", secure = globalThis.isSecureContext }) {
    this.#media = media;
    this.#permissions = permissions;
    this.#agent = agent;
    this.#secure = secure;
  }

  /**
   * @param {Device[]} wanted @param {Chosen} chosen
   * @returns {Promise<{tracks: MediaStreamTrack[], problems: Problem[]}>}
   */
  async open(wanted, chosen) {
    if (wanted.length === 0) return { tracks: [], problems: [] };
    if (!this.#media) return { tracks: [], problems: [{ code: hindrance({ secure: this.#secure, agent: this.#agent }), device: "both" }] };
    try {
      return { tracks: await this.#ask(this.#media, wanted, chosen), problems: [] };
    } catch (error) {
      if (wanted.length === 1) return { tracks: [], problems: [{ code: await this.#code(error, wanted[0]), device: wanted[0] }] };
      return this.#oneByOne(error, wanted, chosen);
    }
  }

  /** @param {unknown} error  that came for both @param {Device[]} wanted @param {Chosen} chosen */
  async #oneByOne(error, wanted, chosen) {
    const refused = /** @type {{name?: string}} */ (error).name === "NotAllowedError";
    const states = await this.#permissionsOf(wanted);
    // Who has said no to both is not asked again and again; who has blocked one of them may have the other.
    if (refused && !states.includes("granted")) {
      return { tracks: [], problems: [{ code: codeOf(error, { agent: this.#agent }), device: /** @type {const} */ ("both") }] };
    }
    const found = [];
    for (const device of wanted) found.push(await this.open([device], chosen));
    const problems = found.flatMap(({ problems }) => problems);
    const same = problems.length === 2 && problems[0].code === problems[1].code;
    /** @type {Problem[]} */
    const said = same ? [{ code: problems[0].code, device: "both" }] : problems;
    return { tracks: found.flatMap(({ tracks }) => tracks), problems: said };
  }

  /** @param {MediaDevices} media @param {Device[]} wanted @param {Chosen} chosen */
  async #ask(media, wanted, chosen) {
    try {
      return (await media.getUserMedia(constraints(wanted, chosen, false))).getTracks();
    } catch (error) {
      if (/** @type {{name?: string}} */ (error).name !== "OverconstrainedError") throw error;
      return (await media.getUserMedia(constraints(wanted, {}, true))).getTracks();
    }
  }

  /** @param {unknown} error @param {Device} device */
  async #code(error, device) {
    return codeOf(error, { agent: this.#agent, permission: await this.#permission(device) });
  }

  /** @param {Device[]} devices */
  #permissionsOf(devices) {
    return Promise.all(devices.map((device) => this.#permission(device)));
  }

  /** @param {Device} device @returns {Promise<string | undefined>}  undefined where the browser does not tell */
  async #permission(device) {
    try {
      return (await this.#permissions?.query({ name: /** @type {PermissionName} */ (device) }))?.state;
    } catch {
      return undefined;
    }
  }
}
