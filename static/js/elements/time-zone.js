import { one } from "./finding.js";

/** The tick for the time zone: seen only where a script can say which it is; sent only with the tick. */
export class TimeZone extends HTMLElement {
  connectedCallback() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone) return;
    one(this, "input[type=hidden]", HTMLInputElement).value = zone;
    const words = this.querySelector("label span");
    if (words) words.textContent += ` (${zone})`;
    this.hidden = false;
  }
}
