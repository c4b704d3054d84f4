/** @typedef {import("./types.js").Text} Text @typedef {import("./types.js").Partner} Partner */

/** As the server has them (moderation/policy.py). */
export const REASONS = ["MINOR", "NUDITY", "HARASSMENT", "THREAT", "HATE", "ADVERT", "RECORDED", "OTHER"];

/** What stands for words that are withheld: their place in the chain stays proven. @param {string} body @returns {Promise<string>} */
export async function commitment(body) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The texts as they are handed in, in their order: the chosen ones with their words, of all others the place alone.
 * @param {Text[]} texts @param {Set<Text>} chosen @returns {Promise<object[]>}
 */
export async function handedIn(texts, chosen) {
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
  fields.set("note", note);
  fields.set("messages", JSON.stringify(await handedIn(partner.texts, chosen)));
  if (frame) fields.set("frame", frame, "frame.jpg");
  return fields;
}
