// <work-progress hidden>: shows itself when its form has been under way for a second.
import { announce } from "app/announce";

const PATIENCE = 1000;

customElements.define("work-progress", class extends HTMLElement {
  connectedCallback() {
    this.closest("form").addEventListener("submit", ({ submitter }) => submitter?.name === "confirm" && this.wait());
  }

  disconnectedCallback() { clearTimeout(this.timer); }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.hidden = false;
      announce(this.textContent.trim());
    }, PATIENCE);
  }
});
