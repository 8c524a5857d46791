// The months of a side panel made wider or narrower; <mini-month>: one stop in the tab order; arrows, Home and End move between its days. A day that has
// something says what, while it is pointed at or focused.
import { placeBeside } from "app/beside";
import { fetchHtml } from "app/fetch-html";

const PAUSE = 250;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

let sizing;

async function drawMonths() {
  const answer = await fetchHtml(new URL(location));
  const months = answer?.querySelector(".minis");
  if (months) document.querySelector(".minis")?.replaceWith(months);
}

document.addEventListener("pane-sized", () => {
  clearTimeout(sizing);
  sizing = setTimeout(drawMonths, PAUSE);
});

customElements.define("mini-month", class extends HTMLElement {
  connectedCallback() {
    this.days = [...this.querySelectorAll("td a")];
    this.stop(this.days.find((day) => day.hasAttribute("aria-current")) ?? this.days[0]);
    for (const type of ["keydown", "pointerover", "pointerout", "focusin", "focusout"]) this.addEventListener(type, this);
  }

  disconnectedCallback() { this.hideList(); }

  stop(chosen) {
    this.days.forEach((day) => { day.tabIndex = day === chosen ? 0 : -1; });
  }

  handleEvent(event) {
    const { type, target } = event;
    if (type === "keydown") return this.keydown(event);
    const day = target.closest?.("td a.has");
    if (type === "focusout") this.hideList();
    else if (type === "pointerout") this.leaveList();
    else if (day && (type === "pointerover" ? event.pointerType === "mouse" : target.matches(":focus-visible"))) this.showList(day);
    return undefined;
  }

  showList(day) {
    this.hideList();
    this.waiting = setTimeout(() => this.fetchList(day), PAUSE);
  }

  async fetchList(day) {
    const url = new URL(day.href);
    url.pathname += "list/";
    this.asked = new AbortController();
    const answer = await fetchHtml(url, { signal: this.asked.signal });
    if (!answer || !day.matches(":hover, :focus")) return;
    this.list = Object.assign(document.createElement("div"), { className: "peek day-list", id: "day-list" });
    this.list.setAttribute("role", "tooltip");
    this.list.append(...answer.body.childNodes);
    this.list.addEventListener("pointerleave", () => this.hideList());
    (this.closest("[popover]") ?? document.getElementById("page")).append(this.list);
    day.setAttribute("aria-describedby", this.list.id);
    placeBeside(this.list, day.getBoundingClientRect());
  }

  // Time to move the pointer onto it.
  leaveList() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.list?.matches(":hover") || this.hideList(), PAUSE);
  }

  hideList() {
    clearTimeout(this.waiting);
    this.asked?.abort();
    this.list?.remove();
    this.querySelector("[aria-describedby]")?.removeAttribute("aria-describedby");
  }

  keydown(event) {
    if (event.key === "Escape") this.hideList();
    const at = this.days.indexOf(event.target);
    const step = { ...STEPS, Home: -(at % 7), End: 6 - (at % 7) }[event.key];
    const day = this.days[at + step];
    if (at < 0 || step === undefined || event.altKey) return;
    event.preventDefault();
    if (!day) return;
    this.stop(day);
    day.focus();
  }
});
