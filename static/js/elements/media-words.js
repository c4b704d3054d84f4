import { gettext } from "../helpers/text.js";

/** @typedef {{code: string, device?: string}} Problem */

/** @returns {string}  where this browser keeps the switch */
function whereTheLockIs() {
  const agent = navigator.userAgent;
  if (/iPhone|iPad/.test(agent)) return gettext("Press “aA” in the address bar, then Website Settings, and allow it.");
  if (/Android/.test(agent)) return gettext("Press the icon left of the address, then Permissions, and allow it.");
  if (/Firefox/.test(agent)) return gettext("Press the crossed-out icon left of the address and remove the block.");
  if (/Safari/.test(agent) && !/Chrom/.test(agent)) return gettext("Open Safari’s menu, Settings for This Website, and allow it.");
  return gettext("Press the icon left of the address and allow it.");
}

/** @returns {string}  where the system keeps the switch */
function whereTheSystemSwitchIs() {
  const agent = navigator.userAgent;
  if (/iPhone|iPad/.test(agent)) return gettext("Open Settings, find this browser, and allow it there.");
  if (/Android/.test(agent)) return gettext("Open Settings, Apps, this browser, Permissions, and allow it there.");
  if (/Mac OS X/.test(agent)) return gettext("Open System Settings, Privacy & Security, and allow it for this browser.");
  if (/Windows/.test(agent)) return gettext("Open Settings, Privacy & security, and allow it for desktop apps.");
  return gettext("Allow it in the settings of your system.");
}

/** @param {Problem} problem @returns {string}  what went wrong, of the device it went wrong with */
export function troubleWith({ code, device = "both" }) {
  const words = TROUBLES()[code]?.[device] ?? TROUBLES()[code]?.both;
  return words ?? gettext("Camera and microphone could not be opened.");
}

/** @returns {Record<string, Record<string, string>>} */
const TROUBLES = () => ({
  denied: {
    camera: gettext("This page may not use your camera."),
    microphone: gettext("This page may not use your microphone."),
    both: gettext("This page may not use your camera and microphone."),
  },
  "denied-by-system": {
    camera: gettext("Your system keeps the camera from this browser."),
    microphone: gettext("Your system keeps the microphone from this browser."),
    both: gettext("Your system keeps camera and microphone from this browser."),
  },
  "none-found": {
    camera: gettext("No camera was found."),
    microphone: gettext("No microphone was found."),
    both: gettext("No camera and no microphone were found."),
  },
  "in-use": {
    camera: gettext("Another program is using your camera."),
    microphone: gettext("Another program is using your microphone."),
    both: gettext("Another program is using your camera or microphone."),
  },
  "too-high": { both: gettext("Your camera can't give the picture that was asked for.") },
  insecure: { both: gettext("Cameras only open on a secure page, and this address is not one.") },
  "in-app-browser": { both: gettext("The browser inside this app can't open cameras.") },
});

/** @param {Problem} problem @returns {string}  an address that opens the system's switch, where there is one */
export function systemLink({ code, device = "camera" }) {
  if (code !== "denied-by-system") return "";
  const [mac, windows] = device === "microphone" ? ["Microphone", "microphone"] : ["Camera", "webcam"];
  if (/Mac OS X/.test(navigator.userAgent) && !/iPhone|iPad/.test(navigator.userAgent)) return `x-apple.systempreferences:com.apple.preference.security?Privacy_${mac}`;
  return /Windows/.test(navigator.userAgent) ? `ms-settings:privacy-${windows}` : "";
}

/** @param {Problem} problem @returns {string}  what to do about it */
export function nextStep({ code }) {
  const steps = {
    denied: whereTheLockIs(),
    "denied-by-system": whereTheSystemSwitchIs(),
    "none-found": gettext("Plug one in: this page notices by itself. Text works without."),
    "in-use": gettext("Close the other call or program; then try again."),
    "too-high": gettext("Choose another camera in the settings, or try again."),
    insecure: gettext("Open the address with https:// in front."),
    "in-app-browser": gettext("Open this page in your own browser: look for “Open in browser” in the menu."),
  };
  return steps[/** @type {keyof typeof steps} */ (code)] ?? gettext("Try again, or go on with text.");
}
