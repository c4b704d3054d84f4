import { ChipField } from "./elements/chip-field.js";
import { ChipList } from "./elements/chip-list.js";

customElements.define("chip-list", ChipList);
customElements.define("chip-field", ChipField);
