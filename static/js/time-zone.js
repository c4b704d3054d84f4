import { TimeZone } from "./elements/time-zone.js";

customElements.define("time-zone", TimeZone);
