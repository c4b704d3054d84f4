const EVERY = 5000; // ms, as often as the worker does

/**
 * Call `tick` every five seconds, in a hidden tab too.
 * @param {() => void} tick @returns {() => void} stops it
 */
export function beat(tick) {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  /** @type {Worker | undefined} */
  let worker;
  const byPage = () => {
    worker?.terminate();
    timer ??= setInterval(tick, EVERY);
  };
  try {
    worker = new Worker(new URL("./beat-worker.js", import.meta.url), { type: "module" });
    worker.onmessage = tick;
    worker.onerror = byPage;
  } catch {
    byPage();
  }
  return () => {
    clearInterval(timer);
    worker?.terminate();
  };
}
