import { one } from "./finding.js";

/** @typedef {{label: string, values: (number | null)[], colour: string}} Series */

const HEIGHT = 240;

/** Draws the table inside it with uPlot, as lines by day or as bars by row; what is not shown in the table is a gap. */
export class LinePlot extends HTMLElement {
  /** @type {{destroy: () => void, setSize: (size: {width: number, height: number}) => void} | null} */
  #plot = null;
  #room = document.createElement("div");
  #size = new ResizeObserver(() => this.#plot?.setSize({ width: this.#width, height: HEIGHT }));
  #theme = new MutationObserver(() => this.#draw());

  connectedCallback() {
    this.#room.className = "plot";
    this.#room.setAttribute("aria-hidden", "true"); // the table says the same
    one(this, "h2", HTMLElement).after(this.#room);
    this.#draw();
    this.#size.observe(this);
    this.#theme.observe(document.documentElement, { attributes: true, attributeFilter: ["class", "data-theme"] });
  }

  disconnectedCallback() {
    this.#size.disconnect();
    this.#theme.disconnect();
    this.#plot?.destroy();
  }

  get #width() {
    return Math.max(this.clientWidth, 280);
  }

  #draw() {
    const { uPlot } = /** @type {any} */ (globalThis);
    const names = [...this.querySelectorAll("tbody th")].map((cell) => cell.textContent ?? "");
    if (!uPlot || names.length === 0) return;
    this.#plot?.destroy();
    const bars = this.dataset.kind === "bars";
    const days = [...this.querySelectorAll("tbody th")].map((cell) => Number(cell.getAttribute("data-x")));
    const series = this.#series();
    const options = {
      width: this.#width,
      height: HEIGHT,
      tzDate: (/** @type {number} */ seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"), // days are UTC's
      scales: { x: { time: !bars, ...(bars && { range: [-0.6, names.length - 0.4] }) }, y: { range: fromZero } },
      axes: [{ ...this.#axis(), ...(bars && named(names)) }, this.#axis()],
      series: [{ label: this.#heading(0) }, ...series.map((each) => drawn(each, bars, uPlot))],
      legend: { show: !bars },
    };
    const data = [bars ? names.map((_, place) => place) : days, ...series.map(({ values }) => values)];
    this.#plot = new uPlot(options, data, this.#room);
    one(this, "details", HTMLDetailsElement).open = false; // one press away
    this.dataset.drawn = String(series.length);
  }

  /** @returns {Series[]} */
  #series() {
    const columns = this.querySelectorAll("thead th").length - 1;
    return Array.from({ length: columns }, (_, place) => ({
      label: this.#heading(place + 1),
      values: [...this.querySelectorAll("tbody tr")].map((row) => numberIn(row.querySelectorAll("td")[place])),
      colour: this.#colour(place === 0 ? "--plot-first" : "--plot-second"),
    }));
  }

  #axis() {
    const line = { stroke: this.#colour("--plot-line"), width: 1 };
    return { stroke: this.#colour("--plot-ink"), grid: line, ticks: line };
  }

  /** @param {number} place */
  #heading(place) {
    return this.querySelectorAll("thead th")[place]?.textContent ?? "";
  }

  /** @param {string} name */
  #colour(name) {
    return getComputedStyle(this).getPropertyValue(name).trim();
  }
}

/** @param {Element | undefined} cell @returns {number | null} */
function numberIn(cell) {
  const value = cell?.getAttribute("data-y");
  return value === null || value === undefined ? null : Number(value);
}

/** @param {unknown} _plot @param {number} _low @param {number | null} high @returns {[number, number]} */
function fromZero(_plot, _low, high) {
  return [0, Math.max(high ?? 0, 10) * 1.1];
}

/** @param {string[]} names */
function named(names) {
  return {
    splits: () => names.map((_, place) => place),
    values: () => names.map((name) => (name.length > 14 ? `${name.slice(0, 13)}…` : name)),
    rotate: -40,
    size: 90,
  };
}

/** @param {Series} series @param {boolean} bars @param {any} uPlot */
function drawn({ label, colour }, bars, uPlot) {
  if (!bars) return { label, stroke: colour, width: 2, points: { size: 6, fill: colour } };
  return { label, stroke: colour, fill: colour, paths: uPlot.paths.bars({ size: [0.6, 48] }), points: { show: false } };
}
