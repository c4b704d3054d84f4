import assert from "node:assert/strict";
import { test } from "node:test";
import { settled } from "./fakes.js";
import { matched, OFFER, Stage, talking, WELCOME } from "./stage.js";

test("start opens the camera, then the server is asked, and the offer follows as soon as it is gathered", async () => {
  const stage = new Stage();
  stage.session.setWish({ genders: [], countries: ["NL"], languages: [], interests: ["chess"] });
  await stage.seek();
  const [seek] = stage.socket.frames("seek");
  assert.deepEqual(seek.wish.countries, ["NL"]);
  assert.equal(seek.offer, undefined);
  const standing = await stage.gather();
  const [ready] = stage.socket.frames("ready");
  assert.equal(ready.offer, standing.localDescription.sdp);
  assert.deepEqual(stage.states, ["asking", "seeking"]);
});

test("without any device it goes back to idle and leaves the server alone", async () => {
  const stage = new Stage();
  stage.camera.state = { camera: "absent", microphone: "absent" };
  stage.camera.gives = { camera: "absent", microphone: "absent" };
  await stage.seek();
  assert.equal(stage.session.state, "idle");
  assert.equal(stage.socket.frames("seek").length, 0);
});

test("with text alone neither camera nor address is needed", async () => {
  const stage = new Stage();
  stage.camera.state = { camera: "absent", microphone: "absent" };
  await stage.session.setMode("text");
  await stage.seek();
  assert.equal(stage.connections.length, 0);
  await stage.meet("one", { role: "offer", offer: undefined, offered: false, partner: { mode: "text" } });
  assert.equal(stage.session.state, "talking");
  assert.equal(stage.connections.length, 0);
  assert.equal(stage.socket.frames("signal").length, 0);
});

test("who finds somebody answers their offer on a connection with a certificate of its own", async () => {
  const stage = await talking();
  const [answer] = stage.socket.frames("signal");
  assert.equal(answer.description.type, "answer");
  assert.match(answer.description.sdp, /a=x-answers:900 2/);
  assert.equal(stage.used.remoteDescription.sdp, OFFER);
  assert.deepEqual(stage.states.slice(-2), ["connecting", "talking"]);
});

test("who was found waits for the answer to the offer that the partner has", async () => {
  const stage = new Stage();
  await stage.seek();
  const standing = await stage.gather();
  standing.finds("candidate:late");
  await stage.meet("one", { role: "offer", offer: undefined, offered: true });
  await stage.pass(0);
  const signals = stage.socket.frames("signal");
  assert.deepEqual(signals.map(({ candidates }) => candidates?.map((/** @type {any} */ each) => each.candidate)), [["candidate:late"]]);
});

test("where the partner has no offer one is made at once, and of the connection that stands", async () => {
  const stage = new Stage();
  await stage.seek();
  await stage.meet("one", { role: "offer", offer: undefined, offered: false });
  const [{ description }] = stage.socket.frames("signal");
  assert.equal(description.type, "offer");
  assert.match(description.sdp, new RegExp(`o=- ${stage.connections.find((each) => each.localDescription)?.number} `));
});

test("an offer is used once: the next seek has another one", async () => {
  const stage = await talking({ role: "answer" });
  const first = stage.socket.frames("ready")[0].offer;
  await stage.pass(1000);
  await stage.gather();
  stage.session.next();
  const seek = stage.socket.frames("seek").at(-1);
  assert.ok(seek.offer);
  assert.notEqual(seek.offer, first);
});

test("next is told to the server before anything is tidied, and the partner's picture goes", async () => {
  const stage = await talking();
  await stage.pass(700);
  const { used } = stage;
  stage.session.next();
  assert.equal(stage.session.state, "seeking");
  assert.equal(stage.socket.frames("seek").length, 2);
  assert.equal(used.connectionState, "closed");
  assert.equal(stage.told("stream").at(-1).stream, null);
});

test("a next within 0.7 s of a connection is a slip of the finger", async () => {
  const stage = await talking();
  await stage.pass(699);
  stage.session.next();
  assert.equal(stage.session.state, "talking");
  await stage.pass(1);
  stage.session.next();
  assert.equal(stage.session.state, "seeking");
});

test("a next can be taken back for ten seconds, by the handle of that meeting", async () => {
  const stage = await talking();
  await stage.pass(700);
  stage.session.next();
  assert.equal(stage.told("undoable").at(-1).until, Date.now() + 10_000);
  stage.session.undo();
  assert.deepEqual(stage.socket.frames("undo"), [{ type: "undo", handle: "handle-one" }]);
  assert.equal(stage.told("undoable").at(-1), null);
});

