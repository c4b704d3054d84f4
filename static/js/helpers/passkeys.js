/** Passkeys between the browser, which has bytes, and the server, which has JSON with base64url. */

import { post } from "../elements/posting.js";

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** @param {ArrayBuffer | null | undefined} buffer @returns {string | undefined} */
function words(buffer) {
  if (!buffer) return undefined;
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @returns {boolean}  whether this browser can use a passkey at this address: it needs a name, not a number */
export function canUsePasskeys() {
  const isNumber = /^[\d.]+$|:/.test(location.hostname);
  return "PublicKeyCredential" in window && window.isSecureContext && !isNumber;
}

/**
 * Ask the server what to ask the browser.
 * @param {string} url @param {string} purpose @returns {Promise<any>}  null when there is no answer to use
 */
export async function question(url, purpose) {
  const fields = new FormData();
  fields.set("for", purpose);
  const answer = await post(url, fields);
  if (!answer?.ok) return null;
  const asked = await answer.json();
  asked.challenge = bytes(asked.challenge);
  if (asked.user) asked.user.id = bytes(asked.user.id);
  for (const known of [...(asked.allowCredentials ?? []), ...(asked.excludeCredentials ?? [])]) {
    known.id = bytes(known.id);
  }
  return asked;
}

/** @param {Credential | null} credential @returns {string}  what the server reads */
export function told(credential) {
  const key = /** @type {PublicKeyCredential} */ (credential);
  const said = /** @type {any} */ (key.response);
  return JSON.stringify({
    id: key.id,
    rawId: words(key.rawId),
    type: key.type,
    authenticatorAttachment: key.authenticatorAttachment ?? undefined,
    clientExtensionResults: key.getClientExtensionResults(),
    response: {
      clientDataJSON: words(said.clientDataJSON),
      attestationObject: words(said.attestationObject),
      transports: said.getTransports?.(),
      authenticatorData: words(said.authenticatorData),
      signature: words(said.signature),
      userHandle: words(said.userHandle),
    },
  });
}
