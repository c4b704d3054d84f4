import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { canTryAgain, commitment, fieldsOf, handedIn, isFrightening, isTaken, MOST_TEXTS, sayings } from "../../static/js/call/complaint.js";
import { Stage, talking } from "./stage.js";

/** @typedef {import("../../static/js/call/types.js").Text} Text @typedef {import("../../static/js/call/types.js").Partner} Partner */

/** @param {number} seq @param {"me" | "partner"} from @returns {Text} */
const text = (seq, from) => ({ chat: "one", seq, from, body: `${from} ${seq} é 😀`, at: 1000 + seq, prev: `s${seq - 1}`, seal: `s${seq}` });
/** @param {Text[]} texts @returns {Partner} */
const partner = (texts) => ({ handle: "handle-one", chat: "one", metAt: 0, endedAt: null, texts });
const sha256 = (/** @type {string} */ body) => createHash("sha256").update(body, "utf8").digest("hex");

test("words that are withheld are told by their hash, as the server makes it", async () => {
  assert.equal(await commitment("héllo 😀"), sha256("héllo 😀"));
  assert.equal((await commitment("")).length, 64);
});

test("the chosen messages go with their words and seals, of the others only their place", async () => {
  const [theirs, mine] = [text(1, "partner"), text(2, "me")];
  assert.deepEqual(await handedIn([theirs, mine], new Set([theirs])), [
    { seq: 1, at: 1001, seal: "s1", prev: "s0", body: theirs.body },
    { seq: 2, at: 1002, seal: "s2", prev: "s1", commit: sha256(mine.body) },
  ]);
});

test("where no message is chosen, nothing is told of any", async () => {
  assert.deepEqual(await handedIn([text(1, "partner"), text(2, "me")], new Set()), []);
  assert.deepEqual(await handedIn([], new Set()), []);
});

test("of a long chat the last messages can go with it", () => {
  const texts = Array.from({ length: MOST_TEXTS + 20 }, (_, index) => text(index + 1, "partner"));
  const last = sayings(partner(texts));
  assert.equal(last.length, MOST_TEXTS);
  assert.equal(last[0]?.seq, 21);
});

test("a complaint is what the server takes, and a picture is in it only if there is one", async () => {
  const theirs = text(1, "partner");
  const frame = new Blob(["picture"], { type: "image/jpeg" });
  const about = { partner: partner([theirs]), reason: "THREAT", note: "  words ", chosen: new Set([theirs]) };
  const fields = await fieldsOf({ ...about, frame });
  assert.deepEqual([...fields.keys()], ["handle", "reason", "note", "messages", "frame"]);
  assert.deepEqual([fields.get("handle"), fields.get("reason"), fields.get("note")], ["handle-one", "THREAT", "words"]);
  assert.equal(JSON.parse(String(fields.get("messages")))[0].body, theirs.body);
  assert.equal((await fieldsOf({ ...about, frame: null })).has("frame"), false);
});

test("what may work in a moment can be tried again, what never will cannot", () => {
  for (const status of [undefined, 429, 500, 502, 503]) assert.equal(canTryAgain(status), true, String(status));
  for (const status of [400, 401, 403, 404, 410, 413]) assert.equal(canTryAgain(status), false, String(status));
});

test("one that was taken before, though its answer was lost, is taken", () => {
  assert.deepEqual([201, 409, 503, undefined].map(isTaken), [true, true, false, false]);
});

test("who was threatened is told where help is", () => {
  assert.deepEqual(["THREAT", "RECORDED", "ADVERT"].map(isFrightening), [true, true, false]);
});

test("after a complaint the chat is over, and of what was kept for it only the receipt is left", async () => {
  const stage = await talking();
  stage.socket.says({ type: "text", ...text(1, "partner") });
  stage.session.keepFrame(new Blob(["picture"]));
  assert.equal(stage.session.block("handle-one", "/complaints/r/"), true);
  assert.deepEqual(stage.socket.frames("block"), [{ type: "block", handle: "handle-one" }]);
  assert.equal(stage.session.state, "ended");
  assert.equal(stage.told("ended")[0].why, "blocked");
  const [{ settled, texts, frame }] = stage.session.partners;
  assert.deepEqual([settled, texts, frame], ["/complaints/r/", [], undefined]);
});

test("a complaint about somebody before leaves the talk of now alone", async () => {
  const stage = await talking();
  await stage.pass(700);
  stage.session.next();
  await stage.talk("two");
  stage.session.block("handle-one", "/complaints/r/");
  assert.equal(stage.session.state, "talking");
  assert.deepEqual(stage.session.partners.map(({ settled }) => settled), [undefined, "/complaints/r/"]);
});

test("a picture that is ready late is kept for the one whom it shows", async () => {
  const stage = await talking();
  await stage.pass(700);
  stage.session.next();
  await stage.talk("two");
  const picture = new Blob(["one"]);
  stage.session.keepFrame(picture, "handle-one");
  assert.deepEqual(stage.session.partners.map(({ frame }) => frame), [undefined, picture]);
});

test("whoever cannot be told to the server is not taken for blocked", () => {
  const stage = new Stage();
  assert.equal(stage.session.block("handle-one"), false);
  assert.deepEqual(stage.told("ended"), []);
});
