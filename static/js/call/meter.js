const LOUD = 4; // speech is about a quarter of what a microphone can say

/** How loud a microphone is, while somebody asks. */
export class Meter {
  /** @type {{context: AudioContext, source: MediaStreamAudioSourceNode, analyser: AnalyserNode, track: MediaStreamTrack} | null} */
  #ear = null;
  #samples = new Float32Array(1024);

  /** @param {MediaStreamTrack | null} track @returns {number}  0 to 1 */
  level(track) {
    if (!track) return this.close();
    if (this.#ear?.track !== track) this.#listen(track);
    this.#ear?.analyser.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    return Math.min(1, Math.sqrt(power) * LOUD);
  }

  close() {
    this.#ear?.context.close();
    this.#ear = null;
    return 0;
  }

  /** @param {MediaStreamTrack} track */
  #listen(track) {
    this.close();
    const context = new AudioContext();
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const analyser = new AnalyserNode(context, { fftSize: this.#samples.length });
    source.connect(analyser);
    this.#ear = { context, source, analyser, track };
  }
}
