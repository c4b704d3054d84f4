import assert from "node:assert/strict";
import { test } from "node:test";
import { Camera } from "../../static/js/call/camera.js";
import { as, FakeTrack, settled } from "./fakes.js";

/** What a browser has in the way of devices. @typedef {{camera?: string | true, microphone?: string | true, permissions?: Record<string, string>, agent?: string, message?: string}} World */

class FakeMedia extends EventTarget {
  /** @type {any[]} */
  asked = [];

  /** @param {World} world  a device is true, or the name of the error that it gives */
  constructor(world) {
    super();
    this.world = world;
  }

  /** @param {{audio: any, video: any}} wanted */
  async getUserMedia({ audio, video }) {
    this.asked.push({ audio, video });
    for (const state of [video && this.world.camera, audio && this.world.microphone]) {
      if (typeof state === "string") throw new DOMException(this.world.message ?? "", state);
    }
    return { getTracks: () => [video && new FakeTrack("video"), audio && new FakeTrack("audio")].filter(Boolean) };
  }

  async enumerateDevices() {
    return ["videoinput", "audioinput", "audiooutput"].map((kind) => ({ kind, deviceId: `${kind}-1` }));
  }
}

/** @param {World} [world] @param {Record<string, string>} [kept] */
function setUp({ permissions = {}, agent = "Firefox", ...world } = {}, kept = {}) {
  const media = new FakeMedia({ camera: true, microphone: true, ...world });
  const store = { getItem: (/** @type {string} */ key) => kept[key] ?? null, setItem: (/** @type {string} */ key, /** @type {string} */ value) => (kept[key] = value) };
  const query = async (/** @type {{name: string}} */ { name }) => ({ state: permissions[name] ?? "prompt" });
  const stopped = { blurs: 0 };
  const blur = async () => ({ track: new FakeTrack("video"), stop: () => (stopped.blurs += 1) });
  const camera = new Camera(as({ media, permissions: { query }, agent, secure: true, store, blur }));
  /** @type {any[]} */
  const problems = [];
  camera.addEventListener("problem", (event) => problems.push(/** @type {CustomEvent} */ (event).detail));
  return { camera, media, problems, kept, stopped };
}

test("nothing is asked before it is opened, and what is open is not asked for again", async () => {
  const { camera, media } = setUp();
  await settled();
  assert.equal(media.asked.length, 0);
  await camera.open();
  await camera.open();
  assert.equal(media.asked.length, 1);
  assert.deepEqual(camera.state, { camera: "on", microphone: "on" });
});

/** @type {[string, World, {code: string, device: string}[], {camera: string, microphone: string}][]} */
const TROUBLES = [
  ["the person said no", { camera: "NotAllowedError", microphone: "NotAllowedError" }, [{ code: "denied", device: "both" }], { camera: "absent", microphone: "absent" }],
  ["the system said no", { camera: "NotAllowedError", microphone: "NotAllowedError", message: "Permission denied by system" }, [{ code: "denied-by-system", device: "both" }], { camera: "absent", microphone: "absent" }],
  ["only the camera is blocked", { camera: "NotAllowedError", permissions: { microphone: "granted", camera: "denied" } }, [{ code: "denied", device: "camera" }], { camera: "absent", microphone: "on" }],
  ["the browser may, the system does not let it", { camera: "NotAllowedError", permissions: { microphone: "granted", camera: "granted" } }, [{ code: "denied-by-system", device: "camera" }], { camera: "absent", microphone: "on" }],
  ["there is no camera", { camera: "NotFoundError" }, [{ code: "none-found", device: "camera" }], { camera: "absent", microphone: "on" }],
  ["there is no microphone", { microphone: "NotFoundError" }, [{ code: "none-found", device: "microphone" }], { camera: "on", microphone: "absent" }],
  ["there is nothing", { camera: "NotFoundError", microphone: "NotFoundError" }, [{ code: "none-found", device: "both" }], { camera: "absent", microphone: "absent" }],
  ["another program has the camera", { camera: "NotReadableError" }, [{ code: "in-use", device: "camera" }], { camera: "absent", microphone: "on" }],
  ["the camera can't do it in any size", { camera: "OverconstrainedError" }, [{ code: "too-high", device: "camera" }], { camera: "absent", microphone: "on" }],
  ["an app shows the page", { camera: "NotAllowedError", microphone: "NotAllowedError", agent: "Mozilla/5.0 Instagram 300" }, [{ code: "in-app-browser", device: "both" }], { camera: "absent", microphone: "absent" }],
];

for (const [name, world, expected, state] of TROUBLES) {
  test(`when ${name} that is told, and what there is is used`, async () => {
    const { camera, problems } = setUp(world);
    await camera.open();
    assert.deepEqual(problems, expected);
    assert.deepEqual(camera.state, state);
  });
}

test("who has said no is not asked a second time in the same breath", async () => {
  const { camera, media } = setUp({ camera: "NotAllowedError", microphone: "NotAllowedError" });
  await camera.open();
  assert.equal(media.asked.length, 1);
});

