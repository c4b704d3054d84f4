import { LinePlot } from "./elements/line-plot.js";

customElements.define("line-plot", LinePlot);
