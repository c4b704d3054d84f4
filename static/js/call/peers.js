import { Peer } from "./peer.js";

/** @typedef {import("./types.js").Tracks} Tracks */

/** Makes peers, and keeps those that are open fed with what the camera gives. */
export class Peers {
  /** @type {RTCIceServer[]} */
  iceServers = [];
  relayOnly = false;
  /** @type {Set<Peer>} */
  #open = new Set();
  #connect;
  #tracks;

  /**
   * @param {() => Tracks} tracks  what is to be sent now
   * @param {(configuration: RTCConfiguration) => RTCPeerConnection} [connect]
   */
  constructor(tracks, connect = (configuration) => new RTCPeerConnection(configuration)) {
    this.#tracks = tracks;
    this.#connect = connect;
  }

  /** @param {{offers: boolean}} side @returns {Peer} */
  make(side) {
    const connection = this.#connect({
      iceServers: this.iceServers,
      iceTransportPolicy: this.relayOnly ? "relay" : "all",
      bundlePolicy: "max-bundle",
    });
    const peer = new Peer(connection, this.#tracks(), side);
    this.#open.add(peer);
    peer.onClose = () => this.#open.delete(peer);
    return peer;
  }

  /** A connection that shows the camera and nothing else; null while it is off. @param {RTCIceServer[]} iceServers */
  show(iceServers) {
    const { video } = this.#tracks();
    if (!video) return null;
    const connection = this.#connect({ iceServers });
    connection.addTransceiver(video, { direction: "sendonly" });
    return connection;
  }

  /** The camera, the microphone or the way of talking has changed. */
  feed() {
    for (const peer of this.#open) peer.feed(this.#tracks());
  }
}
