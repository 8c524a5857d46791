// <toast-message>: steps back after ten seconds, not while pointed at or focused; its text is also said aloud.
import { announce } from "app/announce";

const SECONDS = 10;

customElements.define("toast-message", class extends HTMLElement {
  connectedCallback() {
    announce(this.querySelector("p").textContent);
    for (const type of ["pointerenter", "focusin"]) this.addEventListener(type, () => clearTimeout(this.timer));
    for (const type of ["pointerleave", "focusout"]) this.addEventListener(type, () => this.wait());
    this.addEventListener("click", ({ target }) => target.closest("[data-close]") && this.leave());
    this.wait();
  }

  disconnectedCallback() { clearTimeout(this.timer); }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.matches(":hover, :focus-within") ? this.wait() : this.leave(), SECONDS * 1000);
  }

  // Hidden, not removed: Z still finds its Undo.
  leave() { this.hidden = true; }
});
