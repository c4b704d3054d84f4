const EVERY = 5000; // ms

/**
 * Call `tick` every five seconds, in a hidden tab too.
 * @param {() => void} tick @returns {() => void} stops it
 */
export function beat(tick) {
  try {
    const worker = new Worker(new URL("./beat-worker.js", import.meta.url), { type: "module" });
    worker.onmessage = tick;
    worker.onerror = () => worker.terminate();
    return () => worker.terminate();
  } catch {
    const timer = setInterval(tick, EVERY);
    return () => clearInterval(timer);
  }
}
