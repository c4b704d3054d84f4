import { one } from "./finding.js";
import { StagePart } from "./stage-part.js";

const EVERY = 2000; // ms
const LONGEST = 640; // pixels of the longer side
const QUALITY = 0.8;

/** What is seen of a video now, on a canvas; null where nothing is. @param {HTMLVideoElement} video @returns {HTMLCanvasElement | null} */
export function drawn(video) {
  const { videoWidth: width, videoHeight: height } = video;
  if (!width || !height || !video.srcObject) return null;
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** @param {HTMLCanvasElement} canvas @returns {Promise<Blob | null>} */
export function jpegOf(canvas) {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}

/** Keeps the last picture of the one who is there, in this page's memory: nobody else gets it but with a complaint. */
export class FrameKeeper extends StagePart {
  connect() {
    this.tickWith(() => this.keep(), EVERY);
  }

  /** Keep what is seen now. */
  async keep() {
    if (this.stage.dataset.state !== "talking") return;
    const handle = this.session.handle;
    const canvas = drawn(one(this.stage, "video[data-who=partner]", HTMLVideoElement));
    const blob = canvas && (await jpegOf(canvas));
    if (!blob || handle !== this.session.handle) return;
    this.session.keepFrame(blob);
    this.dataset.kept = "";
  }
}
