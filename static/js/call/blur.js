import { Softener } from "./softener.js";

const FRAMES = 20; // a second, where a canvas of the page does the work

/** @typedef {{track: MediaStreamTrack, stop: () => void}} Blurred */

/**
 * A track that shows the camera's picture softened; what leaves the page is the softened one.
 * @param {MediaStreamTrack} track @returns {Promise<Blurred>}
 */
export async function blurred(track) {
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = /** @type {any} */ (globalThis);
  return MediaStreamTrackProcessor && MediaStreamTrackGenerator ? inWorker(track) : onCanvas(track);
}

/** @param {MediaStreamTrack} track @returns {Blurred} */
function inWorker(track) {
  const { MediaStreamTrackProcessor, MediaStreamTrackGenerator } = /** @type {any} */ (globalThis);
  const worker = new Worker(new URL("./blur-worker.js", import.meta.url), { type: "module" });
  const { readable } = new MediaStreamTrackProcessor({ track });
  const soft = new MediaStreamTrackGenerator({ kind: "video" });
  const { writable } = soft;
  worker.postMessage({ readable, writable }, [readable, writable]);
  return {
    track: soft,
    stop() {
      soft.stop();
      worker.terminate();
    },
  };
}

/** @param {MediaStreamTrack} track @returns {Promise<Blurred>} */
async function onCanvas(track) {
  // Neither of the two is ever put into the page.
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true });
  video.srcObject = new MediaStream([track]);
  await video.play();
  const make = (/** @type {number} */ width, /** @type {number} */ height) => Object.assign(document.createElement("canvas"), { width, height });
  const softener = new Softener(make);
  const draw = () => softener.draw(video, video.videoWidth, video.videoHeight);
  const canvas = /** @type {HTMLCanvasElement} */ (draw());
  const timer = setInterval(draw, 1000 / FRAMES);
  const [soft] = canvas.captureStream(FRAMES).getTracks();
  return {
    track: soft,
    stop() {
      clearInterval(timer);
      soft.stop();
      video.srcObject = null;
    },
  };
}
