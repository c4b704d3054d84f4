/**
 * Lets the browser work for a letter while it is written: ALTCHA's riddle (privacy/captcha.py), solved in a worker.
 *
 * Without it the form works as well, only less often.
 */

/** @typedef {{algorithm: string, challenge: string, maxnumber: number, salt: string, signature: string}} Riddle */

const WORKER = new URL("riddle-worker.js", import.meta.url);

/** @param {HTMLFormElement} form */
async function work(form) {
  const field = form.querySelector("input[data-riddle]");
  if (!(field instanceof HTMLInputElement) || !form.dataset["riddle"]) return;
  field.value = await solve(form.dataset["riddle"]);
  form.dataset["solved"] = "";
}

/**
 * Ask for a riddle and solve it.
 * @param {string} address
 * @returns {Promise<string>} what goes into the form: base64 of JSON; nothing where it can't be had
 */
async function solve(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return "";
  const riddle = /** @type {Riddle} */ (await answer.json());
  const began = performance.now();
  const number = await search(riddle);
  const { algorithm, challenge, salt, signature } = riddle;
  const took = Math.round(performance.now() - began);
  return number < 0 ? "" : btoa(JSON.stringify({ algorithm, challenge, number, salt, signature, took }));
}

/**
 * Let a worker try numbers.
 * @param {Riddle} riddle
 * @returns {Promise<number>} the number, or -1 where there is none
 */
function search(riddle) {
  const worker = new Worker(WORKER, { type: "module" });
  return new Promise((done) => {
    worker.addEventListener("message", ({ data }) => {
      worker.terminate();
      done(Number(data));
    });
    worker.addEventListener("error", () => done(-1));
    worker.postMessage(riddle, []); // a worker has no origin to name
  });
}

for (const form of document.querySelectorAll("form[data-riddle]")) {
  if (form instanceof HTMLFormElement) form.addEventListener("focusin", () => void work(form), { once: true });
}
