/** @typedef {"camera" | "microphone"} Device */
/** @typedef {"denied" | "denied-by-system" | "none-found" | "in-use" | "too-high" | "insecure" | "in-app-browser"} Code */

const IN_APP = /FBAN|FBAV|Instagram|\bLine\/|MicroMessenger|musical_ly|Bytedance|TikTok|Snapchat|Pinterest\/|LinkedInApp|; wv\)/;
const BY_SYSTEM = /by system|system denied|operating system/i; // Chromium's words; the name is the same as for a person's no

/** @type {Record<string, Code>} */
const CODES = {
  NotFoundError: "none-found",
  DevicesNotFoundError: "none-found",
  NotReadableError: "in-use",
  TrackStartError: "in-use",
  AbortError: "in-use",
  OverconstrainedError: "too-high",
  SecurityError: "denied",
};

/** @param {string} agent @returns {boolean}  whether the page is inside of another app */
export const isInApp = (agent) => IN_APP.test(agent);

/** Why a browser has no way to ask for devices. @param {{secure: boolean, agent: string}} place @returns {Code} */
export function hindrance({ secure, agent }) {
  if (!secure) return "insecure";
  return isInApp(agent) ? "in-app-browser" : "none-found";
}

/**
 * @param {unknown} error  of getUserMedia @param {{agent: string, permission?: string}} place
 *   `permission`: what the browser says the person has said; with a grant the no is the system's
 * @returns {Code}
 */
export function codeOf(error, { agent, permission }) {
  const { name, message } = /** @type {{name?: string, message?: string}} */ (error);
  if (name !== "NotAllowedError") return CODES[name ?? ""] ?? "in-use";
  if (BY_SYSTEM.test(message ?? "") || permission === "granted") return "denied-by-system";
  return isInApp(agent) ? "in-app-browser" : "denied";
}
