import assert from "node:assert/strict";
import { test } from "node:test";

import { Judge, Veil } from "../../static/js/call/nudity.js";
import { settled } from "./fakes.js";

/** A veil whose judge says what is in the list, one at each look; between two looks the test decides. @param {(number | Error)[]} shares */
function veiled(shares) {
  /** @type {string[]} */
  const shown = [];
  /** @type {(() => void)[]} */
  const waiting = [];
  const judge = async () => {
    const share = shares.shift();
    if (share instanceof Error || share === undefined) throw share ?? new Error("no more");
    return share;
  };
  const wait = () => new Promise((/** @type {(_: void) => void} */ resolve) => void waiting.push(resolve));
  const veil = new Veil(judge, (state) => shown.push(state), wait);
  const later = async () => {
    waiting.shift()?.();
    await settled();
  };
  return { veil, shown, later };
}

test("a picture is veiled first, and clear once it was judged", async () => {
  const { veil, shown } = veiled([0.01]);
  void veil.begin();
  assert.deepEqual(shown, ["checking"]);
  await settled();
  assert.deepEqual(shown, ["checking", ""]);
});

test("what comes later is judged as well, and what passes is shown again", async () => {
  const { veil, shown, later } = veiled([0.01, 0.9, 0.02]);
  void veil.begin();
  await settled();
  await later();
  await later();
  assert.deepEqual(shown, ["checking", "", "held", ""]);
});

test("who wants to see it sees it, until the next one", async () => {
  const { veil, shown, later } = veiled([0.9, 0.9, 0.9]);
  void veil.begin();
  await settled();
  veil.reveal();
  await later();
  assert.equal(shown.at(-1), "");
  void veil.begin();
  await settled();
  assert.equal(shown.at(-1), "held");
});

test("where it can't be told nothing is hidden", async () => {
  const { veil, shown } = veiled([new Error("no wasm")]);
  void veil.begin();
  await settled();
  assert.deepEqual(shown, ["checking", ""]);
});

test("a partner who has gone leaves no veil behind, and no late answer either", async () => {
  const { veil, shown } = veiled([0.9]);
  void veil.begin();
  veil.end();
  await settled();
  assert.deepEqual(shown, ["checking", ""]);
});

test("the worker is opened with the first picture and told of its files once", async () => {
  /** @type {any[]} */
  const sent = [];
  let opened = 0;
  class FakeWorker extends EventTarget {
    /** @param {any} message */
    postMessage(message) {
      sent.push(message);
      queueMicrotask(() => this.dispatchEvent(Object.assign(new Event("message"), { data: { id: message.id, nudity: 0.25 } })));
    }
  }
  Object.assign(globalThis, { createImageBitmap: async () => "bitmap" });
  const files = { script: "s", wasm: "w", simd: "x", topology: "t", weights: "b" };
  const judge = new Judge(files, () => ((opened += 1), /** @type {any} */ (new FakeWorker())));
  assert.equal(await judge.judge(/** @type {any} */ ({})), 0.25);
  assert.equal(await judge.judge(/** @type {any} */ ({})), 0.25);
  assert.equal(opened, 1);
  assert.deepEqual(sent.map((message) => message.files), [files, undefined]);
});
