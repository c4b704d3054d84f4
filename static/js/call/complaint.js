/** @typedef {import("./types.js").Text} Text @typedef {import("./types.js").Partner} Partner */

/** Of one chat; a moderator reads the last ones. */
export const MOST_TEXTS = 100;

/** Somebody may be hurt by what these are about: they are told where help is. */
const FRIGHTENING = ["THREAT", "HARASSMENT", "RECORDED"];

/** @param {Partner} partner @returns {Text[]}  what was said and can be handed in */
export function sayings({ texts }) {
  return texts.slice(-MOST_TEXTS);
}

/** What stands for words that are withheld: their place in the chain stays proven. @param {string} body @returns {Promise<string>} */
export async function commitment(body) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The texts as they are handed in, in their order: the chosen ones with their words, of all others the place alone;
 * and nothing at all where none is chosen.
 * @param {Text[]} texts @param {Set<Text>} chosen @returns {Promise<object[]>}
 */
export async function handedIn(texts, chosen) {
  if (!texts.some((text) => chosen.has(text))) return [];
  return Promise.all(
    texts.map(async (text) => {
      const { seq, at, seal, prev, body } = text;
      const place = { seq, at, seal, prev };
      return chosen.has(text) ? { ...place, body } : { ...place, commit: await commitment(body) };
    }),
  );
}

/**
 * @param {{partner: Partner, reason: string, note: string, frame: Blob | null, chosen: Set<Text>}} complaint
 * @returns {Promise<FormData>}
 */
export async function fieldsOf({ partner, reason, note, frame, chosen }) {
  const fields = new FormData();
  fields.set("handle", partner.handle);
  fields.set("reason", reason);
  fields.set("note", note.trim());
  fields.set("messages", JSON.stringify(await handedIn(sayings(partner), chosen)));
  if (frame) fields.set("frame", frame, "frame.jpg");
  return fields;
}

/** @param {number | undefined} status  of the answer; none came where there is none @returns {boolean}  whether the same may be taken in a moment */
export function canTryAgain(status) {
  return status === undefined || status === 429 || status >= 500;
}

/** @param {number | undefined} status @returns {boolean}  whether the complaint is with the server, now or from before */
export function isTaken(status) {
  return status === 201 || status === 409;
}

/** @param {string} reason */
export function isFrightening(reason) {
  return FRIGHTENING.includes(reason);
}
