const KEY = "chatear.devices"; // in this browser only

/** @typedef {{camera?: string, microphone?: string, speaker?: string}} Choice  ids of devices */

/** @returns {Storage | undefined}  nothing where the browser keeps nothing */
function storage() {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** Which devices the person chose, over page loads. */
export class Chosen {
  /** @type {Choice} */
  #choice = {};
  #store;

  /** @param {Pick<Storage, "getItem" | "setItem">} [store] */
  constructor(store = storage()) {
    this.#store = store;
    try {
      this.#choice = JSON.parse(store?.getItem(KEY) ?? "{}") ?? {};
    } catch {
      // Kept by nobody, or not by us: then nothing was chosen.
    }
  }

  get choice() {
    return this.#choice;
  }

  /** @param {string} kind @param {string} id */
  choose(kind, id) {
    this.#choice = { ...this.#choice, [kind]: id };
    try {
      this.#store?.setItem(KEY, JSON.stringify(this.#choice));
    } catch {
      // The choice then holds for this page only.
    }
  }
}
