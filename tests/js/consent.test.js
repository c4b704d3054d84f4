import assert from "node:assert/strict";
import { test } from "node:test";
import { opens } from "../../static/js/call/consent.js";
import { settled } from "./fakes.js";
import { Stage, talking, WELCOME } from "./stage.js";

/** @typedef {import("../../static/js/call/types.js").Media} Media @typedef {import("../../static/js/call/types.js").Opening} Opening */

const CLEAR = { camera: true, microphone: true, blurred: false };
const BLURRED = { camera: true, microphone: true, blurred: true };
const NOTHING = { camera: false, microphone: true, blurred: false };
const TEXT = { camera: false, microphone: false, blurred: true };
const READY = { ...BLURRED, ready: true };

/** @type {[string, boolean, Media | null, boolean][]} */
const CASES = [
  ["nobody has agreed", false, BLURRED, false],
  ["only they have agreed", false, READY, false],
  ["they are clear, and one has not agreed", false, CLEAR, false],
  ["they are clear and have agreed, and one has not", false, { ...CLEAR, ready: true }, false],
  ["only oneself has agreed", true, BLURRED, false],
  ["only oneself has agreed, and they begin with text", true, TEXT, false],
  ["both have agreed", true, READY, true],
  ["both have agreed, and they have no camera", true, { ...NOTHING, ready: true }, true],
  ["one has agreed, and they are clear", true, CLEAR, true],
  ["one has agreed, and they show nothing", true, NOTHING, false],
  ["one has agreed, and nothing is known of them", true, null, false],
];

for (const [when, agreed, theirs, goes] of CASES) {
  test(`what is held back ${goes ? "goes out" : "stays"} when ${when}`, () => {
    for (const opening of /** @type {Opening[]} */ (["blurred", "text"])) assert.equal(opens({ opening, agreed, theirs }), goes);
    assert.equal(opens({ opening: "clear", agreed, theirs }), true);
  });
}

test("a camera of theirs that goes off takes nothing back, their blur does", () => {
  const meeting = { opening: /** @type {Opening} */ ("text"), agreed: true, isOpen: true };
  assert.equal(opens({ ...meeting, theirs: NOTHING }), true);
  assert.equal(opens({ ...meeting, theirs: BLURRED }), false);
  assert.equal(opens({ ...meeting, theirs: TEXT }), false);
  assert.equal(opens({ ...meeting, agreed: false, theirs: CLEAR }), false);
});

/** @param {Opening} opening */
async function open(opening) {
  const stage = new Stage();
  const { consent } = stage.session;
  consent.choose(opening);
  await stage.seek();
  await stage.gather();
  await stage.talk("one");
  const hears = (/** @type {object} */ media, chat = "one") => stage.socket.says({ type: "media", chat, ...media });
  const said = () => {
    const { type: _type, chat: _chat, ...media } = stage.socket.frames("media").at(-1);
    return media;
  };
  return { stage, consent, hears, said };
}

/** @param {Stage} stage */
const sent = (stage) => stage.used.lines.map(({ sender }) => sender.track?.kind ?? "nothing");

test("without a choice a meeting is clear, and nothing is asked", async () => {
  const stage = await talking();
  stage.socket.says({ type: "media", chat: "one", ...CLEAR });
  assert.equal(stage.camera.isBlurred, false);
  assert.equal(stage.session.consent.isOffered, false);
});

test("who opens blurred is blurred before anybody is there, and clears when one agrees with somebody clear", async () => {
  const { stage, consent, hears, said } = await open("blurred");
  assert.deepEqual(said(), BLURRED);
  hears(CLEAR);
  assert.equal(stage.camera.isBlurred, true);
  assert.equal(consent.isOffered, true);
  consent.agree();
  assert.equal(stage.camera.isBlurred, false);
  assert.deepEqual(said(), { ...CLEAR, ready: true });
  assert.equal(consent.isOffered, false);
});

test("between two who open blurred one is not enough, and what was agreed can be taken back", async () => {
  const { stage, consent, hears, said } = await open("blurred");
  hears(BLURRED);
  consent.agree();
  assert.deepEqual(said(), { ...BLURRED, ready: true });
  hears(READY);
  assert.equal(stage.camera.isBlurred, false);
  consent.agree();
  assert.deepEqual(said(), BLURRED);
  hears({ ...CLEAR, ready: true });
  assert.equal(stage.camera.isBlurred, true, "their wish alone clears nothing");
});

test("who opens with text sends neither picture nor sound, words go, until both agree", async () => {
  const { stage, consent, hears, said } = await open("text");
  assert.deepEqual(sent(stage), ["nothing", "nothing"]);
  assert.ok(stage.connections.every(({ lines }) => lines.every(({ sender }) => sender.track === null)));
  assert.deepEqual(said(), TEXT);
  stage.session.sendText("hallo");
  assert.equal(stage.socket.frames("text").length, 1);
  hears(TEXT);
  consent.agree();
  assert.deepEqual(sent(stage), ["nothing", "nothing"]);
  hears({ ...TEXT, ready: true });
  assert.deepEqual(sent(stage), ["audio", "video"]);
  assert.deepEqual(said(), { ...CLEAR, ready: true });
});

test("the next meeting opens anew, and of the last one nothing more is told", async () => {
  const { stage, consent, hears, said } = await open("blurred");
  hears(CLEAR);
  consent.agree();
  await stage.pass(700);
  const told = stage.socket.frames("media").length;
  stage.session.next();
  assert.equal(stage.camera.isBlurred, true);
  assert.equal(stage.socket.frames("media").length, told);
  await stage.talk("two");
  assert.deepEqual(said(), BLURRED);
  hears(CLEAR, "two");
  assert.equal(consent.agreed, false);
  assert.equal(stage.camera.isBlurred, true);
});

test("another choice is for the meetings to come", async () => {
  const { stage, consent } = await open("blurred");
  consent.choose("clear");
  assert.equal(stage.camera.isBlurred, true);
  await stage.pass(700);
  stage.session.next();
  assert.equal(stage.camera.isBlurred, false);
});

test("one's own wish for blur stands above what was agreed, and takes it back", async () => {
  const { stage, consent, hears, said } = await open("clear");
  hears(BLURRED);
  assert.equal(consent.isOffered, true, "one may ask somebody who is blurred");
  consent.agree();
  assert.deepEqual(said(), { ...CLEAR, ready: true });
  consent.wish(true);
  assert.deepEqual(said(), BLURRED);
  hears(READY);
  assert.equal(consent.isOffered, true);
  assert.equal(stage.camera.isBlurred, true);
});

test("while nobody is on duty nothing clears, and nothing is offered", async () => {
  const { stage, consent, hears } = await open("blurred");
  stage.socket.says({ ...WELCOME, may: { clear: false } });
  hears(CLEAR);
  consent.agree();
  assert.equal(consent.isOffered, false);
  assert.equal(consent.agreed, false);
  assert.equal(stage.camera.isBlurred, true);
  await settled();
});

test("who talks by voice holds back the voice, and no picture that there is not", async () => {
  const { stage, consent } = await open("blurred");
  await stage.session.setMode("voice");
  assert.equal(consent.held, "");
  await stage.session.setMode("text");
  assert.equal(consent.isOffered, false);
});
