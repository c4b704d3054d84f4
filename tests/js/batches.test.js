import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Batches } from "../../static/js/call/batches.js";
import { as } from "./fakes.js";

function batching() {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {number[][]} */
  const sent = [];
  const batches = new Batches((candidates) => sent.push(candidates.map(({ candidate }) => Number(candidate))));
  const add = (/** @type {number} */ n) => batches.add(as({ toJSON: () => ({ candidate: String(n) }) }));
  return { batches, sent, add };
}

test("what comes in the first moment goes out at once, and together", () => {
  const { sent, add } = batching();
  [1, 2, 3].forEach(add);
  mock.timers.tick(0);
  assert.deepEqual(sent, [[1, 2, 3]]);
});

test("later ones wait for each other, twenty milliseconds", () => {
  const { sent, add } = batching();
  add(1);
  mock.timers.tick(0);
  add(2);
  mock.timers.tick(19);
  add(3);
  assert.equal(sent.length, 1);
  mock.timers.tick(1);
  assert.deepEqual(sent, [[1], [2, 3]]);
});

test("no frame has more than the server takes", () => {
  const { sent, add } = batching();
  for (let n = 0; n < 70; n += 1) add(n);
  mock.timers.tick(0);
  assert.deepEqual(sent.map(({ length }) => length), [32, 32, 6]);
});

test("what the description has taken along is not sent again", () => {
  const { batches, sent, add } = batching();
  add(1);
  batches.clear();
  mock.timers.tick(100);
  add(2);
  mock.timers.tick(100);
  assert.deepEqual(sent, [[2]]);
});
