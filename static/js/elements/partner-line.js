import { gettext, interpolate } from "../helpers/text.js";
import { part } from "./finding.js";
import { qualityWords } from "./quality-bars.js";
import { StagePart } from "./stage-part.js";

const GRACE = 15; // seconds that a broken connection is waited for

/** @param {"region" | "language"} type @param {string} code @returns {string}  its name in the page's language */
function nameOf(type, code) {
  return new Intl.DisplayNames([document.documentElement.lang || "en"], { type }).of(code) ?? code;
}

/** @param {(string | false | 0 | undefined)[]} words @returns {string}  those that there are, with the commas of the page's language */
const listed = (words) => words.filter(Boolean).join(document.documentElement.lang === "ar" ? "، " : ", ");

/** @param {string} name @returns {string}  what runs in its own direction, and turns nothing round that stands beside it */
const isolated = (name) => `\u2068${name}\u2069`;

/** @param {{name?: string, age?: number, gender?: "F" | "M" | "X"}} partner @returns {string}  what they show of themselves */
function aboutThem({ name, age, gender }) {
  const words = { F: gettext("woman"), M: gettext("man"), X: gettext("of another gender") };
  return listed([name && isolated(name), age && String(age), gender && words[gender]]);
}

/** Who is there: country and languages where they were told, direct or relayed, and what is weak. */
export class PartnerLine extends StagePart {
  #route = "";
  #weak = "";
  #muted = "";
  #blurred = "";
  #stopTicking = () => {};

  connect() {
    this.hear(this.session, "matched", ({ partner }) => this.#meet(partner));
    this.hear(this.session, "state", ({ state }) => this.#follow(state));
    this.hear(this.session, "quality", (quality) => this.#showQuality(quality));
    this.hear(this.session, "partnermedia", (media) => this.#showMedia(media));
  }

  /** @param {any} partner */
  #meet(partner) {
    this.#route = "";
    const languages = listed((partner.languages ?? []).map((/** @type {string} */ code) => nameOf("language", code)));
    const words = [aboutThem(partner), partner.country ? nameOf("region", partner.country) : "", languages];
    part(this, "who").textContent = words.filter(Boolean).join(" · ");
    part(this, "who").hidden = !words.some(Boolean);
    const photo = part(this, "photo");
    if (photo instanceof HTMLImageElement) photo.src = partner.photo ?? "";
    photo.hidden = !partner.photo;
    [this.#weak, this.#muted, this.#blurred] = ["", "", ""];
    this.#say();
  }

  /** @param {string} state */
  #follow(state) {
    this.#showState(state);
    this.#stopTicking();
    if (state === "reconnecting") this.#countGrace(Date.now() + GRACE * 1000);
  }

  /** @param {number} until */
  #countGrace(until) {
    const left = () => Math.max(0, Math.ceil((until - Date.now()) / 1000));
    this.#stopTicking = this.tickWith(() => {
      part(this.stage, "grace").textContent = interpolate(gettext("%(seconds)s s"), { seconds: left() });
    });
  }

  /** @param {string} state */
  #showState(state) {
    const routes = { direct: gettext("direct"), relayed: gettext("relayed") };
    const route = routes[/** @type {keyof typeof routes} */ (this.#route)];
    const connected = route ? interpolate(gettext("connected · %(route)s"), { route }) : gettext("connected");
    part(this, "state").textContent = state === "reconnecting" ? gettext("reconnecting") : connected;
  }

  /** @param {{bars: number, cause: string, route: string}} quality */
  #showQuality({ bars, cause, route }) {
    this.#route = route;
    this.#showState(this.stage.dataset.state ?? "");
    this.#weak = bars < 3 ? qualityWords(bars, cause) : "";
    this.#say();
  }

  /** @param {{camera: boolean, microphone: boolean, blurred: boolean}} media */
  #showMedia({ camera, microphone, blurred }) {
    const isHeld = blurred && !camera; // until both agree, nothing but words
    this.#muted = microphone || isHeld ? "" : gettext("Their microphone is off");
    this.#blurred = isHeld ? gettext("They begin with text") : blurred ? gettext("They have blurred their picture") : "";
    this.#say();
  }

  #say() {
    const words = [this.#weak, this.#muted, this.#blurred].filter(Boolean).join(" · ");
    part(this, "cause").textContent = words;
    part(this, "cause").hidden = !words;
  }
}
