const NAME = "chatear.tab";

/**
 * Ask to be the one tab of this browser that chats. The browser gives the place up by itself when the tab goes.
 * @returns {Promise<{alone: boolean, take: () => Promise<void>}>}  `take` gets the place from the tab that has it
 */
export async function claim() {
  const { locks } = globalThis.navigator ?? {};
  if (!locks) return { alone: true, take: async () => {} }; // the server then closes the older tab
  const hold = () => new Promise(() => {}); // kept for as long as the tab lives
  /** @param {LockOptions} options */
  const ask = (options) =>
    new Promise((resolve) => {
      locks.request(NAME, options, (lock) => (resolve(Boolean(lock)), lock ? hold() : undefined)).catch(() => undefined);
    });
  const alone = Boolean(await ask({ ifAvailable: true }));
  return { alone, take: async () => void (await ask({ steal: true })) };
}
