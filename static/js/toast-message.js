// <toast-message>: steps back after ten seconds, not while pointed at, focused or out of sight; its text is also said aloud.
import { announce } from "app/announce";

const SECONDS = 10;
const ROOM = 28; // below and above

customElements.define("toast-message", class extends HTMLElement {
  connectedCallback() {
    announce(this.querySelector("p").textContent);
    for (const type of ["pointerenter", "focusin"]) this.addEventListener(type, () => clearTimeout(this.timer));
    for (const type of ["pointerleave", "focusout"]) this.addEventListener(type, () => this.wait());
    this.addEventListener("click", ({ target }) => target.closest("[data-close]") && this.leave());
    this.wait();
    makeRoom();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    makeRoom();
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.isHeld ? this.wait() : this.leave(), SECONDS * 1000);
  }

  // Read just now, or not seen: behind a form, in a tab in the background.
  get isHeld() { return this.matches(":hover, :focus-within") || document.hidden || document.querySelector("dialog[open]"); }

  // Hidden, not removed: Z still finds its Undo.
  leave() {
    this.hidden = true;
    makeRoom();
  }
});

// Below whatever scrolls there is room for what is told, so that nothing stays covered, the focus least of all.
function makeRoom() {
  const { offsetHeight } = document.getElementById("toasts") ?? {};
  const { style } = document.documentElement;
  if (!offsetHeight) return style.removeProperty("--told");
  style.setProperty("--told", `${offsetHeight + ROOM}px`);
  const active = document.activeElement;
  if (active?.closest("#page, .page") && !active.matches("main")) active.scrollIntoView({ block: "nearest", inline: "nearest" });
  return undefined;
}
