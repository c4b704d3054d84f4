const ENOUGH = 8_000; // milliseconds: a TURN server over TLS answers by then, or not at all
const UNREACHABLE = 701; // https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnectioniceerrorevent-errorcode

/** @typedef {"direct" | "relayed" | "blocked"} Reach  how a picture could come through this network */
/** @typedef {{type: string, relayProtocol?: string | null}} Candidate  what counts of an RTCIceCandidate */

/**
 * What candidates say of a network. A server that was reached by UDP means that partners can be, too; one that was
 * reached only by TCP or TLS means a detour; none at all means that no picture comes through.
 *
 * @param {Candidate[]} candidates @param {number[]} errors  their codes
 * @param {number} servers  how many were asked @returns {Reach}
 */
export function reachOf(candidates, errors, servers) {
  const byUdp = candidates.some(({ type, relayProtocol }) => type === "srflx" || (type === "relay" && relayProtocol === "udp"));
  // On a machine with an address of its own a STUN server tells nothing new, and no candidate comes of it.
  const unasked = !servers || (!errors.includes(UNREACHABLE) && !candidates.some(({ type }) => type === "relay"));
  if (byUdp || (unasked && candidates.some(({ type }) => type === "host"))) return "direct";
  return candidates.some(({ type }) => type === "relay") ? "relayed" : "blocked";
}

/**
 * Try this network without anybody at the other end.
 *
 * @param {RTCIceServer[]} iceServers @param {(configuration: RTCConfiguration) => RTCPeerConnection} [build]
 * @returns {Promise<Reach>}
 */
export async function tryNetwork(iceServers, build = (configuration) => new RTCPeerConnection(configuration)) {
  const connection = build({ iceServers });
  /** @type {Candidate[]} */ const candidates = [];
  /** @type {number[]} */ const errors = [];
  connection.addEventListener("icecandidate", ({ candidate }) => candidate?.candidate && candidates.push(/** @type {any} */ (candidate)));
  connection.addEventListener("icecandidateerror", ({ errorCode }) => errors.push(errorCode));
  try {
    connection.createDataChannel("try");
    await connection.setLocalDescription();
    if (!(await gathered(connection))) errors.push(UNREACHABLE);
    return reachOf(candidates, errors, iceServers.length);
  } finally {
    connection.close();
  }
}

/** @param {RTCPeerConnection} connection @returns {Promise<boolean>}  whether every server answered in time */
function gathered(connection) {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), ENOUGH);
    connection.addEventListener("icegatheringstatechange", () => {
      if (connection.iceGatheringState !== "complete") return;
      clearTimeout(late);
      resolve(true);
    });
  });
}
