// <small-calendar>: shows the month that its link leads to above the page, and turns its months there.
import { fetchBehaviours } from "app/behaviours";
import { fetchHtml } from "app/fetch-html";

const plain = (event) => !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

customElements.define("small-calendar", class extends HTMLElement {
  connectedCallback() {
    this.link = this.querySelector("a");
    this.link.setAttribute("aria-haspopup", "dialog");
    this.panel = Object.assign(document.createElement("div"), { className: "small-calendar", popover: "auto" });
    this.panel.setAttribute("role", "dialog");
    this.panel.setAttribute("aria-label", this.link.getAttribute("aria-label"));
    document.body.append(this.panel);
    this.addEventListener("pointerdown", () => { this.wasOpen = this.panel.matches(":popover-open"); });
    this.addEventListener("click", this);
    this.panel.addEventListener("click", this);
  }

  disconnectedCallback() { this.panel.remove(); }

  handleEvent(event) {
    const link = event.target.closest("a");
    if (!link || !plain(event)) return;
    const turns = link.closest("header .r");
    if (link !== this.link && !turns) return;
    event.preventDefault();
    if (turns || !this.wasOpen) this.show(link, turns ? "header .r a" : "[aria-current]");
    this.wasOpen = false;
  }

  async show(link, focused) {
    const at = [...this.panel.querySelectorAll(focused)].indexOf(link);
    const answer = await fetchHtml(link.href);
    const month = answer?.querySelector("main .small-calendar");
    if (!month) return location.assign(link.href);
    month.querySelector("section").removeAttribute("aria-labelledby"); // the panel has a name of its own
    this.panel.replaceChildren(...month.childNodes);
    await fetchBehaviours(this.panel);
    this.panel.showPopover();
    this.panel.querySelectorAll(focused)[Math.max(at, 0)]?.focus();
    return undefined;
  }
});
