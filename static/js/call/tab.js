const NAME = "chatear.tab";
/** @type {Set<() => void>} */
const listeners = new Set();

/** Be told when another tab takes the place of this one. @param {() => void} listener */
export function whenTaken(listener) {
  listeners.add(listener);
}

/**
 * Ask to be the one tab of this browser that chats. The browser gives the place up by itself when the tab goes.
 * @returns {Promise<{alone: boolean, take: () => Promise<void>}>}  `take` gets the place from the tab that has it
 */
export async function claim() {
  const { locks } = globalThis.navigator ?? {};
  if (!locks) return { alone: true, take: async () => {} }; // the server then closes the older tab
  const keep = () => new Promise(() => {}); // for as long as the tab lives
  /** @param {LockOptions} options @returns {Promise<boolean>} */
  const ask = (options) =>
    new Promise((answer) => {
      const held = locks.request(NAME, options, (lock) => {
        answer(lock !== null);
        return lock && keep();
      });
      // The one way in which a lock that is kept can end: another tab has taken it.
      held.catch(() => listeners.forEach((listener) => listener()));
    });
  const alone = await ask({ ifAvailable: true });
  return {
    alone,
    async take() {
      await ask({ steal: true });
    },
  };
}
