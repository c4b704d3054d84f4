import { gettext, interpolate, ngettext } from "../helpers/text.js";
import { part } from "./finding.js";

/** @typedef {import("../call/types.js").Text} Text */

/** The messages of a chat, each with a box: what is ticked goes with a complaint. The other's are, one's own are not. */
export class ChosenTexts extends HTMLElement {
  /** @type {Set<Text>} */
  chosen = new Set();

  /** @param {Text[]} texts */
  show(texts) {
    this.chosen = new Set(texts.filter(({ from }) => from === "partner"));
    this.hidden = texts.length === 0;
    part(this, "list").replaceChildren(...texts.map((text) => this.#line(text)));
    this.#count();
  }

  /** @param {Text} text */
  #line(text) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    const words = document.createElement("span");
    const who = document.createElement("bdi"); // of no say in which way the message runs
    label.className = "check";
    box.type = "checkbox";
    box.checked = this.chosen.has(text);
    box.onchange = () => this.#choose(text, box.checked);
    who.textContent = text.from === "me" ? gettext("You: ") : gettext("They: ");
    words.dir = "auto";
    words.append(who, text.body);
    label.append(box, words);
    return label;
  }

  /** @param {Text} text @param {boolean} on */
  #choose(text, on) {
    if (on) this.chosen.add(text);
    else this.chosen.delete(text);
    this.#count();
  }

  #count() {
    const count = this.chosen.size;
    const some = interpolate(ngettext("%(count)s message goes with it", "%(count)s messages go with it", count), { count });
    part(this, "count").textContent = count ? some : gettext("No message goes with it");
  }
}
