/** @typedef {import("./types.js").Frame} Frame */

const LONGEST = 6000; // ms; then the receiver has what it needs, or never will

/**
 * Shows the camera to the site's evidence receiver for a moment, as the server asks (docs/websocket.md). The very track
 * is shown that partners see; where there is none, nothing is answered.
 */
export class Looks {
  /** @type {Map<string, RTCPeerConnection>} */
  #open = new Map();
  #send; #show;

  /**
   * @param {(frame: Frame) => void} send
   * @param {(iceServers: RTCIceServer[]) => RTCPeerConnection | null} show  a connection that sends the camera, if it is on
   */
  constructor(send, show) {
    this.#send = send;
    this.#show = show;
  }

  /** @param {Frame} frame */
  async hear({ id, description, done, ice_servers: iceServers }) {
    if (done) return this.#close(id);
    if (description) return this.#open.get(id)?.setRemoteDescription(description).catch(() => this.#close(id));
    await this.#offer(id, iceServers ?? []);
  }

  /** The offer goes at once: this browser knocks, and needs no candidates for it. @param {string} id @param {RTCIceServer[]} iceServers */
  async #offer(id, iceServers) {
    this.#close(id);
    const connection = this.#show(iceServers);
    if (!connection) return;
    this.#open.set(id, connection);
    setTimeout(() => this.#open.get(id) === connection && this.#close(id), LONGEST);
    try {
      const offer = await connection.createOffer();
      await connection.setLocalDescription(offer);
      this.#send({ type: "look", id, description: { type: "offer", sdp: offer.sdp } });
    } catch {
      this.#close(id);
    }
  }

  /** @param {string} id */
  #close(id) {
    this.#open.get(id)?.close();
    this.#open.delete(id);
  }
}
