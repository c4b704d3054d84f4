import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { onSwipeForward } from "../../static/js/elements/swipe.js";
import { as } from "./fakes.js";

afterEach(() => Reflect.deleteProperty(globalThis, "getComputedStyle"));

/** Draw a finger over an element that is read in a direction. @param {string} direction @param {number} x @param {number} [y] @returns {number}  how often it acted */
function drawn(direction, x, y = 0) {
  let acted = 0;
  const element = new EventTarget();
  Object.assign(globalThis, { getComputedStyle: () => ({ direction }) });
  onSwipeForward(as(element), () => (acted += 1));
  element.dispatchEvent(Object.assign(new Event("touchstart"), { touches: [{ clientX: 200, clientY: 300 }] }));
  element.dispatchEvent(Object.assign(new Event("touchend"), { changedTouches: [{ clientX: 200 + x, clientY: 300 + y }] }));
  return acted;
}

test("a swipe goes on in the direction of reading: the picture is drawn to where the line began", () => {
  assert.equal(drawn("ltr", -120), 1);
  assert.equal(drawn("ltr", 120), 0);
  assert.equal(drawn("rtl", 120), 1);
  assert.equal(drawn("rtl", -120), 0);
});

test("a short or a slanting swipe is none", () => {
  assert.equal(drawn("ltr", -60), 0);
  assert.equal(drawn("rtl", 120, 90), 0);
});
