import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Line } from "../../static/js/call/line.js";
import { as, FakeSocket, pass, settled } from "./fakes.js";
import { Stage, talking, WELCOME } from "./stage.js";

/** A line whose luck is always the same. */
function opened({ luck = 0.5 } = {}) {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  /** @type {FakeSocket[]} */
  const sockets = [];
  /** @type {any[]} */
  const heard = [];
  const open = () => {
    const socket = new FakeSocket();
    sockets.push(socket);
    return as(socket);
  };
  const line = new Line(open, { now: () => Date.now(), random: () => luck });
  line.owner = {
    hear: (frame) => heard.push(frame.type),
    broke: (tries) => heard.push(tries),
    refused: (why) => heard.push(why),
  };
  line.connect();
  sockets[0].open();
  return { line, sockets, heard, last: () => /** @type {FakeSocket} */ (sockets.at(-1)) };
}

test("it comes back with a pause that grows and is never the same for all", async () => {
  const { sockets, last, heard } = opened({ luck: 1 });
  last().ends(1006);
  await pass(999);
  assert.equal(sockets.length, 1);
  await pass(1);
  assert.equal(sockets.length, 2);
  last().ends(1006);
  await pass(1999);
  assert.equal(sockets.length, 2);
  await pass(1);
  assert.equal(sockets.length, 3);
  assert.deepEqual(heard, [1, 2]);
  const quick = opened({ luck: 0 });
  quick.last().ends(1006);
  await pass(0);
  assert.equal(quick.sockets.length, 2);
});

test("a welcome makes the pause short again", async () => {
  const { sockets, last } = opened({ luck: 1 });
  for (let n = 0; n < 4; n += 1) {
    last().ends(1006);
    await pass(16_000);
  }
  last().open();
  last().says(WELCOME);
  last().ends(1006);
  await pass(1000);
  assert.equal(sockets.length, 6);
});

for (const [code, why] of [[4401, "not_entered"], [4403, "excluded"], [4409, "elsewhere"]]) {
  test(`after ${code} it does not come back`, async () => {
    const { sockets, last, heard } = opened();
    last().ends(Number(code));
    await pass(60_000);
    assert.equal(sockets.length, 1);
    assert.deepEqual(heard, [why]);
  });
}

test("4429 waits as long as the server says", async () => {
  const { sockets, last } = opened({ luck: 0 });
  last().says({ type: "error", code: "too_fast", text: "", retry_after: 9 });
  last().ends(4429);
  await pass(8999);
  assert.equal(sockets.length, 1);
  await pass(1);
  assert.equal(sockets.length, 2);
});

test("4429 without a word waits five seconds, and 1012 a random while", async () => {
  const { sockets, last } = opened({ luck: 0.5 });
  last().ends(4429);
  await pass(5250);
  assert.equal(sockets.length, 2);
  last().ends(1012);
  await pass(3999);
  assert.equal(sockets.length, 2);
  await pass(1);
  assert.equal(sockets.length, 3);
});

test("a line that says nothing, though it was asked twice, is a dead one", async () => {
  const { line, last, heard, sockets } = opened();
  for (let n = 0; n < 4; n += 1) {
    line.beat();
    await pass(5000);
  }
  assert.deepEqual(heard, []);
  last().isDeaf = true;
  for (let n = 0; n < 4; n += 1) {
    line.beat();
    await pass(5000);
  }
  assert.equal(heard[0], 1);
  assert.equal(sockets[0].readyState, 3);
});

test("pings are counted, and the way there and back is timed", async () => {
  const { line, last } = opened();
  last().isDeaf = true;
  line.beat();
  await pass(80);
  last().says({ type: "pong", n: 1 });
  assert.deepEqual(line.trip, { last: 80, best: 80 });
  assert.deepEqual(last().frames("ping"), [{ type: "ping", n: 1 }]);
});

test("with the network back it does not wait out its pause", async () => {
  const { line, last, sockets } = opened({ luck: 1 });
  last().ends(1006);
  line.hurry();
  assert.equal(sockets.length, 2);
  line.hurry();
  assert.equal(sockets.length, 2);
});

test("at rest it is not opened again, and hung up it says nothing more", async () => {
  const { line, last, sockets, heard } = opened();
  line.rest();
  last().ends(1006);
  await pass(60_000);
  assert.equal(sockets.length, 1);
  line.connect();
  line.hangUp();
  last().says(WELCOME);
  assert.deepEqual(heard, [1]);
});

test("who was searching searches again by itself", async () => {
  const stage = new Stage();
  await stage.seek();
  stage.socket.ends(1006);
  assert.equal(stage.session.state, "seeking");
  await stage.pass(1000);
  stage.socket.open();
  stage.socket.says(WELCOME);
  assert.equal(stage.sockets.length, 2);
  assert.equal(stage.socket.frames("seek").length, 1);
});

test("who was talking goes back into the same talk, and looks for a new way in it", async () => {
  const stage = await talking();
  const { used } = stage;
  stage.socket.ends(1006);
  assert.equal(stage.session.state, "reconnecting");
  await stage.pass(1000);
  stage.socket.open();
  stage.socket.says({ ...WELCOME, chat: "one" });
  await settled();
  assert.equal(stage.session.state, "talking");
  assert.equal(stage.used, used);
  assert.deepEqual(stage.socket.frames("signal"), [{ type: "signal", chat: "one", please: "restart" }]);
  assert.equal(stage.socket.frames("seek").length, 0);
});

test("where the server has ended the talk meanwhile it is lost", async () => {
  const stage = await talking();
  stage.socket.ends(1006);
  await stage.pass(1000);
  stage.socket.open();
  stage.socket.says({ ...WELCOME, chat: null });
  assert.equal(stage.told("ended")[0].why, "lost");
});

test("who does not get back within the time that the server waits has lost the partner", async () => {
  const stage = await talking();
  const { used } = stage;
  stage.socket.ends(1006);
  await stage.pass(3500);
  assert.equal(stage.told("ended")[0].why, "lost");
  assert.equal(used.connectionState, "closed");
  await stage.pass(5000);
  stage.socket.open();
  stage.socket.says(WELCOME);
  assert.equal(stage.socket.frames("seek").length, 1);
});

test("next while the line is away goes out as soon as it is back", async () => {
  const stage = await talking();
  await stage.pass(700);
  stage.socket.ends(1006);
  stage.session.next();
  assert.equal(stage.session.state, "seeking");
  await stage.pass(1000);
  stage.socket.open();
  stage.socket.says({ ...WELCOME, chat: "one" });
  assert.equal(stage.socket.frames("seek").length, 1);
  assert.equal(stage.session.state, "seeking");
});

test("the person hears that the server is away at the second try, once", async () => {
  const stage = new Stage();
  await stage.seek();
  for (let n = 0; n < 3; n += 1) {
    stage.socket.ends(1006);
    await stage.pass(5000);
  }
  assert.deepEqual(stage.told("problem"), [{ code: "unavailable", text: "" }]);
});

test("opened in another tab: this one stops and says so", async () => {
  const stage = await talking();
  stage.socket.ends(4409);
  assert.equal(stage.session.state, "stopped");
  assert.equal(stage.told("elsewhere").length, 1);
  assert.equal(stage.camera.closed, 1);
});

test("excluded and not entered are states of their own", async () => {
  const excluded = await talking();
  excluded.socket.ends(4403);
  assert.equal(excluded.session.state, "excluded");
  const outside = new Stage();
  await outside.seek();
  outside.socket.ends(4401);
  assert.deepEqual(outside.told("state").at(-1), { state: "idle", why: "not_entered" });
  await settled();
});
