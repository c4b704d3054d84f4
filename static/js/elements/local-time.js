/** A moment, said in the reader's own time and language; without a script the page's own words, in UTC, stay. */
export class LocalTime extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    if (!time) return;
    const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeStyle: "short" });
    time.textContent = words.format(new Date(time.dateTime));
  }
}
