/**
 * What this browser can do, in the names and classes of accounts/usage.py: nothing by which it could be told from others.
 * @returns {Record<string, boolean | string | string[]>}
 */
export function capabilities() {
  const hints = /** @type {any} */ (navigator).userAgentData;
  return {
    webrtc: "RTCPeerConnection" in globalThis,
    insertable_streams: "MediaStreamTrackProcessor" in globalThis,
    speaker_selection: "setSinkId" in HTMLMediaElement.prototype,
    picture_in_picture: Boolean(document.pictureInPictureEnabled),
    touch: navigator.maxTouchPoints > 0,
    ...(hints && { mobile: Boolean(hints.mobile) }),
    screen: sizeClass(Math.min(screen.width, screen.height)),
    cores: coresClass(navigator.hardwareConcurrency),
    codecs: codecs(),
  };
}

/** @param {number} shorter  side of the screen, in CSS pixels */
export function sizeClass(shorter) {
  if (shorter < 600) return "small";
  return shorter < 1200 ? "medium" : "large";
}

/** @param {number | undefined} cores */
export function coresClass(cores = 1) {
  if (cores <= 2) return "1-2";
  if (cores <= 4) return "3-4";
  return cores <= 8 ? "5-8" : "9+";
}

function codecs() {
  const kinds = ["audio", "video"].flatMap((kind) => globalThis.RTCRtpReceiver?.getCapabilities?.(kind)?.codecs ?? []);
  const names = new Set(kinds.map(({ mimeType }) => mimeType.split("/")[1] ?? ""));
  return ["VP8", "VP9", "AV1", "H264", "H265", "opus"].filter((name) => names.has(name));
}
