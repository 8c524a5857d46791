// <now-line>: moves its parent down the day, minute by minute, from where the server drew it; shows the time if it has one.
import { shownTime, unitOf } from "app/time-units";

const FIVE_MINUTES = 5 * 60 * 1000;
const MINUTE = 60 * 1000;

customElements.define("now-line", class extends HTMLElement {
  connectedCallback() {
    const line = this.parentNode;
    const drawn = unitOf(line, "s");
    const started = Date.now();
    this.timer = setInterval(() => {
      const unit = drawn + (Date.now() - started) / FIVE_MINUTES;
      line.style.setProperty("--s", unit);
      if (this.textContent) this.textContent = shownTime(unit);
    }, MINUTE);
  }

  disconnectedCallback() { clearInterval(this.timer); }
});
