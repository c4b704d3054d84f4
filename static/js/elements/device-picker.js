import { gettext } from "../helpers/text.js";
import { one, part } from "./finding.js";
import { StagePart } from "./stage-part.js";

/** Which camera, microphone and speaker; the lists follow what is plugged in. */
export class DevicePicker extends StagePart {
  connect() {
    this.hear(this.camera, "devices", () => this.#list());
    this.hear(this.camera, "change", () => this.#list());
    this.hear(this, "change", (_, { target }) => target instanceof HTMLSelectElement && this.#choose(target));
    if (this.camera.chosen.speaker) this.#speakThrough(this.camera.chosen.speaker);
    this.hear(this.session, "quality", ({ route }) => this.#showRoute(route));
  }

  async #list() {
    const { cameras, microphones, speakers } = await this.camera.devices();
    const { camera, microphone } = this.camera.state;
    const opened = camera === "on" || microphone === "on";
    this.#fill("camera", cameras, opened);
    this.#fill("microphone", microphones, opened);
    this.#fill("speaker", speakers, true);
    part(this, "closed").hidden = opened;
    part(this, "speakers").hidden = !opened || speakers.length < 2 || !("setSinkId" in HTMLMediaElement.prototype);
    const chosen = one(this, "select[data-kind=camera]", HTMLSelectElement).selectedOptions[0];
    const value = camera === "on" ? chosen?.label : opened ? gettext("microphone only") : gettext("not opened yet");
    one(this, "[data-value=devices]", HTMLElement).textContent = value ?? "";
  }

  /** @param {string} kind @param {MediaDeviceInfo[]} devices @param {boolean} opened */
  #fill(kind, devices, opened) {
    const select = one(this, `select[data-kind=${kind}]`, HTMLSelectElement);
    const track = this.camera.stream?.getTracks().find((each) => each.kind === (kind === "camera" ? "video" : "audio"));
    const current = kind === "speaker" ? this.camera.chosen.speaker : track?.getSettings().deviceId;
    const named = devices.filter((device) => device.deviceId);
    select.replaceChildren(...named.map(({ deviceId, label }, index) => new Option(label || `${index + 1}`, deviceId, false, deviceId === current)));
    select.disabled = !opened || named.length === 0;
  }

  /** @param {HTMLSelectElement} select */
  #choose(select) {
    const { kind = "" } = select.dataset;
    this.camera.choose(kind, select.value);
    if (kind === "speaker") this.#speakThrough(select.value);
  }

  /** @param {string} id  of a speaker; one that was unplugged leaves the sound where it is */
  #speakThrough(id) {
    const video = /** @type {HTMLVideoElement & {setSinkId?: (id: string) => Promise<void>}} */ (one(this.stage, "video[data-who=partner]", HTMLVideoElement));
    video.setSinkId?.(id)?.catch(() => undefined);
  }

  /** @param {string} route */
  #showRoute(route) {
    const words = {
      direct: gettext("direct, from computer to computer"),
      relayed: gettext("through our relay"),
    };
    part(this, "route").textContent = words[/** @type {keyof typeof words} */ (route)] ?? "";
    part(this, "line").hidden = !route;
  }
}
