/** What Google Analytics may do after a yes to it: count. Advertising stays refused (consent mode, version 2). */
const DENIED = { ad_storage: "denied", ad_user_data: "denied", ad_personalization: "denied", analytics_storage: "denied" };
const HALF_A_YEAR = 180 * 24 * 60 * 60; // seconds

/**
 * Asks for Google's program, on a page of somebody who said yes to it and nowhere else (promise: COO-2). Without
 * `data-may-run` it tells other windows that there is no yes any more: they stop at once.
 * @example <google-analytics data-id="G-1" data-url="https://www.googletagmanager.com/gtag/js" data-page="privacy:policy" data-may-run>
 */
export class GoogleAnalytics extends HTMLElement {
  #windows = new BroadcastChannel("google-analytics");

  connectedCallback() {
    // oxlint-disable-next-line require-post-message-target-origin -- a channel has one origin, and takes none
    if (!("mayRun" in this.dataset)) return this.#windows.postMessage("no");
    if (refusedByBrowser()) return;
    this.#windows.addEventListener("message", () => this.#stop());
    addEventListener("pageshow", (event) => event.persisted && location.reload()); // back from before a no
    this.#begin(this.dataset.id ?? "");
  }

  disconnectedCallback() {
    this.#windows.close();
  }

  /** @param {string} id */
  #begin(id) {
    tell("consent", "default", DENIED);
    tell("consent", "update", { analytics_storage: "granted" });
    tell("js", new Date());
    tell("config", id, this.#settings());
    const program = document.createElement("script");
    program.src = `${this.dataset.url}?id=${encodeURIComponent(id)}`;
    program.async = true;
    this.append(program);
  }

  /** Which kind of page is seen: never its address, which may hold more, nor the one before. */
  #settings() {
    const page = (this.dataset.page ?? "").replaceAll(":", "/");
    return {
      allow_google_signals: false,
      allow_ad_personalization_signals: false,
      page_location: `${location.origin}/${document.documentElement.lang}/${page}`,
      page_referrer: `${location.origin}/`,
      page_title: page,
      cookie_domain: "none", // this host alone, so that it can be deleted here
      cookie_expires: HALF_A_YEAR,
      cookie_flags: `SameSite=Lax${location.protocol === "https:" ? ";Secure" : ""}`,
    };
  }

  #stop() {
    tell("consent", "update", DENIED);
    Reflect.set(window, `ga-disable-${this.dataset.id}`, true);
    for (const cookie of document.cookie.split("; ")) {
      if (cookie.startsWith("_ga")) document.cookie = `${cookie.split("=", 1)[0]}=; path=/; max-age=0`;
    }
  }
}

/**
 * Google's program reads what was told from a list of `arguments`, not of arrays.
 * @type {(...said: unknown[]) => void}
 */
const tell = function () {
  const layer = Reflect.get(window, "dataLayer") ?? [];
  Reflect.set(window, "dataLayer", layer);
  layer.push(arguments);
};

/** @returns {boolean}  as the server has it; asked once more because its page may have been kept */
function refusedByBrowser() {
  return Reflect.get(navigator, "globalPrivacyControl") === true || navigator.doNotTrack === "1";
}
