/** Tries numbers until one has the hash that is asked for. */

/** How many are tried at a time: each digest is a promise, and waiting for one by one would double the time. */
const AT_ONCE = 256;

/** @param {{challenge: string, maxnumber: number, salt: string}} riddle */
async function search({ challenge, maxnumber, salt }) {
  const encoder = new TextEncoder();
  for (let from = 0; from <= maxnumber; from += AT_ONCE) {
    const tries = Array.from({ length: AT_ONCE }, (_, at) => crypto.subtle.digest("SHA-256", encoder.encode(salt + (from + at))));
    const found = (await Promise.all(tries)).findIndex((digest) => hex(digest) === challenge);
    if (found >= 0) return from + found;
  }
  return -1;
}

/** @param {ArrayBuffer} digest */
function hex(digest) {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

self.addEventListener("message", async ({ data }) => self.postMessage(await search(data), { transfer: [] }));
