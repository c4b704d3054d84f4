const LONGEST = 640; // pixels of the longer side
const QUALITY = 0.8;
const GRID = 8; // points a side that are looked at
const DARK = 24; // of 255

/** What a video shows now, on a canvas of its own; null where it shows nothing. @param {HTMLVideoElement} video @returns {HTMLCanvasElement | null} */
export function drawn(video) {
  const { videoWidth: width, videoHeight: height } = video;
  if (!width || !height || !video.srcObject) return null;
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const canvas = copyOf(video, Math.round(width * scale), Math.round(height * scale));
  return isDark(canvas) ? null : canvas;
}

/** @param {CanvasImageSource} picture @param {number} width @param {number} height @returns {HTMLCanvasElement} */
export function copyOf(picture, width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, width, height);
  return canvas;
}

/** @param {HTMLCanvasElement} canvas @returns {Promise<Blob | null>} */
export function jpegOf(canvas) {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}

/** Whether nothing is to be seen: a camera that was just switched off must not take the place of what it showed. @param {HTMLCanvasElement} canvas */
function isDark(canvas) {
  const { data } = copyOf(canvas, GRID, GRID).getContext("2d")?.getImageData(0, 0, GRID, GRID) ?? { data: [] };
  return data.every((value, index) => index % 4 === 3 || value < DARK);
}
