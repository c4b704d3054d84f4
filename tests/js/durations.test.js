import assert from "node:assert/strict";
import { test } from "node:test";

import { durationIn } from "../../static/js/helpers/durations.js";

/** @type {[number, string][]} */
const CASES = [
  [0, "0 seconds"],
  [1, "1 second"],
  [59, "59 seconds"],
  [60, "1 minute"],
  [61, "1 minute, 1 second"],
  [3600, "1 hour"],
  [3661, "1 hour, 1 minute"],
  [2 * 86_400 + 5 * 3600 + 59, "2 days, 5 hours"],
  [3 * 86_400 + 59, "3 days"],
  [-5, "0 seconds"],
];

for (const [seconds, words] of CASES) {
  test(`${seconds} seconds are said as ${words}`, () => {
    assert.equal(durationIn(seconds, { language: "en" }), words);
  });
}

test("whoever hears it hears no seconds", () => {
  assert.equal(durationIn(119, { language: "en", least: "minute" }), "1 minute");
  assert.equal(durationIn(30, { language: "en", least: "minute" }), "0 minutes");
});

test("it is said in the language of the page", () => {
  assert.equal(durationIn(7200, { language: "nl" }), "2 uur");
});
