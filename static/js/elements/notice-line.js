import { gettext, interpolate } from "../helpers/text.js";
import { StagePart } from "./stage-part.js";

const LONG_ENOUGH = 9000; // ms to read a sentence

/** What the server has to say: a warning, a limit, somebody who asks to meet again. */
export class NoticeLine extends StagePart {
  connect() {
    this.setAttribute("role", "status");
    this.hear(this.session, "notice", ({ code, text }) => code !== "undo_asked" && this.#say(text));
    this.hear(this.session, "undoasked", () => this.#askUndo());
    this.hear(this.session, "problem", (problem) => this.#sayProblem(problem));
    this.hear(this.session, "state", () => this.#clearAsked());
  }

  /** @param {{code: string, text?: string, retryAfter?: number}} problem */
  #sayProblem({ code, text, retryAfter }) {
    const wait = retryAfter ? interpolate(gettext("That was a little fast. Wait %(seconds)s s."), { seconds: Math.ceil(retryAfter) }) : "";
    const words = {
      too_fast: wait || gettext("That was a little fast. Wait a moment."),
      too_long: gettext("That message is too long: 2,000 characters at most."),
      no_chat: gettext("That chat has already ended."),
      unavailable: gettext("The server is not reachable. We go on by ourselves as soon as it is."),
      bad_handle: gettext("That is too long ago."),
    };
    this.#say(words[/** @type {keyof typeof words} */ (code)] ?? text ?? gettext("Something did not work. Press Next to go on."));
  }

  #askUndo() {
    const line = this.#say(gettext("Your last partner pressed Next by mistake and would like to come back."), 0);
    line.dataset.asked = "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small primary";
    button.textContent = gettext("Meet again");
    button.onclick = () => {
      this.session.undo();
      line.remove();
    };
    line.append(button);
  }

  #clearAsked() {
    for (const line of this.querySelectorAll("[data-asked]")) if (this.stage.dataset.state === "talking") line.remove();
  }

  /** @param {string} words @param {number} [ms]  how long it stays; 0: until the chat goes on */
  #say(words, ms = LONG_ENOUGH) {
    const line = document.createElement("p");
    line.textContent = words;
    this.replaceChildren(line);
    if (ms) setTimeout(() => line.remove(), ms);
    return line;
  }
}
