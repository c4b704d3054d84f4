import { drawn, jpegOf } from "../helpers/frames.js";
import { one } from "./finding.js";
import { StagePart } from "./stage-part.js";

const EVERY = 2000; // ms

/** Keeps the last picture of the one who is there, in this page's memory: nobody else gets it but with a complaint. */
export class FrameKeeper extends StagePart {
  connect() {
    this.hear(this.session, "state", ({ state }) => state === "talking" && this.keep());
    // What makes somebody press Next at once is gone in a moment: kept before the picture lets go of it, as this
    // element stands before that one in the order in which they hear of it.
    this.hear(this.session, "stream", ({ stream }) => !stream && this.keep());
    this.tickWith(() => this.keep(), EVERY);
  }

  /** Keep what is seen now. */
  async keep() {
    if (this.stage.dataset.state !== "talking") return;
    const handle = this.session.handle;
    const canvas = drawn(one(this.stage, "video[data-who=partner]", HTMLVideoElement));
    const blob = canvas && (await jpegOf(canvas));
    if (!blob) return;
    this.session.keepFrame(blob, handle);
    this.dataset.kept = "";
  }
}
