import { PasskeyNew } from "./elements/passkey-new.js";
import { PasskeyUse } from "./elements/passkey-use.js";

customElements.define("passkey-new", PasskeyNew);
customElements.define("passkey-use", PasskeyUse);