test("undo is no longer offered once somebody else is there, nor after ten seconds", async () => {
  const stage = await talking();
  await stage.pass(700);
  stage.session.next();
  await stage.pass(10_000);
  assert.equal(stage.told("undoable").at(-1), null);
  await stage.talk("two");
  await stage.pass(700);
  stage.session.next();
  await stage.meet("three");
  assert.equal(stage.told("undoable").at(-1), null);
});

test("frames of a chat that was left change nothing", async () => {
  const stage = await talking();
  await stage.pass(700);
  stage.session.next();
  await stage.meet("two");
  const before = stage.heard.length;
  stage.socket.says({ type: "ended", chat: "one", why: "next" });
  stage.socket.says({ type: "text", chat: "one", seq: 1, from: "partner", body: "late", at: 1, prev: "", seal: "" });
  stage.socket.says({ type: "signal", chat: "one", please: "offer" });
  await settled();
  assert.equal(stage.heard.length, before);
  assert.equal(stage.session.state, "connecting");
});

test("when the partner leaves, the next one comes by itself unless one stays", async () => {
  const stage = await talking();
  stage.socket.says({ type: "ended", chat: "one", why: "next" });
  assert.deepEqual(stage.told("ended"), [{ why: "next", autoNextAt: Date.now() + 5000 }]);
  await stage.pass(5000);
  assert.equal(stage.session.state, "seeking");
  await stage.talk("two");
  stage.socket.says({ type: "ended", chat: "two", why: "stopped" });
  stage.session.stay();
  await stage.pass(60_000);
  assert.equal(stage.session.state, "ended");
});

test("who does not look at the page is not put in front of the next one", async () => {
  const stage = await talking();
  stage.page.shows(false);
  stage.socket.says({ type: "ended", chat: "one", why: "next" });
  assert.equal(stage.told("ended")[0].autoNextAt, null);
});

test("who left while one was still connecting is not spoken of", async () => {
  const stage = new Stage();
  await stage.seek();
  await stage.meet("one");
  stage.socket.says({ type: "ended", chat: "one", why: "failed" });
  assert.equal(stage.session.state, "seeking");
  assert.equal(stage.told("ended").length, 0);
});

test("a connection that shows nothing in twelve seconds is given up without blame", async () => {
  const stage = new Stage();
  await stage.seek();
  await stage.meet("one");
  await stage.pass(12_000);
  assert.equal(stage.socket.frames("seek").at(-1).failed, true);
  assert.equal(stage.session.state, "seeking");
});

test("a partner without a camera is there as soon as the line is", async () => {
  const stage = new Stage();
  await stage.seek();
  await stage.meet("one");
  stage.socket.says({ type: "media", chat: "one", camera: false, microphone: true, blurred: false });
  assert.equal(stage.session.state, "connecting");
  stage.used.becomes("connected");
  assert.equal(stage.session.state, "talking");
  await stage.pass(30_000);
  assert.equal(stage.session.state, "talking");
});

test("a frame of the last partner's picture does not make the next one seen", async () => {
  const stage = await talking();
  await stage.pass(700);
  stage.session.next();
  await stage.meet("two");
  stage.session.frame();
  assert.equal(stage.session.state, "connecting");
});

test("stop lets go of everything, and a match that was on its way is not taken", async () => {
  const stage = await talking();
  stage.session.stop();
  assert.equal(stage.session.state, "stopped");
  assert.equal(stage.camera.closed, 1);
  assert.equal(stage.socket.frames("stop").length, 1);
  assert.ok(stage.connections.every(({ connectionState }) => connectionState === "closed"));
  await stage.meet("two");
  assert.equal(stage.session.state, "stopped");
});

test("stop while the browser still asks for the camera ends the asking", async () => {
  const stage = new Stage();
  stage.camera.state = { camera: "absent", microphone: "absent" };
  stage.session.start();
  stage.session.stop();
  await settled();
  assert.equal(stage.session.state, "stopped");
});

test("a changed wish is told once it rests, and does not end the match that may be on its way", async () => {
  const stage = new Stage();
  await stage.seek();
  for (const country of ["NL", "BE", "DE"]) stage.session.setWish({ genders: [], countries: [country], languages: [], interests: [] });
  await stage.pass(300);
  const seeks = stage.socket.frames("seek");
  assert.equal(seeks.length, 2);
  assert.equal(seeks[1].chat_ends, false);
  assert.deepEqual(seeks[1].wish.countries, ["DE"]);
});

