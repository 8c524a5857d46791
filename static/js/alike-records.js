// <alike-records>: as soon as a field that tells a record from others is left, shows those that are likely the same.
import { announce } from "app/announce";
import { fetchHtml } from "app/fetch-html";

customElements.define("alike-records", class extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.form.addEventListener("change", this);
  }

  disconnectedCallback() { this.form.removeEventListener("change", this); }

  handleEvent({ target }) {
    if (this.names.includes(target.name)) this.look();
  }

  get names() { return this.dataset.of.split(" "); }

  async look() {
    const url = new URL(this.dataset.url, location.href);
    for (const name of this.names) url.searchParams.set(name, this.form.elements[name].value);
    this.asked?.abort();
    this.asked = new AbortController();
    const answer = await fetchHtml(url, { signal: this.asked.signal });
    if (!answer) return;
    const shown = answer.querySelector(".alike");
    this.replaceChildren(...(shown ? [shown] : []));
    if (shown) announce(shown.querySelector("h2").textContent);
  }
});
