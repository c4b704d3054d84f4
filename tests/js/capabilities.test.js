import assert from "node:assert/strict";
import { test } from "node:test";

import { coresClass, sizeClass } from "../../static/js/call/capabilities.js";

test("a screen is one of three sizes", () => {
  assert.deepEqual([360, 599, 600, 1199, 1200, 4000].map(sizeClass), ["small", "small", "medium", "medium", "large", "large"]);
});

test("cores are one of four classes, and a browser that does not say has few", () => {
  assert.deepEqual([undefined, 1, 2, 3, 4, 8, 9, 64].map(coresClass), ["1-2", "1-2", "1-2", "3-4", "3-4", "5-8", "9+", "9+"]);
});