test("a wish that changes in a talk waits for the next search", async () => {
  const stage = await talking();
  stage.session.setWish({ genders: [], countries: ["NL"], languages: [], interests: [] });
  await stage.pass(1000);
  assert.equal(stage.socket.frames("seek").length, 1);
});

test("a seek that was too fast is asked again when the server says so", async () => {
  const stage = new Stage();
  await stage.seek();
  stage.socket.says({ type: "error", code: "too_fast", text: "", retry_after: 2.5 });
  assert.equal(stage.told("problem")[0].retryAfter, 2.5);
  await stage.pass(2499);
  assert.equal(stage.socket.frames("seek").length, 1);
  await stage.pass(1);
  assert.equal(stage.socket.frames("seek").length, 2);
});

test("an offer that the server refuses is left out", async () => {
  const stage = new Stage();
  await stage.seek();
  await stage.gather();
  stage.session.setRelayOnly(false);
  await stage.gather();
  await stage.pass(300);
  stage.socket.says({ type: "error", code: "bad_offer", text: "" });
  assert.equal(stage.socket.frames("seek").at(-1).offer, undefined);
  assert.equal(stage.told("problem").length, 0);
});

test("times are told by this browser's clock, however wrong it is", async () => {
  const stage = new Stage();
  await stage.seek();
  const server = Date.now() - 3_600_000;
  stage.socket.says({ type: "waiting", since: server, stage: 0, widens_at: server + 8000, ahead: 2, drops: "interests" });
  assert.equal(stage.told("waiting")[0].widensAt, Date.now() + 8000);
});

test("hide my IP address: relay alone, also for those connections that stand ready", async () => {
  const stage = new Stage();
  await stage.seek();
  await stage.gather();
  stage.session.setRelayOnly(true);
  await stage.pass(300);
  assert.equal(stage.socket.frames("seek").at(-1).relay, true);
  assert.equal(stage.socket.frames("seek").at(-1).offer, undefined);
  const open = stage.connections.filter(({ connectionState }) => connectionState !== "closed");
  assert.deepEqual(open.map(({ configuration }) => configuration.iceTransportPolicy), ["relay", "relay"]);
});

test("new credentials for the relay renew what stands ready, and the search goes on", async () => {
  const stage = new Stage();
  await stage.seek();
  await stage.gather();
  stage.socket.says({ ...WELCOME, ice_servers: [{ urls: "turn:fresh" }] });
  await settled();
  const fresh = await stage.gather();
  assert.equal(stage.socket.frames("seek").length, 1);
  assert.equal(stage.socket.frames("ready").length, 2);
  assert.equal(fresh.configuration.iceServers?.[0].urls, "turn:fresh");
});

test("when the tab is hidden for twenty seconds the camera goes off, and on again when it is seen", async () => {
  const stage = await talking();
  stage.page.shows(false);
  await stage.pass(20_000);
  assert.equal(stage.camera.state.camera, "off");
  assert.equal(stage.socket.frames("media").at(-1).camera, false);
  stage.page.shows(true);
  assert.equal(stage.socket.frames("media").at(-1).camera, true);
});

test("a short look elsewhere leaves the camera on, and a camera switched off stays off", async () => {
  const stage = await talking();
  stage.page.shows(false);
  await stage.pass(19_000);
  stage.page.shows(true);
  await stage.pass(20_000);
  assert.equal(stage.camera.state.camera, "on");
  stage.camera.setCamera(false);
  stage.page.shows(false);
  await stage.pass(20_000);
  stage.page.shows(true);
  assert.equal(stage.camera.state.camera, "off");
});

test("block names the partner and ends the chat for good", async () => {
  const stage = await talking();
  stage.session.block();
  assert.deepEqual(stage.socket.frames("block"), [{ type: "block", handle: "handle-one" }]);
  assert.equal(stage.told("ended")[0].why, "blocked");
});

test("somebody who asks to come back stops the countdown, and both then meet as usual", async () => {
  const stage = await talking();
  stage.socket.says({ type: "ended", chat: "one", why: "next" });
  stage.socket.says({ type: "notice", code: "undo_asked", text: "" });
  await stage.pass(20_000);
  assert.equal(stage.session.state, "ended");
  assert.equal(stage.told("undoasked").length, 1);
  stage.session.undo();
  stage.socket.says(matched("again"));
  assert.equal(stage.session.state, "connecting");
});
