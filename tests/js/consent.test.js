import assert from "node:assert/strict";
import { test } from "node:test";
import { clears } from "../../static/js/call/consent.js";
import { Outlet } from "../../static/js/call/outlet.js";
import { as } from "./fakes.js";

const CLEAR = { camera: true, blurred: false };
const BLURRED = { camera: true, blurred: true };

/** @type {[string, boolean, import("../../static/js/call/consent.js").Shown | null, boolean][]} */
const CASES = [
  ["nobody has agreed", false, BLURRED, false],
  ["only they have agreed", false, { ...BLURRED, ready: true }, false],
  ["they are clear, and one has not agreed", false, CLEAR, false],
  ["only oneself has agreed", true, BLURRED, false],
  ["both have agreed", true, { ...BLURRED, ready: true }, true],
  ["one has agreed, and they are clear", true, CLEAR, true],
  ["one has agreed, and they show nothing", true, { camera: false, blurred: false }, false],
  ["one has agreed, and nothing is known of them", true, null, false],
];

for (const [when, ready, theirs, clear] of CASES) {
  test(`a blurred picture ${clear ? "clears" : "stays"} when ${when}`, () => assert.equal(clears(ready, theirs), clear));
}

test("whether one would clear is told only where it is so", () => {
  const camera = { state: { camera: "on", microphone: "on" }, isShown: true, isBlurred: true, isReady: false };
  const outlet = new Outlet(as(camera));
  assert.deepEqual(outlet.media, { camera: true, microphone: true, blurred: true });
  camera.isReady = true;
  assert.deepEqual(outlet.media, { camera: true, microphone: true, blurred: true, ready: true });
});
