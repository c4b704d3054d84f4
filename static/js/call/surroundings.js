const AWAY = 20_000; // ms that a page may be hidden before its camera really stops

/**
 * What happens around the page: it is hidden or shown, the network is another one.
 * @param {{away: () => void, back: () => void, network: () => void}} tell
 * @param {{page?: Document, network?: EventTarget & {type?: string}}} [where]
 * @returns {{isVisible: () => boolean}}
 */
export function watchSurroundings(
  { away, back, network },
  { page = globalThis.document, network: way = /** @type {any} */ (globalThis.navigator)?.connection } = {},
) {
  const isVisible = () => page?.visibilityState !== "hidden";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  page?.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (isVisible()) back();
    else timer = setTimeout(away, AWAY);
  });
  globalThis.addEventListener?.("online", network);
  // The event also comes with every new estimate of the speed.
  let type = way?.type;
  way?.addEventListener?.("change", () => {
    if (way.type === type) return;
    type = way.type;
    network();
  });
  return { isVisible };
}
