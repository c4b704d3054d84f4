import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Looks } from "../../static/js/call/looks.js";
import { settled } from "./fakes.js";

class FakeConnection {
  isClosed = false;
  /** @type {any} */
  remote = null;

  async createOffer() {
    return { type: "offer", sdp: "v=0" };
  }

  async setLocalDescription() {}

  /** @param {any} description */
  async setRemoteDescription(description) {
    if (description.sdp === "broken") throw new Error("broken");
    this.remote = description;
  }

  close() {
    this.isClosed = true;
  }
}

function looking({ camera = true } = {}) {
  /** @type {any[]} */
  const sent = [];
  /** @type {FakeConnection[]} */
  const made = [];
  const show = () => (camera ? /** @type {any} */ (made[made.push(new FakeConnection()) - 1]) : null);
  return { sent, made, looks: new Looks((frame) => sent.push(frame), show) };
}

test("the camera is offered at once, and let go when the server has what it needs", async () => {
  const { sent, made, looks } = looking();
  await looks.hear({ type: "look", id: "a", ice_servers: [] });
  assert.deepEqual(sent, [{ type: "look", id: "a", description: { type: "offer", sdp: "v=0" } }]);

  await looks.hear({ type: "look", id: "a", description: { type: "answer", sdp: "v=0" } });
  assert.equal(made[0]?.remote.type, "answer");
  await looks.hear({ type: "look", id: "a", done: true });
  assert.equal(made[0]?.isClosed, true);
});

test("while the camera is off nothing is answered", async () => {
  const { sent, looks } = looking({ camera: false });
  await looks.hear({ type: "look", id: "a", ice_servers: [] });
  assert.deepEqual(sent, []);
});

test("who is asked again begins anew, and an answer that breaks ends it", async () => {
  const { made, looks } = looking();
  await looks.hear({ type: "look", id: "a", ice_servers: [] });
  await looks.hear({ type: "look", id: "a", ice_servers: [] });
  assert.deepEqual(made.map(({ isClosed }) => isClosed), [true, false]);

  await looks.hear({ type: "look", id: "a", description: { type: "answer", sdp: "broken" } });
  await settled();
  assert.equal(made[1]?.isClosed, true);
});

test("nobody is looked at for longer than six seconds", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { made, looks } = looking();
  await looks.hear({ type: "look", id: "a", ice_servers: [] });
  mock.timers.tick(6000);
  assert.equal(made[0]?.isClosed, true);
  mock.timers.reset();
});
