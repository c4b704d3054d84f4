import assert from "node:assert/strict";
import { test } from "node:test";
import { settled } from "./fakes.js";
import { talking } from "./stage.js";

/** @typedef {import("./stage.js").Stage} Stage */

/** Two talk, and this side makes the offers. */
async function offering() {
  const stage = await talking();
  await stage.pass(1000);
  const standing = await stage.gather();
  stage.session.next();
  await stage.meet("two", { role: "offer", offer: undefined, offered: true });
  await answer(stage, standing.localDescription.sdp, "two");
  stage.used.becomes("connected");
  stage.session.frame();
  return stage;
}

/** The partner answers an offer. @param {Stage} stage @param {string} sdp @param {string} chat */
async function answer(stage, sdp, chat) {
  const name = /^o=\S+ (\d+ \d+)/m.exec(sdp)?.[1];
  const description = { type: "answer", sdp: `v=0\r\no=- 7 1 IN IP4 0.0.0.0\r\na=fingerprint:sha-256 P7\r\na=ice-ufrag:p7\r\na=x-answers:${name}\r\n` };
  stage.socket.says({ type: "signal", chat, description });
  await settled();
}

/** @param {Stage} stage @param {number} ms  in which frames are shown */
async function watch(stage, ms) {
  for (let left = ms; left > 0; left -= 500) {
    stage.session.frame();
    await stage.pass(500);
  }
}

/** @param {Stage} stage @returns {any[]} */
const offers = (stage) => stage.socket.frames("signal").filter(({ description }) => description?.type === "offer");
/** @param {Stage} stage @returns {string[]} */
const pleas = (stage) => stage.socket.frames("signal").flatMap(({ please }) => please ?? []);

test("a line that comes back within two seconds is not touched", async () => {
  const stage = await offering();
  stage.used.becomes("disconnected");
  await stage.pass(1900);
  stage.used.becomes("connected");
  await watch(stage, 3000);
  assert.equal(offers(stage).length, 0);
  assert.equal(stage.session.state, "talking");
});

test("after two seconds the offering side restarts ICE on the same connection, and a frame makes it well", async () => {
  const stage = await offering();
  const { used } = stage;
  used.becomes("disconnected");
  await stage.pass(2000);
  assert.equal(stage.session.state, "reconnecting");
  assert.equal(used.restarts, 1);
  const [{ description }] = offers(stage);
  await answer(stage, description.sdp, "two");
  used.becomes("connected");
  stage.session.frame();
  assert.equal(stage.session.state, "talking");
  assert.equal(stage.used, used);
});

test("the answering side asks for a restart, then for an offer, and never offers", async () => {
  const stage = await talking();
  stage.used.becomes("disconnected");
  await stage.pass(2000);
  assert.deepEqual(pleas(stage), ["restart"]);
  await stage.pass(4000);
  assert.deepEqual(pleas(stage), ["restart", "offer"]);
  assert.equal(offers(stage).length, 0);
});

test("a restart that shows no frame in four seconds is followed by a new connection", async () => {
  const stage = await offering();
  const { used } = stage;
  used.becomes("disconnected");
  await stage.pass(2000);
  await answer(stage, offers(stage)[0].description.sdp, "two");
  used.becomes("connected");
  await stage.pass(4000);
  assert.equal(used.connectionState, "closed");
  assert.equal(offers(stage).length, 2);
  await answer(stage, offers(stage)[1].description.sdp, "two");
  stage.used.becomes("connected");
  stage.session.frame();
  assert.equal(stage.session.state, "talking");
});

test("a failed connection is replaced at once", async () => {
  const stage = await offering();
  const { used } = stage;
  used.becomes("failed");
  await settled();
  assert.equal(used.connectionState, "closed");
  assert.equal(offers(stage).length, 1);
  assert.equal(stage.session.state, "reconnecting");
});

test("connected, but no frame for three seconds: that is broken, too", async () => {
  const stage = await offering();
  await watch(stage, 3000);
  assert.equal(stage.session.state, "talking");
  await stage.pass(4000);
  assert.equal(stage.session.state, "reconnecting");
  assert.equal(stage.used.restarts, 1);
});

test("a hidden page shows no frames, and that is no break", async () => {
  const stage = await offering();
  stage.page.shows(false);
  await stage.pass(15_000);
  assert.equal(stage.session.state, "talking");
  stage.page.shows(true);
  await stage.pass(2000);
  assert.equal(stage.session.state, "talking");
});

test("after fifteen seconds it is lost: the server is told, and one may find again", async () => {
  const stage = await offering();
  stage.used.becomes("disconnected");
  await stage.pass(2000 + 15_000);
  assert.equal(stage.session.state, "ended");
  assert.equal(stage.told("ended")[0].why, "lost");
  assert.equal(stage.socket.frames("stop").length, 1);
});