test("a camera that can't give the size gives what it can", async () => {
  const { camera, media } = setUp({ camera: "OverconstrainedError" });
  const ask = media.getUserMedia.bind(media);
  media.getUserMedia = (wanted) => (wanted.video.width ? ask(wanted) : (media.world.camera = true, ask(wanted)));
  await camera.open();
  assert.deepEqual(camera.state, { camera: "on", microphone: "on" });
});

test("on an insecure page, and inside of an app, that is said", async () => {
  for (const [secure, agent, code] of [[false, "Firefox", "insecure"], [true, "FBAN/FBIOS", "in-app-browser"], [true, "Firefox", "none-found"]]) {
    const camera = new Camera(as({ media: null, secure, agent, store: undefined }));
    /** @type {any[]} */
    const problems = [];
    camera.addEventListener("problem", (event) => problems.push(/** @type {CustomEvent} */ (event).detail));
    await camera.open();
    assert.deepEqual(problems, [{ code, device: "both" }]);
  }
});

test("camera off stops the track, microphone off mutes it", async () => {
  const { camera, media } = setUp();
  await camera.open();
  const { audio, video } = camera.tracks;
  await camera.setCamera(false);
  assert.equal(video?.readyState, "ended");
  assert.deepEqual(camera.state, { camera: "off", microphone: "on" });
  await camera.setMicrophone(false);
  assert.equal(audio?.enabled, false);
  assert.equal(audio?.readyState, "live");
  await camera.setCamera(true);
  assert.deepEqual(camera.state, { camera: "on", microphone: "off" });
  assert.equal(media.asked.at(-1).audio, false);
});

test("close stops all tracks, and those that come too late", async () => {
  const { camera } = setUp();
  await camera.open();
  const { audio, video } = camera.tracks;
  camera.close();
  assert.deepEqual([audio?.readyState, video?.readyState], ["ended", "ended"]);
  assert.equal(camera.stream, null);
  camera.open();
  camera.close();
  await settled();
  assert.deepEqual(camera.tracks, { audio: null, video: null });
  assert.deepEqual(camera.state, { camera: "absent", microphone: "absent" });
});

test("the chosen device is used, now and after the page was loaded again", async () => {
  const { camera, media, kept } = setUp();
  await camera.open();
  await camera.choose("camera", "front");
  assert.deepEqual(media.asked.at(-1).video.deviceId, { ideal: "front" });
  assert.equal(kept["chatear.devices"], JSON.stringify({ camera: "front" }));
  const again = setUp({}, kept);
  await again.camera.open();
  assert.deepEqual(again.media.asked[0].video.deviceId, { ideal: "front" });
});

test("what was kept by somebody else does no harm", async () => {
  const { camera } = setUp({}, { "chatear.devices": "{not json" });
  await camera.open();
  assert.equal(camera.state.camera, "on");
});

test("the blurred picture is the one that is seen and sent, from its first moment on", async () => {
  const { camera, stopped } = setUp();
  await camera.open();
  const clear = camera.tracks.video;
  await camera.setBlur(true);
  assert.notEqual(camera.tracks.video, clear);
  assert.ok(camera.stream?.getTracks().includes(as(camera.tracks.video)));
  await camera.setCamera(false);
  assert.equal(stopped.blurs, 1);
  /** @type {unknown[]} */
  const shown = [];
  camera.addEventListener("change", () => shown.push(camera.tracks.video));
  await camera.setCamera(true);
  assert.equal(shown.length, 1);
  await camera.setBlur(false);
  assert.notEqual(camera.tracks.video, shown[0]);
});

test("a camera that can't be blurred is not shown clear", async () => {
  const media = new FakeMedia({ camera: true, microphone: true });
  const camera = new Camera(as({ media, agent: "", secure: true, store: undefined, blur: () => Promise.reject(new Error("no canvas")) }));
  await camera.open();
  await camera.setBlur(true);
  assert.equal(camera.tracks.video, null);
});

test("nothing clear goes out while the blur is on its way", async () => {
  const { camera } = setUp();
  await camera.open();
  /** @type {unknown[]} */
  const shown = [];
  camera.addEventListener("change", () => shown.push(camera.tracks.video));
  const clear = camera.tracks.video;
  const under = camera.setBlur(true);
  assert.equal(camera.tracks.video, null);
  await under;
  assert.equal(shown.includes(clear), false);
  assert.notEqual(camera.tracks.video, null);
});

test("a device that is pulled out is told, and taken again when it is back", async () => {
  const { camera, media, problems } = setUp();
  await camera.open();
  const { video } = camera.tracks;
  /** @type {any} */ (video).onended();
  assert.deepEqual(camera.state, { camera: "absent", microphone: "on" });
  assert.deepEqual(problems, [{ code: "none-found", device: "camera" }]);
  media.dispatchEvent(new Event("devicechange"));
  await settled();
  assert.equal(camera.state.camera, "on");
});

test("the lists say what is there, by kind", async () => {
  const { camera } = setUp();
  const { cameras, microphones, speakers } = await camera.devices();
  assert.deepEqual([cameras.length, microphones.length, speakers.length], [1, 1, 1]);
});
