const ANSWERS = /^a=x-answers:(.+?)\s*$/m;

/** @param {string | undefined} sdp @returns {string}  the certificate's, which is another one for each connection */
export const fingerprintOf = (sdp) => /^a=fingerprint:(.+?)\s*$/m.exec(sdp ?? "")?.[1] ?? "";

/** @param {string | undefined} sdp @returns {string}  which offer this is: the connection's number, and the how-many-eth */
export const nameOf = (sdp) => /^o=\S+ (\d+ \d+)/m.exec(sdp ?? "")?.[1] ?? "";

/**
 * Say in an answer which offer it answers. The attribute is our own; a browser that does not know it passes over it.
 * @param {string} sdp @param {string} name @returns {string}
 */
export const answering = (sdp, name) => (name ? `${sdp}a=x-answers:${name}\r\n` : sdp);

/** @param {string} sdp @returns {string}  the name of the offer that is answered, or "" where the answer does not say */
export const answeredBy = (sdp) => ANSWERS.exec(sdp)?.[1] ?? "";
