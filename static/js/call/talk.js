/** @typedef {import("./meeting.js").Meeting} Meeting @typedef {import("./types.js").Signal} Signal */
/** @typedef {import("./types.js").Frame} Frame @typedef {import("./types.js").Media} Media @typedef {import("./types.js").Text} Text */

const LONGEST = 2000; // characters

/** One chat: who is there, what is written, and the meeting of the two browsers. */
export class Talk {
  #seq = 0;
  #send; #tell; #consent;
  /** @type {Meeting | null} */
  #meeting;
  /** @type {Media | null} */
  #told = null;

  /**
   * @param {string} chat
   * @param {{send: (frame: Frame) => boolean, tell: (type: string, detail: unknown) => void, consent: import("./consent.js").Consent,
   *   connect: ((send: (signal: Signal) => void) => Meeting) | null}} means  `connect` brings the two browsers together; null for those who only write
   */
  constructor(chat, { send, tell, consent, connect }) {
    this.chat = chat;
    this.#send = send;
    this.#tell = tell;
    this.#consent = consent;
    consent.begin();
    this.#meeting = connect ? connect((signal) => send({ type: "signal", chat, ...signal })) : null;
  }

  /** Something the partner or the server says in this chat. @param {Frame} frame */
  take(frame) {
    const { type, chat: _chat, ...content } = frame;
    if (type === "signal") this.#meeting?.take(content);
    if (type === "typing") this.#tell("typing", { on: frame.on });
    if (type === "media") this.#showMedia(/** @type {any} */ (content));
    if (type === "text") this.#tell("text", { ...content, chat: this.chat });
  }

  /** @param {string} body */
  say(body) {
    const words = body.trim();
    if (!words) return;
    if ([...words].length > LONGEST) return this.#tell("problem", { code: "too_long", text: "" });
    this.#seq += 1;
    const sent = this.#send({ type: "text", chat: this.chat, seq: this.#seq, body: words });
    if (!sent) this.#tell("problem", { code: "unavailable", text: "" });
  }

  /** @param {boolean} on */
  typing(on) {
    this.#send({ type: "typing", chat: this.chat, on });
  }

  /** Tell the partner what one's devices do, if they don't know. @param {Media} media */
  media(media) {
    if (this.#told && JSON.stringify(this.#told) === JSON.stringify(media)) return;
    this.#told = media;
    this.#send({ type: "media", chat: this.chat, ...media });
  }

  frame() {
    this.#meeting?.frame();
  }

  hurry() {
    this.#meeting?.hurry();
  }

  stop() {
    this.#send = () => false; // whoever was there hears no more of this side
    this.#meeting?.stop();
    this.#consent.end();
  }

  /** @param {Media} media */
  #showMedia({ camera, microphone, blurred, ready }) {
    this.#meeting?.expect(camera);
    this.#consent.hear({ camera, microphone, blurred, ready });
    this.#tell("partnermedia", { camera, microphone, blurred });
  }
}
