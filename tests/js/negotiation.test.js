import assert from "node:assert/strict";
import { test } from "node:test";

import { Negotiation } from "../../static/js/call/negotiation.js";

test("an offer that came with the match is answered in the same tick, before the page draws", () => {
  /** @type {unknown[]} */
  const taken = [];
  /** @type {any} */
  const peer = { connection: {}, answer: (/** @type {unknown} */ offer) => (taken.push(offer), new Promise(() => {})) };
  /** @type {any} */
  const call = { offers: false, adopted() {}, failed() {}, send() {} };
  new Negotiation(peer, call).begin({ offer: "v=0", given: false });
  assert.deepEqual(taken, [{ type: "offer", sdp: "v=0" }]);
});
