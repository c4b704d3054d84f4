const UNITS = /** @type {const} */ ([["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]]);

/**
 * A time in words, in its two largest units: '2 days, 5 hours'.
 * @param {number} seconds
 * @param {{language: string, least?: "second" | "minute"}} how  nothing smaller than `least` is said
 * @returns {string}
 */
export function durationIn(seconds, { language, least = "second" }) {
  const units = UNITS.filter(([unit]) => least === "second" || unit !== "second");
  const largest = units.findIndex(([, size]) => seconds >= size);
  const said = units.slice(largest < 0 ? -1 : largest).slice(0, 2);
  const parts = [];
  let rest = Math.max(0, seconds);
  for (const [unit, size] of said) {
    const count = Math.floor(rest / size);
    rest %= size;
    const number = new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" });
    if (count || !parts.length) parts.push(number.format(count));
  }
  return new Intl.ListFormat(language, { type: "unit" }).format(parts);
}
