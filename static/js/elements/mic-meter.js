import { isShown, one } from "./finding.js";
import { StagePart } from "./stage-part.js";

const EVERY = 80; // ms

/** How loud one is, live, while the microphone is on and the meter is seen. */
export class MicMeter extends StagePart {
  connect() {
    this.tickWith(() => this.#show(), EVERY);
  }

  #show() {
    if (!isShown(this)) return;
    const level = this.camera.state.microphone === "on" ? Math.min(1, this.camera.level()) : 0;
    one(this, "i", HTMLElement).style.transform = `scaleX(${level.toFixed(2)})`;
    this.ariaValueNow = String(Math.round(level * 100));
  }
}
