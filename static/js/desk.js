/** The moderators' desk: every button by its key, pictures covered until they are asked for: once to show, again to clear, again to close. Works without it, too. */

const TYPING = "input, textarea, select, [contenteditable]";

/** @param {KeyboardEvent} event */
function press(event) {
  const target = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || (target instanceof Element && target.closest(TYPING))) return;
  const key = event.key.toLowerCase();
  const found = /^[a-z0-9]$/.test(key) ? document.querySelector(`[data-key="${key}"]`) : null;
  if (!(found instanceof HTMLElement)) return;
  event.preventDefault();
  const picture = found.closest("details[open]")?.querySelector("img");
  if (picture && document.activeElement !== picture) picture.focus(); // clear as long as it is looked at
  else found.click();
}

/** Which complaints were made to harm goes along with the decision. */
function collectBadFaith() {
  const field = document.querySelector("input[name=bad_faith]");
  if (!(field instanceof HTMLInputElement)) return;
  const ticked = document.querySelectorAll("[data-bad-faith]:checked");
  field.value = [...ticked].map((box) => (box instanceof HTMLElement ? (box.dataset.badFaith ?? "") : "")).join(",");
}

/** One box ticks all of its form. @param {Event} event */
function tickAll({ target }) {
  if (!(target instanceof HTMLInputElement) || !("tickAll" in target.dataset)) return;
  for (const box of target.form?.elements ?? []) {
    if (box instanceof HTMLInputElement && box.name === "case") box.checked = target.checked;
  }
}

document.addEventListener("keydown", press);
document.addEventListener("change", tickAll);
document.addEventListener("change", collectBadFaith);
