import { PassOn } from "./elements/pass-on.js";

customElements.define("pass-on", PassOn);
