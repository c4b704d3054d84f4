import assert from "node:assert/strict";
import { test } from "node:test";
import { grade, routeOf, sampleOf } from "../../static/js/call/quality.js";
import { as } from "./fakes.js";

const NOTHING = { received: 0, lost: 0, frames: 0, freezes: 0, trip: 0.04, limited: false, video: true };
const CLEAN = { ...NOTHING, received: 500, frames: 60 };

/** @param {object} more @param {boolean} [slow] */
const graded = (more, slow = false) => grade(NOTHING, { ...CLEAN, ...more }, 2, slow);

test("what people see is graded: freezes and a slow film weigh more than loss that was resent", () => {
  assert.deepEqual(graded({}), { bars: 3, cause: "" });
  assert.deepEqual(graded({ lost: 15 }), { bars: 3, cause: "" });
  assert.deepEqual(graded({ lost: 75 }), { bars: 2, cause: "theirs" });
  assert.deepEqual(graded({ freezes: 1.8, frames: 18 }), { bars: 1, cause: "theirs" });
  assert.deepEqual(graded({ frames: 4 }), { bars: 1, cause: "theirs" });
  assert.deepEqual(graded({ trip: 0.4 }), { bars: 2, cause: "theirs" });
});

test("it is one's own network when the way to the server has become slow, too", () => {
  assert.equal(graded({ freezes: 1 }, true).cause, "mine");
  assert.deepEqual(graded({ limited: true }, true), { bars: 2, cause: "mine" });
  assert.deepEqual(graded({ limited: true }), { bars: 3, cause: "" });
});

test("a voice without a picture is not graded by its frames", () => {
  assert.deepEqual(grade({ ...NOTHING, video: false }, { ...CLEAN, frames: 0, video: false }, 2, false), { bars: 3, cause: "" });
});

/** @param {string} mine @param {string} theirs @param {boolean} chromium */
const stats = (mine, theirs, chromium) =>
  as(new Map(/** @type {[string, any][]} */ ([
    ["t", chromium ? { type: "transport", selectedCandidatePairId: "p" } : { type: "transport" }],
    ["q", { type: "candidate-pair", state: "failed", nominated: false, localCandidateId: "b", remoteCandidateId: "b" }],
    ["p", { type: "candidate-pair", state: "succeeded", nominated: true, selected: true, localCandidateId: "a", remoteCandidateId: "b", currentRoundTripTime: 0.05 }],
    ["a", { type: "local-candidate", candidateType: mine }],
    ["b", { type: "remote-candidate", candidateType: theirs }],
    ["v", { type: "inbound-rtp", kind: "video", packetsReceived: 10, packetsLost: 1, framesDecoded: 5, totalFreezesDuration: 0.5 }],
    ["s", { type: "inbound-rtp", kind: "audio", packetsReceived: 20, packetsLost: 2 }],
    ["o", { type: "outbound-rtp", kind: "video", qualityLimitationReason: "bandwidth" }],
  ])));

test("the way is relayed when either end of the used pair is", () => {
  for (const chromium of [true, false]) {
    assert.equal(routeOf(stats("host", "srflx", chromium)), "direct");
    assert.equal(routeOf(stats("relay", "host", chromium)), "relayed");
    assert.equal(routeOf(stats("host", "relay", chromium)), "relayed");
  }
  assert.equal(routeOf(as(new Map())), "");
});

test("a sample adds up sound and picture", () => {
  assert.deepEqual(sampleOf(stats("host", "host", true)), { received: 30, lost: 3, frames: 5, freezes: 0.5, trip: 0.05, limited: true, video: true });
});
