import { gettext, interpolate, ngettext } from "../helpers/text.js";

/** @param {string} drops  the part of the wish that is let go of next @param {number} seconds @returns {string} */
export function widening(drops, seconds) {
  const words = {
    interests: gettext("In %(seconds)s s we also look for people with other interests."),
    mode: gettext("In %(seconds)s s we also look for people who talk in another way."),
    countries: gettext("In %(seconds)s s we also look in other countries."),
    languages: gettext("In %(seconds)s s we also look for people who speak other languages."),
  };
  const sentence = words[/** @type {keyof typeof words} */ (drops)] ?? gettext("In %(seconds)s s we look more widely.");
  return interpolate(sentence, { seconds });
}

/** @param {string} dropped  the part that was let go of @returns {string} */
export function widened(dropped) {
  const words = {
    interests: gettext("We now also look for people with other interests."),
    mode: gettext("We now also look for people who talk in another way."),
    countries: gettext("We now also look in other countries."),
    languages: gettext("We now also look for people who speak other languages."),
  };
  return words[/** @type {keyof typeof words} */ (dropped)] ?? gettext("We now look more widely.");
}

/** @param {number | undefined} fits  how many would fit and are talking, where the server says it @returns {string} */
export function fitting(fits) {
  if (!fits) return gettext("Nobody fits yet.");
  const sentence = ngettext("%(fits)s person fits, and is talking now.", "%(fits)s people fit, and are talking now.", fits);
  return interpolate(sentence, { fits });
}

/** @param {number} seconds @returns {string}  as minutes and seconds */
export function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
