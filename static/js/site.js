import { LanguageSwitch } from "./elements/language-switch.js";
import { LocalTime } from "./elements/local-time.js";
import { ThemeSwitch } from "./elements/theme-switch.js";

customElements.define("language-switch", LanguageSwitch);
customElements.define("local-time", LocalTime);
customElements.define("theme-switch", ThemeSwitch);
