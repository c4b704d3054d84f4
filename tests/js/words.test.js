import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { gettext, interpolate, ngettext } from "../../static/js/helpers/text.js";
import { settled } from "./fakes.js";
import { Stage, talking } from "./stage.js";

afterEach(() => Reflect.deleteProperty(globalThis, "django"));

/** @param {number} seq @param {string} from @param {string} prev @param {string} seal */
const text = (seq, from, prev, seal, chat = "one") => ({ type: "text", chat, seq, from, body: `${from} ${seq}`, at: seq, prev, seal });

test("texts are numbered from one in each chat, and shown when the server has sealed them", async () => {
  const stage = await talking();
  stage.session.sendText("hallo");
  stage.session.sendText("  there ");
  assert.deepEqual(stage.socket.frames("text"), [
    { type: "text", chat: "one", seq: 1, body: "hallo" },
    { type: "text", chat: "one", seq: 2, body: "there" },
  ]);
  assert.equal(stage.told("text").length, 0);
  stage.socket.says(text(1, "me", "", "s1"));
  assert.equal(stage.told("text")[0].body, "me 1");
  await stage.pass(700);
  stage.session.next();
  await stage.talk("two");
  stage.session.sendText("new");
  assert.equal(stage.socket.frames("text").at(-1).seq, 1);
});

test("nothing is sent that is empty or too long, and an emoji is one character", async () => {
  const stage = await talking();
  stage.session.sendText("   ");
  stage.session.sendText("x".repeat(2001));
  assert.equal(stage.socket.frames("text").length, 0);
  assert.equal(stage.told("problem")[0].code, "too_long");
  stage.session.sendText("😀".repeat(2000));
  assert.equal(stage.socket.frames("text").length, 1);
});

test("the chain of a chat is kept whole, with its seals, for a complaint", async () => {
  const stage = await talking();
  stage.socket.says(text(1, "me", "", "s1"));
  stage.socket.says(text(1, "partner", "s1", "s2"));
  stage.socket.says(text(2, "me", "s2", "s3"));
  const [{ handle, texts }] = stage.session.partners;
  assert.equal(handle, "handle-one");
  assert.deepEqual(texts.map(({ prev, seal }) => [prev, seal]), [["", "s1"], ["s1", "s2"], ["s2", "s3"]]);
});

test("the last five partners are kept for fifteen minutes after their end, with the picture of each", async () => {
  const stage = await talking();
  const picture = new Blob(["picture"]);
  stage.session.keepFrame(picture);
  for (const chat of ["two", "three", "four", "five", "six"]) {
    await stage.pass(700);
    stage.session.next();
    await stage.talk(chat);
  }
  assert.deepEqual(stage.session.partners.map(({ chat }) => chat), ["six", "five", "four", "three", "two"]);
  stage.session.keepFrame(picture);
  assert.equal(stage.session.partners[0].frame, picture);
  stage.session.stop();
  await stage.pass(15 * 60_000 - 1000);
  assert.deepEqual(stage.session.partners.map(({ chat }) => chat), ["six", "five", "four"]);
  await stage.pass(2000);
  assert.deepEqual(stage.session.partners, []);
});

test("a complaint can be made while the talk goes on, however long it lasts", async () => {
  const stage = await talking();
  assert.equal(stage.session.partners[0].endedAt, null);
  assert.equal(stage.session.handle, "handle-one");
});

test("typing and the partner's devices are told of this chat alone", async () => {
  const stage = await talking();
  stage.session.typing(true);
  assert.deepEqual(stage.socket.frames("typing"), [{ type: "typing", chat: "one", on: true }]);
  stage.socket.says({ type: "typing", chat: "one", on: true });
  stage.socket.says({ type: "typing", chat: "other", on: true });
  assert.equal(stage.told("typing").length, 1);
  stage.socket.says({ type: "media", chat: "one", camera: true, microphone: false, blurred: true });
  assert.deepEqual(stage.told("partnermedia"), [{ camera: true, microphone: false, blurred: true }]);
});

test("one's devices are told at the start of a chat, and again only when they change", async () => {
  const stage = new Stage();
  await stage.seek();
  await stage.meet("one");
  stage.camera.dispatchEvent(new Event("change"));
  assert.deepEqual(stage.socket.frames("media"), [{ type: "media", chat: "one", camera: true, microphone: true, blurred: false }]);
  stage.camera.isBlurred = true;
  stage.camera.dispatchEvent(new Event("change"));
  assert.equal(stage.socket.frames("media").length, 2);
  await settled();
});

test("the page's words come from the server's catalogue, and are English without it", () => {
  assert.equal(gettext("Next"), "Next");
  assert.equal(ngettext("one", "many", 2), "many");
  assert.equal(interpolate("in %(seconds)s s", { seconds: 3 }, true), "in 3 s");
  Object.assign(globalThis, { django: { gettext: () => "Volgende", ngettext: () => "veel" } });
  assert.equal(gettext("Next"), "Volgende");
  assert.equal(ngettext("one", "many", 2), "veel");
});
