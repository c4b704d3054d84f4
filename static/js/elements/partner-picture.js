import { StagePart } from "./stage-part.js";
import { one, part } from "./finding.js";

const CLEAR_AFTER = 200; // ms, one scene

/**
 * The stranger's picture: tells the session of every frame that was really shown, clears from a blur at the
 * first one, keeps the last while reconnecting, and offers a press where the browser refuses to play by itself.
 */
export class PartnerPicture extends StagePart {
  #first = true;

  get #video() {
    return one(this, "video", HTMLVideoElement);
  }

  connect() {
    this.hear(this.session, "stream", ({ stream }) => this.#take(stream));
    this.hear(this.session, "matched", ({ partner }) => this.#meet(partner));
    this.hear(this.session, "state", ({ state }) => this.#follow(state));
    this.hear(this.session, "partnermedia", ({ camera }) => (part(this, "no-camera").hidden = camera));
    this.hear(part(this, "tap"), "click", () => this.#play());
    this.#watch();
  }

  /** @param {{mode?: string}} partner */
  #meet({ mode = "video" }) {
    this.#first = true;
    part(this, "no-camera").hidden = mode === "video";
  }

  /** @param {MediaStream | null} stream */
  #take(stream) {
    if (this.#video.srcObject === stream) return;
    this.#video.srcObject = stream;
    if (stream) this.#play();
  }

  async #play() {
    try {
      await this.#video.play();
      part(this, "tap").hidden = true;
    } catch (error) {
      // A press is needed where autoplay is refused; a stream that was changed meanwhile is no refusal.
      part(this, "tap").hidden = !(error instanceof DOMException && error.name === "NotAllowedError");
    }
  }

  #watch() {
    const video = this.#video;
    if (!video.requestVideoFrameCallback) return this.hear(video, "timeupdate", () => this.#shown());
    const next = () => {
      this.#shown();
      if (this.isConnected) video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  }

  #shown() {
    this.session.frame();
    if (!this.#first) return;
    this.#first = false;
    this.toggleAttribute("data-clearing", true);
    setTimeout(() => this.removeAttribute("data-clearing"), CLEAR_AFTER);
  }

  /** @param {string} state */
  #follow(state) {
    if (state === "talking") this.#video.muted = false;
    if (state === "reconnecting") this.#freeze();
    else one(this, "canvas", HTMLCanvasElement).width = 0;
  }

  #freeze() {
    const video = this.#video;
    const canvas = one(this, "canvas", HTMLCanvasElement);
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    if (canvas.width) canvas.getContext("2d")?.drawImage(video, 0, 0);
  }
}
