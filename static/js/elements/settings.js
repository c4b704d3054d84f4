const PREFIX = "chatear.";

/** @param {string} name @returns {string | null}  what was chosen on this device, or null */
export function recall(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null; // a browser that keeps nothing
  }
}

/** @param {string} name @param {string | null} value  null forgets it */
export function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // The choice then holds for this page only.
  }
}

/**
 * Tie the round buttons of one setting, all with its name in data-choice, to what is remembered.
 * @param {HTMLElement} root @param {string} name @param {(chosen: HTMLInputElement) => void} apply  called once at the start, too
 */
export function bindChoice(root, name, apply) {
  /** @type {HTMLInputElement[]} */
  const buttons = [...root.querySelectorAll(/** @type {"input"} */ (`input[data-choice="${name}"]`))];
  const kept = recall(name);
  for (const each of buttons) {
    each.addEventListener("change", () => (remember(name, each.value), apply(each)));
    if (each.value === kept) each.checked = true;
  }
  const chosen = buttons.find(({ checked }) => checked);
  if (chosen) apply(chosen);
}

/**
 * Tie every switch that carries data-setting to what is remembered; two switches of one setting move together.
 * @param {HTMLElement} root @param {(name: string, on: boolean) => void} apply  called once for each at the start, too
 */
export function bindSwitches(root, apply) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const switches = root.querySelectorAll("input[data-setting]");
  const names = new Set([...switches].map((box) => box.dataset.setting ?? ""));
  const show = (/** @type {string} */ name, /** @type {boolean} */ on) => {
    for (const box of switches) if (box.dataset.setting === name) box.checked = on;
    apply(name, on);
  };
  for (const name of names) {
    const first = [...switches].find((box) => box.dataset.setting === name);
    const kept = recall(name);
    show(name, kept === null ? Boolean(first?.defaultChecked) : kept === "on");
  }
  root.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.dataset.setting) return;
    remember(target.dataset.setting, target.checked ? "on" : "off");
    show(target.dataset.setting, target.checked);
  });
}
