/** @typedef {import("../call/session.js").Session} Session */
/** @typedef {import("../call/camera.js").Camera} Camera */
/** @typedef {HTMLElement & {session: Session, camera: Camera, begin(): void, announce(words: string): void}} Stage */

/** @param {Stage} stage @returns {HTMLVideoElement | null} */
const partnerVideo = (stage) => stage.querySelector("video[data-who=partner]");

/** @param {Stage} stage */
async function preview(stage) {
  stage.removeAttribute("data-panic");
  if (stage.camera.state.camera !== "on") return stage.camera.open({ camera: true, microphone: true }).catch(() => undefined);
  stage.camera.close();
}

/** @param {Stage} stage @param {HTMLElement} button */
async function fullscreen(stage, button) {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await stage.requestFullscreen({ navigationUI: "hide" });
  button.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement)));
}

/** @param {Stage} stage */
async function smallWindow(stage) {
  const video = partnerVideo(stage);
  if (document.pictureInPictureElement) return document.exitPictureInPicture();
  if (video?.srcObject) await video.requestPictureInPicture();
}

/** Hide both pictures, fall silent, stop; then the chat is over and nothing of it is left on the screen. @param {Stage} stage */
function panic(stage) {
  const talking = ["talking", "reconnecting"].includes(stage.dataset.state ?? "");
  stage.toggleAttribute("data-panic", true);
  const video = partnerVideo(stage);
  if (video) video.muted = true;
  stage.camera.setMicrophone(false);
  stage.session.stop();
  stage.camera.close();
  if (talking) stage.dispatchEvent(new CustomEvent("complain-asked"));
}

/** @param {Stage} stage */
function toggleSheet(stage, open = !stage.hasAttribute("data-sheet")) {
  stage.toggleAttribute("data-sheet", open);
  if (open) stage.dataset.side = stage.dataset.state === "talking" ? "text" : "settings";
  stage.querySelector("[data-action=text]")?.setAttribute("aria-pressed", String(open));
  if (!open) /** @type {HTMLElement | null} */ (stage.querySelector("[data-action=text]"))?.focus();
}

/** @param {Stage} stage @returns {HTMLInputElement | null}  the switch of one's own wish for blur */
const blurSwitch = (stage) => stage.querySelector("input[data-setting=blur]");

/** Agree to see each other clearly, or take that back. Who agrees does not wish to be blurred any more. @param {Stage} stage */
function reveal(stage) {
  const { consent } = stage.session;
  if (!["talking", "reconnecting"].includes(stage.dataset.state ?? "")) return;
  if (consent.isOffered && !consent.agreed && consent.isWished) blurSwitch(stage)?.click();
  consent.agree();
}

/**
 * What each button does, by its data-action.
 * @type {Record<string, (stage: Stage, button: HTMLElement) => unknown>}
 */
export const ACTIONS = {
  start: (stage) => stage.begin(),
  next: (stage) => stage.session.next(),
  stop: (stage) => {
    stage.session.stop();
    stage.camera.close();
  },
  undo: (stage) => stage.session.undo(),
  complain: (stage) => stage.dispatchEvent(new CustomEvent("complain-asked")),
  microphone: (stage) => stage.camera.setMicrophone(stage.camera.state.microphone !== "on"),
  camera: (stage) => stage.camera.setCamera(stage.camera.state.camera !== "on"),
  blur: (stage) => (stage.session.consent.isGradual ? reveal(stage) : blurSwitch(stage)?.click()),
  reveal,
  preview,
  fullscreen,
  pip: smallWindow,
  panic,
  swap: (stage) => stage.toggleAttribute("data-swapped"),
  text: (stage) => toggleSheet(stage),
  "text-close": (stage) => toggleSheet(stage, false),
  keys: (stage) => stage.dispatchEvent(new CustomEvent("keys-asked")),
};
