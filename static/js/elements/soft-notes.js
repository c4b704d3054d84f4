const NOTES = [392, 523.25]; // Hz: G4, then C5
const LOUDNESS = 0.08; // of 1
const LENGTH = 0.35; // seconds

/** @type {AudioContext | undefined} */
let context;

/** @param {AudioContext} sound @param {number} pitch @param {number} at */
function note(sound, pitch, at) {
  const tone = new OscillatorNode(sound, { type: "sine", frequency: pitch });
  const gain = new GainNode(sound, { gain: 0 });
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.03);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH);
  tone.connect(gain).connect(sound.destination);
  tone.start(at);
  tone.stop(at + LENGTH);
}

/** Play the two soft notes of a match; also what the speaker test lets one hear. @param {string} [sinkId]  of the chosen speaker */
export async function playNotes(sinkId) {
  context ??= new AudioContext();
  const sound = /** @type {AudioContext & {setSinkId?: (id: string) => Promise<void>}} */ (context);
  if (sinkId) await sound.setSinkId?.(sinkId);
  await sound.resume();
  NOTES.forEach((pitch, index) => note(sound, pitch, sound.currentTime + index * 0.22));
}
