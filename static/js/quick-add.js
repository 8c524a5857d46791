// <quick-add>: a title and Enter plan what was clicked. The card comes from <template id="quick-add">, its form is a real one.
import { fetchBehaviours } from "app/behaviours";
import { placeBeside } from "app/beside";
import { openForm, showForm } from "app/form-dialog";
import { hideGhost, showGhost } from "app/ghost";
import { formTime, nextDate, shownTime } from "app/time-units";

const DAY = 288;
const PRIVATE = ["csrfmiddlewaretoken", "form_key"];

class QuickAdd extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.addEventListener("change", this);
    this.addEventListener("click", this);
    this.addEventListener("keydown", this);
    this.addEventListener("htmx:beforeOnLoad", this);
  }

  disconnectedCallback() { hideGhost(); }

  handleEvent(event) {
    const { type, target } = event;
    if (type === "change" && target.dataset.action) this.choose(target);
    else if (type === "click" && target.closest("[data-more]")) {
      event.preventDefault();
      this.more();
    } else if (type === "keydown" && event.key === "Escape") this.close();
    else if (type === "htmx:beforeOnLoad") this.refused(event);
  }

  span(slots, start, end) {
    Object.assign(this, { slots, start, end });
    const day = slots.closest(".day");
    const { date } = day.dataset;
    const values = { date, start: formTime(start), end: formTime(end), end_date: end >= DAY ? nextDate(date) : date };
    for (const input of this.querySelectorAll("[data-fill]")) input.value = values[input.dataset.fill];
    const text = `${day.querySelector(".day-h .vh").textContent}, ${shownTime(start)}–${shownTime(end)}`;
    this.querySelector("[data-at]").textContent = text;
    this.setAttribute("aria-label", `${this.name}, ${text}`);
    return showGhost(slots, start, end);
  }

  choose({ dataset: { action, minutes } }) {
    this.form.action = action;
    const length = Math.max(1, Math.round(minutes / 5));
    if (!this.spanWasDragged) this.span(this.slots, this.start, Math.min(this.start + length, DAY));
  }

  more() {
    const typed = new FormData(this.form);
    PRIVATE.forEach((name) => typed.delete(name));
    const back = this.back;
    openForm(`${this.form.action}${this.form.action.includes("?") ? "&" : "?"}${new URLSearchParams(typed)}`, back);
  }

  // What the card has no field for is asked in the full form.
  refused(event) {
    const { detail } = event;
    const form = detail.xhr.status >= 400 && new DOMParser().parseFromString(detail.xhr.responseText, "text/html").querySelector(".fu");
    if (!form) return;
    event.preventDefault();
    this.remove();
    showForm(form, this.back);
  }

  close() {
    this.remove();
    this.back?.focus?.({ preventScroll: true });
  }
}
customElements.define("quick-add", QuickAdd);

const template = () => document.getElementById("quick-add");

export const quickAddName = () => template().content.querySelector("quick-add").getAttribute("aria-label");

export function openQuickAdd({ grid, slots, start, end, point }) {
  const open = document.querySelector("quick-add");
  const back = open?.back ?? document.activeElement;
  open?.remove();
  const card = template().content.querySelector("quick-add").cloneNode(true);
  document.getElementById("page").append(card);
  Object.assign(card, { name: quickAddName(), back, spanWasDragged: end - start !== grid.length });
  const ghost = card.span(slots, start, end);
  fetchBehaviours(card);
  ghost.scrollIntoView({ block: "nearest" });
  placeBeside(card, ghost.getBoundingClientRect(), point);
  card.querySelector("[name=title]").focus();
  return card;
}

// A press elsewhere closes it, unless something was typed.
document.addEventListener("pointerdown", ({ target }) => {
  const card = document.querySelector("quick-add");
  if (card && !card.contains(target) && !target.closest(".slots") && !card.querySelector("[name=title]").value) card.remove();
});
