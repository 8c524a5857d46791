// <plan-here>: a click on free space of a day, or of somebody's row in the Overview, opens the form of the New link
// there; in a row at the time clicked. N does so where the focus is.
import { formTime } from "app/time-units";

const PLACES = "[data-date], .track, .rowh";
const ITEMS = "a, button, input, [data-row], [data-type]";
const HALF_HOUR = 6;

customElements.define("plan-here", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    this.addEventListener("keydown", this);
  }

  handleEvent(event) {
    const place = event.target.closest(PLACES);
    const link = place && (place.matches(".track") ? place.previousElementSibling : place).querySelector(".add");
    if (!link) return;
    if (event.type === "keydown") this.keydown(event, link);
    else if (!event.target.closest(ITEMS) && !String(getSelection())) this.pressed(event, place, link);
  }

  keydown(event, link) {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (key !== "n" || ctrlKey || metaKey || altKey || document.body.dataset.keys === "off") return;
    event.preventDefault();
    link.click();
  }

  pressed({ clientX }, place, link) {
    if (place.matches(".track")) this.open(`${link.href}&${this.span(place, clientX)}`, link);
    else if (link.checkVisibility()) link.click();
    else place.querySelector("a").click(); // on a narrow screen a day opens
  }

  span(track, x) {
    const { from, to, minutes } = this.dataset;
    const { left, width } = track.getBoundingClientRect();
    const unit = Number(from) + ((x - left) / width) * (to - from);
    const start = Math.floor(unit / HALF_HOUR) * HALF_HOUR;
    return new URLSearchParams({ start: formTime(start), end: formTime(Math.min(start + minutes / 5, to)) });
  }

  async open(url, link) {
    (await import("app/form-dialog")).openForm(url, link);
  }
});
