/** @typedef {import("./types.js").Tracks} Tracks */

const MOST = 1_200_000; // bit/s of picture; uncapped 640x480 takes up to three times as much
const FIRST_CODEC = "video/VP8"; // the one that every browser has, and that starts fastest
const KINDS = /** @type {const} */ (["audio", "video"]); // the fixed order of the lines

/** @param {RTCRtpTransceiver} line */
function preferCodec(line) {
  const codecs = globalThis.RTCRtpReceiver?.getCapabilities?.("video")?.codecs ?? [];
  if (!line.setCodecPreferences || codecs.length === 0) return;
  const rank = (/** @type {{mimeType: string}} */ { mimeType }) => Number(mimeType !== FIRST_CODEC);
  line.setCodecPreferences(codecs.toSorted((one, other) => rank(one) - rank(other)));
}

/**
 * One RTCPeerConnection with the lines that never change: audio, video, one data channel. What is sent may change,
 * and may be nothing: a line without a track stays, so that a camera can be switched on in the middle of a call.
 */
export class Peer {
  connection;
  /** What the partner sends. */
  stream = new MediaStream();
  /** Candidates that nobody has taken yet. @type {RTCIceCandidate[]} */
  early = [];
  /** @type {(candidate: RTCIceCandidate) => void} */
  onCandidate = (candidate) => this.early.push(candidate);
  onStream = () => {};
  onState = () => {};
  /** @type {(peer: Peer) => void} */
  onClose = () => {};
  #out = new MediaStream();
  #tracks;

  /**
   * @param {RTCPeerConnection} connection @param {Tracks} tracks
   * @param {{offers: boolean}} side  an answering one takes its lines over from the offer
   */
  constructor(connection, tracks, { offers }) {
    this.connection = connection;
    this.#tracks = tracks;
    connection.onicecandidate = ({ candidate }) => candidate && this.onCandidate(candidate);
    connection.onconnectionstatechange = () => this.onState();
    connection.ontrack = ({ track }) => {
      this.stream.addTrack(track);
      this.onStream();
    };
    for (const kind of KINDS) {
      const track = tracks[kind];
      // A line of addTransceiver is not taken up by a partner's offer: it would stand beside the offered one.
      if (track) connection.addTrack(track, this.#out);
      else if (offers) connection.addTransceiver(kind, { direction: "sendrecv", streams: [this.#out] });
    }
    connection.createDataChannel("chatear", { negotiated: true, id: 0 });
    const picture = this.#line("video");
    if (picture) preferCodec(picture);
  }

  get state() {
    return this.connection.connectionState;
  }

  /** The description as it stands; the candidates in it are not passed on once more. @returns {{type: RTCSdpType, sdp: string}} */
  describe() {
    this.early.length = 0;
    const { type, sdp } = /** @type {RTCSessionDescription} */ (this.connection.localDescription);
    return { type, sdp };
  }

  /** Answer an offer. @param {{type: RTCSdpType, sdp: string}} offer @throws {DOMException} if the browser refuses it */
  async answer(offer) {
    await this.connection.setRemoteDescription(offer);
    for (const kind of KINDS) this.#open(this.#line(kind));
    this.feed(this.#tracks);
    await this.connection.setLocalDescription();
  }

  /** @param {RTCIceCandidateInit} candidate  of the partner; one of a connection that they have left is passed over */
  async add(candidate) {
    const known = this.connection.remoteDescription?.sdp;
    const { usernameFragment: name } = candidate;
    if (!known || (name && !known.includes(`a=ice-ufrag:${name}`))) return;
    await this.connection.addIceCandidate(candidate).catch(() => undefined); // then it is one way less
  }

  /** Send these tracks from now on, on the lines that are there. @param {Tracks} tracks */
  feed(tracks) {
    this.#tracks = tracks;
    for (const kind of KINDS) {
      const line = this.#line(kind);
      if (line && line.sender.track !== tracks[kind]) line.sender.replaceTrack(tracks[kind]).catch(() => undefined);
    }
  }

  /** Keep the picture within what most lines carry. */
  limit() {
    const sender = this.#line("video")?.sender;
    const parameters = sender?.getParameters();
    if (!sender || !parameters?.encodings?.length) return;
    for (const encoding of parameters.encodings) encoding.maxBitrate = MOST;
    sender.setParameters(parameters).catch(() => undefined); // the line then carries what the browser thinks right
  }

  close() {
    this.connection.onconnectionstatechange = this.connection.onicecandidate = this.connection.ontrack = null;
    this.connection.close();
    this.onClose(this);
  }

  /** Make a line that the offer brought go both ways, as those that were added before do. @param {RTCRtpTransceiver} [line] */
  #open(line) {
    if (!line || line.direction === "sendrecv") return;
    line.direction = "sendrecv";
    line.sender.setStreams?.(this.#out);
    if (line.receiver.track.kind === "video") preferCodec(line);
  }

  /** @param {"audio" | "video"} kind */
  #line(kind) {
    return this.connection.getTransceivers().find(({ receiver }) => receiver.track.kind === kind);
  }
}
