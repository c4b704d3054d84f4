import { gettext } from "../helpers/text.js";
import { one, part } from "./finding.js";
import { post } from "./posting.js";
import { StagePart } from "./stage-part.js";

const KEPT = "chatear.wish"; // in this tab only
const LISTS = ["interests", "languages", "countries"];

/** @typedef {import("../call/types.js").Mode} Mode */
/** @typedef {HTMLElement & {values: string[], words: string[]}} Chips */

/** Whom one would like to meet. Every change goes to the session at once, which looks again if it is looking. */
export class WishForm extends StagePart {
  #unsaved = ""; // a gender told before there was a person to keep it with

  connect() {
    this.#bringBack();
    this.hear(this, "change", (_, { target }) => this.#changed(target));
    this.hear(this, "chips", () => this.#say());
    this.hear(this, "submit", (_, event) => event.preventDefault());
    this.hear(this.stage, "wish-kept", (drops) => this.#keepFirm(drops));
    this.hear(this.stage, "mode-wanted", (mode) => this.#wantMode(mode));
    this.hear(this.stage, "entered", () => this.#unsaved && this.#saveGender(this.#unsaved));
    // The chip lists are defined by now (app.js), so the first wish is whole.
    this.#say();
  }

  get #form() {
    return one(this, "form", HTMLFormElement);
  }

  /** @param {string} name @returns {Chips} */
  #list(name) {
    return /** @type {Chips} */ (one(this, `chip-list[data-name=${name}]`, HTMLElement));
  }

  /** @param {string} name @returns {string[]} */
  #ticked(name) {
    return new FormData(this.#form).getAll(name).map(String);
  }

  /** @returns {Mode} */
  get mode() {
    return /** @type {Mode} */ (this.#ticked("mode")[0] ?? "video");
  }

  get wish() {
    const [interests = [], languages = [], countries = []] = LISTS.map((name) => this.#list(name).values);
    const filled = { interests, languages, countries };
    const firm = this.#ticked("firm").filter((name) => filled[/** @type {keyof typeof filled} */ (name)]?.length);
    return { genders: this.#ticked("genders"), countries, languages, interests, firm };
  }

  /** @returns {[string, string][]}  what is looked for: each word with its part of the wish */
  get words() {
    const listed = LISTS.flatMap((name) => this.#list(name).words.map((word) => [name, word]));
    return /** @type {[string, string][]} */ ([...listed, ...this.#genderWords().map((word) => ["genders", word])]);
  }

  #genderWords() {
    const boxes = [...this.querySelectorAll("input[name=genders]:checked")];
    return boxes.map((box) => box.closest("label")?.textContent?.trim() ?? "");
  }

  /** @param {EventTarget | null} target */
  #changed(target) {
    if (target instanceof HTMLSelectElement && target.name === "gender") return this.#saveGender(target.value);
    if (target instanceof HTMLInputElement && target.name) this.#say();
  }

  #say() {
    for (const name of LISTS) one(this, `[data-value=${name}]`, HTMLElement).textContent = this.#list(name).words.join(", ") || gettext("any");
    one(this, "[data-value=genders]", HTMLElement).textContent = this.#genderWords().join(", ") || gettext("everybody");
    this.stage.dataset.mode = this.mode;
    this.session.setMode(this.mode);
    this.session.setWish(this.wish);
    this.stage.dispatchEvent(new CustomEvent("wish"));
    sessionStorage.setItem(KEPT, JSON.stringify({ mode: this.mode, ...this.wish }));
  }

  #bringBack() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    if (!kept) return;
    for (const name of LISTS) this.#list(name).values = kept[name] ?? [];
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("[name=genders], [name=firm], [name=mode]"))) {
      box.checked = [kept.mode, ...(kept.genders ?? []), ...(kept.firm ?? [])].includes(box.value);
    }
  }

  /** @param {string} drops  the part that was about to be let go of */
  #keepFirm(drops) {
    const box = this.querySelector(`[name=firm][value="${drops}"]`);
    if (box instanceof HTMLInputElement) box.checked = true;
    this.#say();
  }

  /** @param {string} mode */
  #wantMode(mode) {
    one(this, `[name=mode][value=${mode}]`, HTMLInputElement).checked = true;
    this.#say();
  }

  /** @param {string} gender */
  async #saveGender(gender) {
    this.#unsaved = this.stage.entered ? "" : gender;
    if (!this.stage.entered) return this.#sayOfGender(gettext("It is saved when you press Start."));
    const body = new FormData();
    body.set("gender", gender);
    const answer = await post("/account/profile/", body);
    this.#sayOfGender(answer?.ok ? gettext("Saved. Take it away at any time.") : gettext("It could not be saved. Choose it again."));
  }

  /** @param {string} words */
  #sayOfGender(words) {
    part(this, "gender-saved").textContent = words;
  }
}