test("whose patience ends a moment earlier has not 'stopped'", async () => {
  const stage = await offering();
  stage.used.becomes("disconnected");
  await stage.pass(10_000);
  stage.socket.says({ type: "ended", chat: "two", why: "stopped" });
  assert.equal(stage.told("ended")[0].why, "lost");
});

test("both sides notice at once: the partner's plea does not disturb the repair that is under way", async () => {
  const stage = await offering();
  stage.used.becomes("disconnected");
  await stage.pass(2000);
  stage.socket.says({ type: "signal", chat: "two", please: "restart" });
  await stage.pass(500);
  await answer(stage, offers(stage)[0].description.sdp, "two");
  await stage.pass(500);
  assert.equal(stage.used.restarts, 1);
  assert.equal(offers(stage).length, 1);
});

test("the offering side does as it is asked", async () => {
  const stage = await offering();
  const { used } = stage;
  await watch(stage, 2000);
  stage.socket.says({ type: "signal", chat: "two", please: "restart" });
  await settled();
  assert.equal(used.restarts, 1);
  await answer(stage, offers(stage)[0].description.sdp, "two");
  await watch(stage, 2500);
  stage.socket.says({ type: "signal", chat: "two", please: "offer" });
  await settled();
  assert.equal(used.connectionState, "closed");
  assert.equal(offers(stage).length, 2);
});

test("an offer with another certificate is answered on a new connection", async () => {
  const stage = await talking();
  const { used } = stage;
  const sdp = "v=0\r\no=- 901 2 IN IP4 0.0.0.0\r\na=fingerprint:sha-256 P901\r\na=ice-ufrag:p901\r\n";
  stage.socket.says({ type: "signal", chat: "one", description: { type: "offer", sdp } });
  await settled();
  assert.equal(used.connectionState, "closed");
  assert.notEqual(stage.used, used);
  assert.match(stage.socket.frames("signal").at(-1).description.sdp, /x-answers:901 2/);
});

test("an offer with the same certificate is a restart, and is answered where one is", async () => {
  const stage = await talking();
  const { used } = stage;
  const sdp = "v=0\r\no=- 900 3 IN IP4 0.0.0.0\r\na=fingerprint:sha-256 P900\r\na=ice-ufrag:p902\r\n";
  stage.socket.says({ type: "signal", chat: "one", description: { type: "offer", sdp } });
  await settled();
  assert.equal(stage.used, used);
  assert.match(stage.socket.frames("signal").at(-1).description.sdp, /x-answers:900 3/);
});

test("an offer that comes twice is answered once", async () => {
  const stage = await talking();
  const { sdp } = stage.used.remoteDescription;
  const before = stage.socket.frames("signal").length;
  stage.socket.says({ type: "signal", chat: "one", description: { type: "offer", sdp } });
  await settled();
  assert.equal(stage.socket.frames("signal").length, before);
});

test("an answer to an offer that has been replaced makes the offer be said once more", async () => {
  const stage = await talking();
  await stage.pass(1000);
  await stage.gather();
  stage.session.next();
  await stage.meet("two", { role: "offer", offer: undefined, offered: true });
  await answer(stage, "o=- 555 2 IN", "two");
  assert.equal(offers(stage).length, 1);
  await answer(stage, offers(stage)[0].description.sdp, "two");
  stage.used.becomes("connected");
  stage.session.frame();
  assert.equal(stage.session.state, "talking");
});

test("an offer that the browser refuses is answered with a wish for another one, not in a loop", async () => {
  const stage = await talking();
  stage.socket.says({ type: "signal", chat: "one", description: { type: "offer", sdp: "refused" } });
  await settled();
  assert.deepEqual(pleas(stage), ["offer"]);
  stage.socket.says({ type: "signal", chat: "one", description: { type: "offer", sdp: "refused" } });
  await stage.pass(1000);
  assert.deepEqual(pleas(stage), ["offer"]);
});

test("candidates of a connection that was left are passed over", async () => {
  const stage = await talking();
  const say = (/** @type {string} */ usernameFragment) => stage.socket.says({ type: "signal", chat: "one", candidates: [{ candidate: "candidate:9", usernameFragment }] });
  say("gone");
  say("p900");
  await settled();
  assert.deepEqual(stage.used.candidates.map(({ usernameFragment }) => usernameFragment), ["p900"]);
});

test("a changed camera goes out on the senders that are there, in the talk and in what stands ready", async () => {
  const stage = await talking();
  await stage.pass(1000);
  const { lines } = stage.used;
  stage.camera.tracks = { ...stage.camera.tracks, video: /** @type {any} */ (null) };
  stage.camera.setCamera(false);
  assert.equal(lines.length, 2);
  const open = stage.connections.filter(({ connectionState }) => connectionState !== "closed");
  const sent = open.flatMap((each) => each.lines.filter(({ receiver }) => receiver.track.kind === "video").map(({ sender }) => sender.track));
  assert.deepEqual(new Set(sent), new Set([null]));
});
