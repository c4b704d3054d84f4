import assert from "node:assert/strict";
import { test } from "node:test";

import { reachOf, tryNetwork } from "../../static/js/call/reach.js";

const host = { type: "host" };
const srflx = { type: "srflx" };
const udp = { type: "relay", relayProtocol: "udp" };
const tls = { type: "relay", relayProtocol: "tls" };

test("a server that was reached by UDP means a direct connection", () => {
  assert.equal(reachOf([host, srflx], [], 1), "direct");
  assert.equal(reachOf([host, udp], [], 2), "direct");
});

test("a relay that was reached only by TLS means a detour", () => {
  assert.equal(reachOf([host, tls], [701], 2), "relayed");
});

test("servers that can't be reached mean that no picture comes through", () => {
  assert.equal(reachOf([host], [701], 1), "blocked");
  assert.equal(reachOf([], [701, 701], 2), "blocked");
});

test("a machine with an address of its own learns nothing new from a server, and is reached", () => {
  assert.equal(reachOf([host], [], 1), "direct");
});

test("a site without servers is on one network with its people", () => {
  assert.equal(reachOf([host], [], 0), "direct");
});

test("the connection that was tried is closed, whatever came of it", async () => {
  let closed = 0;
  class Broken extends EventTarget {
    createDataChannel() {
      throw new Error("no");
    }
    close() {
      closed += 1;
    }
  }
  await assert.rejects(tryNetwork([], () => /** @type {any} */ (new Broken())));
  assert.equal(closed, 1);
});
