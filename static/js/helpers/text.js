/**
 * The words of the page, from the catalogue that the server serves for its language. Without it (a test, a
 * network that broke) the English source stands.
 * @returns {{gettext?: (words: string) => string, ngettext?: (one: string, many: string, count: number) => string}}
 */
const catalogue = () => /** @type {any} */ (globalThis).django ?? {};

/** @param {string} words @returns {string} */
export const gettext = (words) => catalogue().gettext?.(words) ?? words;

/** @param {string} one @param {string} many @param {number} count @returns {string} */
export const ngettext = (one, many, count) => catalogue().ngettext?.(one, many, count) ?? (count === 1 ? one : many);

/**
 * Put values where a text names them: `%(seconds)s`.
 * @param {string} words @param {Record<string, unknown>} values @param {boolean} [_named] as Django's own function has it
 * @returns {string}
 */
export const interpolate = (words, values, _named) =>
  words.replace(/%\((\w+)\)s/g, (_, name) => String(values[name] ?? ""));
