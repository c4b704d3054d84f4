const KEY = "chatear.typed";
const A_YEAR = 31_536_000; // seconds
const FIELDS = "main :is(input:not([type=hidden], [type=password], [type=file]), textarea, select)[name]";

/** @returns {string}  the page's path without its language */
const page = () => location.pathname.replace(/^\/[a-z-]+\//, "/");

/**
 * Change the language without losing what was typed: fields are kept in this tab until the page is back. An address
 * without a language then leads to the one that was chosen.
 */
export class LanguageSwitch extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this.#keep);
    this.addEventListener("keydown", this.#fold);
    document.addEventListener("click", this.#fold);
    this.#giveBack();
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.#keep);
    this.removeEventListener("keydown", this.#fold);
    document.removeEventListener("click", this.#fold);
  }

  /** @param {Event} event */
  #keep = (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link) return;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `language=${link.hreflang}; path=/; max-age=${A_YEAR}; samesite=lax${secure}`;
    const typed = this.#fields().map((field) => ({
      name: field.name,
      value: field.value,
      checked: field instanceof HTMLInputElement && field.checked,
    }));
    sessionStorage.setItem(KEY, JSON.stringify({ page: page(), typed }));
  };

  /** @param {Event} event */
  #fold = (event) => {
    const outside = event.type === "click" && event.target instanceof Node && !this.contains(event.target);
    const escaped = event instanceof KeyboardEvent && event.key === "Escape";
    if (outside || escaped) this.querySelector("details")?.removeAttribute("open");
  };

  #giveBack() {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    sessionStorage.removeItem(KEY);
    if (kept?.page !== page()) return;
    // By name, for the page may show other fields than before, as a form does that was sent in vain.
    for (const field of this.#fields()) {
      const place = kept.typed.findIndex((/** @type {{name: string}} */ { name }) => name === field.name);
      const [was] = place < 0 ? [] : kept.typed.splice(place, 1);
      if (!was) continue;
      if (field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type)) field.checked = was.checked;
      else field.value = was.value;
    }
  }

  #fields() {
    return /** @type {(HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[]} */ ([...document.querySelectorAll(FIELDS)]);
  }
}
