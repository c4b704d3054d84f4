const EVERY = 2000; // ms
const SLOWER = 0.3; // seconds that the way to the server takes more than at its best, when one's own network is weak

/**
 * @typedef {{received: number, lost: number, frames: number, freezes: number, trip: number, limited: boolean, video: boolean}} Sample
 *   counters since the beginning; `freezes` and `trip` in seconds, `limited`: the browser sends less than it would like
 * @typedef {{bars: 1 | 2 | 3, cause: "" | "mine" | "theirs"}} Grade
 */

/** @param {RTCStatsReport} stats @returns {{local: any, remote: any, trip: number} | null}  the way that is used */
function usedPair(stats) {
  const all = [...stats.values()];
  const chosen = all.find(({ type, selectedCandidatePairId }) => type === "transport" && selectedCandidatePairId);
  const pair = chosen
    ? stats.get(chosen.selectedCandidatePairId)
    : all.find(({ type, selected, nominated, state }) => type === "candidate-pair" && (selected || (nominated && state === "succeeded")));
  if (!pair) return null;
  return { local: stats.get(pair.localCandidateId), remote: stats.get(pair.remoteCandidateId), trip: pair.currentRoundTripTime ?? 0 };
}

/** @param {RTCStatsReport} stats @returns {"" | "direct" | "relayed"} */
export function routeOf(stats) {
  const pair = usedPair(stats);
  if (!pair) return "";
  return [pair.local, pair.remote].some((end) => end?.candidateType === "relay") ? "relayed" : "direct";
}

/** @param {RTCStatsReport} stats @returns {Sample} */
export function sampleOf(stats) {
  const sample = { received: 0, lost: 0, frames: 0, freezes: 0, trip: usedPair(stats)?.trip ?? 0, limited: false, video: false };
  for (const each of stats.values()) {
    if (each.type === "outbound-rtp") sample.limited ||= each.qualityLimitationReason === "bandwidth";
    if (each.type !== "inbound-rtp") continue;
    sample.received += each.packetsReceived ?? 0;
    sample.lost += each.packetsLost ?? 0;
    if (each.kind !== "video") continue;
    sample.video ||= (each.framesDecoded ?? 0) > 0;
    sample.frames += each.framesDecoded ?? 0;
    sample.freezes += each.totalFreezesDuration ?? 0;
  }
  return sample;
}

/**
 * Three bars for good, one for weak. Resent packets hide loss from the eye, so freezes weigh more than loss.
 * @param {Sample} before @param {Sample} after @param {number} seconds between them
 * @param {boolean} slow  whether the way to the server has become slow, too @returns {Grade}
 */
export function grade(before, after, seconds, slow) {
  const lost = Math.max(0, after.lost - before.lost);
  const share = lost / Math.max(1, lost + after.received - before.received);
  const frozen = (after.freezes - before.freezes) / seconds;
  const slowFilm = before.video && after.frames - before.frames < 5 * seconds;
  const weak = frozen > 0.25 || share > 0.2 || after.trip > 0.8 || slowFilm;
  const fair = frozen > 0.05 || share > 0.05 || after.trip > 0.35;
  if (weak || fair) return { bars: weak ? 1 : 2, cause: slow ? "mine" : "theirs" };
  return after.limited && slow ? { bars: 2, cause: "mine" } : { bars: 3, cause: "" };
}

/** Looks at a connection's figures every two seconds, and says how good it is and which way it takes. */
export class Quality {
  /** @type {{sample: Sample, at: number} | null} */
  #before = null;
  #timer;

  /**
   * @param {() => RTCPeerConnection} connection @param {(quality: Grade & {route: string}) => void} report
   * @param {() => {last: number, best: number}} trip  of the line to the server, in ms
   */
  constructor(connection, report, trip) {
    const look = () => this.#look(connection(), report, trip).catch(() => undefined); // closed while it was asked
    this.#timer = setInterval(look, EVERY);
    look();
  }

  stop() {
    clearInterval(this.#timer);
  }

  /** @param {RTCPeerConnection} connection @param {(quality: Grade & {route: string}) => void} report @param {() => {last: number, best: number}} trip */
  async #look(connection, report, trip) {
    const stats = await connection.getStats();
    const now = { sample: sampleOf(stats), at: Date.now() };
    const { sample, at } = this.#before ?? now;
    this.#before = now;
    const { last, best } = trip();
    const slow = (last - best) / 1000 > SLOWER;
    const grown = now.sample.received >= sample.received; // else it is another connection
    /** @type {Grade} */
    const graded = now.at > at && grown ? grade(sample, now.sample, (now.at - at) / 1000, slow) : { bars: 3, cause: "" };
    report({ ...graded, route: routeOf(stats) });
  }
}
