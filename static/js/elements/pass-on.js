import { one } from "./finding.js";

/** A service's answer, sent once more from our own page at once. Telegram puts its answer behind a `#`, as JSON. */
export class PassOn extends HTMLElement {
  connectedCallback() {
    const form = one(this, "form", HTMLFormElement);
    const said = new URLSearchParams(location.hash.slice(1)).get("tgAuthResult");
    if (said !== null) for (const [name, value] of fields(said)) form.append(hidden(name, value));
    history.replaceState(null, "", location.pathname);
    form.submit();
  }
}

/**
 * @param {string} said
 * @returns {[string, string][]}
 */
function fields(said) {
  try {
    const bytes = Uint8Array.from(atob(said.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    const told = JSON.parse(new TextDecoder().decode(bytes));
    if (told) return Object.entries(told).map(([name, value]) => [name, String(value)]);
  } catch {
    // not an answer: the same as a no
  }
  return [["error", "access_denied"]];
}

/**
 * @param {string} name
 * @param {string} value
 */
function hidden(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  return field;
}
