// <live-progress>: asks its page every second how far the work has come; at the end it shows the page anew.
import { fetchHtml } from "app/fetch-html";

const SECOND = 1000;

customElements.define("live-progress", class extends HTMLElement {
  connectedCallback() { this.timer = setInterval(() => this.ask(), SECOND); }
  disconnectedCallback() { clearInterval(this.timer); }

  async ask() {
    if (this.isAsking) return;
    this.isAsking = true;
    const page = await fetchHtml(location.href);
    this.isAsking = false;
    if (!page || !this.isConnected) return;
    const fresh = page.querySelector("live-progress");
    if (fresh) this.replaceChildren(...fresh.childNodes);
    else location.reload();
  }
});
