// <follow-up-form>: kind and type keep in step, the end follows the start, and the length is said in words.
import { minutesOfDay, timeText } from "app/typed-times";

const DAY = 24 * 60;

customElements.define("follow-up-form", class extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.addEventListener("change", this);
    this.length = this.span;
    this.given = this.form.elements.type?.selectedOptions?.[0]?.dataset ?? {};
    this.showLength();
  }

  part(name) { return this.querySelector(`[data-when="${name}"]`); }

  handleEvent({ target }) {
    if (target.name === "kind") this.kindChosen(target);
    if (target.name === "type") this.typeChosen(target.selectedOptions[0]);
    if (target.name === "kind" || target.name === "type") this.typeHolds(this.form.elements.type);
    const when = target.dataset.when;
    if (when === "start") this.startMoved();
    if (when === "end" || when === "end_date") this.endChosen();
    if (when) this.showLength();
  }

  // -- kind and type

  kindChosen(radio) {
    const type = this.form.elements.type;
    const before = type?.selectedOptions[0]?.dataset.kind;
    if (type && before !== radio.value) {
      this.left = { ...this.left, [before]: type.value }; // it waits for its kind to come back
      type.value = this.left[radio.value] ?? radio.dataset.type;
      this.colour(type);
    }
    this.setLength(radio.dataset.minutes);
  }

  typeChosen(option) {
    const radio = this.querySelector(`[name=kind][value="${option.dataset.kind}"]`);
    this.colour(option.parentNode.closest("select"));
    if (radio) radio.checked = true;
    this.setLength(option.dataset.minutes ?? radio?.dataset.minutes);
  }

  typeHolds(select) {
    if (!select) return;
    this.showFields();
    if (this.hasAttribute("data-new")) this.takeOver(select.selectedOptions[0].dataset);
  }

  // What stands as the type before had it becomes what this one has.
  takeOver(given) {
    const { given: before, form: { elements: { availability, all_day: allDay } } } = this;
    this.given = given;
    if (availability?.value === before.availability) availability.value = given.availability;
    if (allDay?.checked === Boolean(before.allDay)) allDay.checked = Boolean(given.allDay);
    const agenda = this.querySelector("[name=agenda]")?.closest("rich-text");
    if (agenda?.html.value === (before.agenda ?? "")) agenda.replace(given.agenda ?? "");
  }

  colour(select) {
    const row = select.closest("[data-type]");
    if (row) row.dataset.type = select.value;
  }

  // Fields that only some types have: what is hidden keeps its value.
  showFields() {
    const more = this.querySelector("#more-tab");
    if (!more) return;
    const type = this.form.elements.type.value;
    const rows = [...more.querySelectorAll(".fu-row")];
    for (const row of rows) row.hidden = Boolean(row.dataset.types) && !row.dataset.types.split(" ").includes(type);
    more.hidden = rows.every((row) => row.hidden);
  }

  // -- times

  get start() { return minutesOfDay(this.part("start")?.value); }
  get end() { return minutesOfDay(this.part("end")?.value); }

  get days() {
    const [from, to] = [this.part("date"), this.part("end_date")];
    return !to?.value || from?.value === to.value ? 0 : null;
  }

  /** Minutes from start to end; null where a date or time is still to be understood by the server. */
  get span() {
    const { start, end, days } = this;
    return start === null || end === null || days === null || end < start ? null : end - start;
  }

  // A length by default holds for what is new; what exists keeps its own.
  setLength(minutes) {
    if (!minutes || this.days === null || !this.hasAttribute("data-new")) return;
    this.length = Number(minutes);
    this.startMoved();
    this.showLength();
  }

  // Beyond midnight, or where the days are still to be understood, the server moves the end.
  startMoved() {
    if (this.start === null || !this.length || !this.part("end")?.value) return;
    const end = this.start + this.length;
    if (end >= DAY) return;
    this.part("end").value = timeText(end);
    this.endStands();
  }

  endChosen() {
    this.length = this.span;
    this.endStands();
  }

  /** What stands at the end is meant: the server leaves it. */
  endStands() { this.form.elements.shown_when?.remove(); }

  showLength() {
    const shown = this.part("length");
    if (!shown) return;
    const { span } = this;
    const parts = [[Math.floor(span / 60), shown.dataset.hours], [span % 60, shown.dataset.minutes]];
    shown.textContent = span ? parts.filter(([number]) => number).map((part) => part.join(" ")).join(" ") : "";
  }
});
