import { ArchiveProgress } from "./elements/archive-progress.js";

customElements.define("archive-progress", ArchiveProgress);
