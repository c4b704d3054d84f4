import { ChoicesBar } from "./elements/choices-bar.js";
import { CountDown } from "./elements/count-down.js";
import { GoogleAnalytics } from "./elements/google-analytics.js";
import { LanguageSwitch } from "./elements/language-switch.js";
import { LikeButton } from "./elements/like-button.js";
import { LocalTime } from "./elements/local-time.js";
import { ThemeSwitch } from "./elements/theme-switch.js";
import { VisitTeller } from "./elements/visit-teller.js";

customElements.define("choices-bar", ChoicesBar);
customElements.define("count-down", CountDown);
customElements.define("google-analytics", GoogleAnalytics);
customElements.define("language-switch", LanguageSwitch);
customElements.define("like-button", LikeButton);
customElements.define("local-time", LocalTime);
customElements.define("theme-switch", ThemeSwitch);
customElements.define("visit-teller", VisitTeller);

// On a phone the account's pages are more than fit side by side: begin at the one that is open.
document.querySelector(".account-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
