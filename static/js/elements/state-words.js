import { gettext } from "../helpers/text.js";

/** @param {string} why  of `ended` @returns {string} */
export function whyEnded(why) {
  const words = {
    next: gettext("They went on to somebody else."),
    stopped: gettext("They stopped."),
    lost: gettext("Their connection was lost."),
    replaced: gettext("They opened the chat in another tab."),
    excluded: gettext("This chat was ended by the rules."),
    blocked: gettext("You will not meet this person again."),
    failed: gettext("The connection did not come about."),
  };
  return words[/** @type {keyof typeof words} */ (why)] ?? gettext("The chat has ended.");
}

/** @param {string} state @param {string} [why] @returns {string}  what somebody hears who cannot see the scene */
export function announcement(state, why = "") {
  const words = {
    idle: "",
    asking: gettext("Your browser asks for camera and microphone."),
    seeking: gettext("Looking for somebody."),
    connecting: gettext("Somebody is here. Connecting."),
    talking: gettext("You are connected. Say hello."),
    reconnecting: gettext("Reconnecting."),
    ended: whyEnded(why),
    stopped: gettext("You have stopped. Camera and microphone are off."),
    excluded: gettext("You can't chat for now."),
  };
  return words[/** @type {keyof typeof words} */ (state)] ?? "";
}
