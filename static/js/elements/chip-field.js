import { ChipList } from "./chip-list.js";
import { one } from "./finding.js";

/**
 * A field of words with commas between, filled in by chips. Without scripts the field itself is there; with them it
 * is hidden, and still is what the form sends.
 */
export class ChipField extends HTMLElement {
  connectedCallback() {
    const field = one(this, ".field input[name]", HTMLInputElement);
    const chips = one(this, "chip-list", ChipList);
    chips.hidden = false;
    one(this, ".field", HTMLElement).hidden = true;
    chips.values = field.value.split(",").map((word) => word.trim()).filter(Boolean);
    chips.addEventListener("chips", () => {
      field.value = chips.values.join(", ");
    });
  }
}
