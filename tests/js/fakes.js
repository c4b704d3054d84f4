import { mock } from "node:test";

/** Stand-ins for what only a browser has. Each does what the standard says, as far as a call needs it. */

/** Let everything that was promised happen; with mocked timers nothing else moves. */
export async function settled() {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

const STEP = 100; // ms; a mocked clock that jumps shows every timer the time at which the jump ends

/** Let time go by. @param {number} ms */
export async function pass(ms) {
  await settled();
  for (let left = ms; left > 0 || left === ms; left -= STEP) {
    mock.timers.tick(Math.min(STEP, left));
    await settled();
  }
}

export class FakeTrack {
  enabled = true;
  muted = false;
  readyState = "live";
  onended = () => {};

  /** @param {string} kind */
  constructor(kind) {
    this.kind = kind;
  }

  stop() {
    this.readyState = "ended";
  }
}

export class FakeStream {
  /** @param {FakeTrack[]} [tracks] */
  constructor(tracks = []) {
    this.tracks = [...tracks];
  }

  getTracks() {
    return this.tracks;
  }

  /** @param {FakeTrack} track */
  addTrack(track) {
    this.tracks.push(track);
  }
}

/** A socket whose server is the test, but for pings, which it answers while the network works. */
export class FakeSocket {
  readyState = 0;
  isDeaf = false;
  /** @type {any[]} */
  sent = [];
  /** @type {(event: any) => void} */
  onopen = () => {};
  /** @type {((event: any) => void) | null} */
  onmessage = () => {};
  /** @type {((event: any) => void) | null} */
  onclose = () => {};

  open() {
    this.readyState = 1;
    this.onopen({});
  }

  /** @param {object} frame */
  says(frame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  /** @param {string} text */
  send(text) {
    const frame = JSON.parse(text);
    this.sent.push(frame);
    if (frame.type === "ping" && !this.isDeaf) queueMicrotask(() => this.says({ type: "pong", n: frame.n }));
  }

  /** The server, or the network, ends it. @param {number} code */
  ends(code) {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  close() {
    this.readyState = 3;
  }

  /** @param {string} type @returns {any[]} */
  frames(type) {
    return this.sent.filter((frame) => frame.type === type);
  }
}

let numbers = 0;

class FakeLine {
  direction = "sendrecv";
  mid = null;

  /** @param {string} kind @param {FakeTrack | null} track */
  constructor(kind, track) {
    this.receiver = { track: new FakeTrack(kind) };
    const sender = {
      track,
      replaceTrack: (/** @type {FakeTrack | null} */ next) => Promise.resolve((sender.track = next)),
      getParameters: () => ({ encodings: [{}] }),
      setParameters: (/** @type {any} */ parameters) => Promise.resolve((this.parameters = parameters)),
    };
    this.sender = sender;
  }
}

/** An RTCPeerConnection as far as its signalling: descriptions have a number, a certificate and an ICE name. */
export class FakeConnection {
  /** @type {FakeConnection[]} */
  static made = [];
  signalingState = "stable";
  connectionState = "new";
  iceGatheringState = "new";
  /** @type {any} */
  localDescription = null;
  /** @type {any} */
  remoteDescription = null;
  /** @type {any[]} */
  candidates = [];
  lines = /** @type {FakeLine[]} */ ([]);
  restarts = 0;
  version = 1;
  number = (numbers += 1);
  /** @type {((event: any) => void) | null} */
  onicecandidate = null;
  /** @type {(() => void) | null} */
  onconnectionstatechange = null;
  /** @type {((event: any) => void) | null} */
  ontrack = null;
  /** @type {(() => void) | null} */
  onicegatheringstatechange = null;

  /** @param {RTCConfiguration} configuration */
  constructor(configuration) {
    this.configuration = configuration;
    FakeConnection.made.push(this);
  }

  createDataChannel() {
    return {};
  }

  /** @param {FakeTrack} track */
  addTrack(track) {
    this.lines.push(new FakeLine(track.kind, track));
  }

  /** @param {string} kind */
  addTransceiver(kind) {
    this.lines.push(new FakeLine(kind, null));
  }

  getTransceivers() {
    return this.lines;
  }

  getStats() {
    return Promise.resolve(new Map());
  }

  restartIce() {
    this.restarts += 1;
  }

  async setLocalDescription() {
    await Promise.resolve();
    if (this.signalingState === "closed") throw new DOMException("closed", "InvalidStateError");
    const type = this.signalingState === "have-remote-offer" ? "answer" : "offer";
    this.version += 1;
    this.localDescription = { type, sdp: sdpOf(this.number, this.version, this.restarts, this.lines) };
    this.signalingState = type === "offer" ? "have-local-offer" : "stable";
  }

  /** @param {any} description */
  async setRemoteDescription(description) {
    await Promise.resolve();
    if (description.sdp === "refused") throw new DOMException("refused", "OperationError");
    this.remoteDescription = description;
    this.signalingState = description.type === "offer" ? "have-remote-offer" : "stable";
    for (const kind of ["audio", "video"]) {
      if (!this.lines.some((line) => line.receiver.track.kind === kind)) this.addTransceiver(kind);
    }
    for (const line of this.lines) this.ontrack?.({ track: line.receiver.track });
  }

  /** @param {any} candidate */
  async addIceCandidate(candidate) {
    this.candidates.push(candidate);
  }

  close() {
    this.signalingState = this.connectionState = "closed";
  }

  // -- what the test makes happen

  /** @param {string} line */
  finds(line) {
    const candidate = { candidate: line, sdpMid: "0", usernameFragment: `u${this.number}` };
    this.onicecandidate?.({ candidate: { ...candidate, toJSON: () => candidate } });
  }

  gathers() {
    this.iceGatheringState = "complete";
    this.onicegatheringstatechange?.();
  }

  /** @param {string} state */
  becomes(state) {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

/** @param {number} number @param {number} version @param {number} restarts @param {FakeLine[]} lines */
function sdpOf(number, version, restarts, lines) {
  const media = lines.map(({ receiver }) => `m=${receiver.track.kind} 9 UDP/TLS/RTP/SAVPF 96`);
  const head = ["v=0", `o=- ${number} ${version} IN IP4 127.0.0.1`, `a=fingerprint:sha-256 F${number}`];
  return [...head, `a=ice-ufrag:u${number}${restarts ? `r${restarts}` : ""}`, ...media, ""].join("\r\n");
}

/** A camera that is open, or opens as the test says. */
export class FakeCamera extends EventTarget {
  state = { camera: "on", microphone: "on" };
  isBlurred = false;
  tracks = { audio: new FakeTrack("audio"), video: new FakeTrack("video") };
  closed = 0;
  /** @type {{camera: string, microphone: string}} */
  gives = { camera: "on", microphone: "on" };

  get isShown() {
    return this.state.camera === "on";
  }

  async open() {
    this.state = { ...this.gives };
    this.dispatchEvent(new CustomEvent("change"));
  }

  /** @param {boolean} on */
  setCamera(on) {
    this.state = { ...this.state, camera: on ? "on" : "off" };
    this.dispatchEvent(new CustomEvent("change"));
  }

  /** @param {boolean} on */
  setBlur(on) {
    this.isBlurred = on;
    this.dispatchEvent(new CustomEvent("change"));
  }

  close() {
    this.closed += 1;
    this.state = { camera: "absent", microphone: "absent" };
  }
}

/** A page that can be hidden. */
export class FakePage extends EventTarget {
  visibilityState = "visible";

  /** @param {boolean} on */
  shows(on) {
    this.visibilityState = on ? "visible" : "hidden";
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

/** @returns {any}  so that a stand-in goes where the real thing is asked for */
export const as = (/** @type {unknown} */ standIn) => standIn;

Object.assign(globalThis, { MediaStream: FakeStream });
if (!("CustomEvent" in globalThis)) throw new Error("Node 20 or newer is needed");
