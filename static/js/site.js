import { LanguageSwitch } from "./elements/language-switch.js";
import { ThemeSwitch } from "./elements/theme-switch.js";

customElements.define("language-switch", LanguageSwitch);
customElements.define("theme-switch", ThemeSwitch);
