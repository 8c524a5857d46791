// <follow-up-form>: kind and type keep in step; so do start, end and duration while one types.
import { durationOf, minutesOfDay, timeText } from "app/typed-times";

const DAY = 24 * 60;

customElements.define("follow-up-form", class extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    for (const type of ["change", "input"]) this.addEventListener(type, this);
    this.given = this.form.elements.type?.selectedOptions?.[0]?.dataset ?? {};
    this.lengthIsChosen = this.length !== null && this.length !== this.usualLength;
  }

  part(name) { return this.querySelector(`[data-when="${name}"]`); }

  handleEvent({ type, target }) {
    if (type === "input") return this.timeTyped(target.dataset.when);
    if (target.name === "kind") this.kindChosen(target);
    if (target.name === "type") this.typeChosen(target.selectedOptions[0]);
    if (target.name === "kind" || target.name === "type") this.typeHolds(this.form.elements.type);
    return undefined;
  }

  // -- kind and type

  kindChosen(radio) {
    const type = this.form.elements.type;
    const before = type?.selectedOptions[0]?.dataset.kind;
    if (type && before !== radio.value) {
      this.left = { ...this.left, [before]: type.value }; // it waits for its kind to come back
      type.value = this.left[radio.value] ?? radio.dataset.type;
      this.colour(type);
      if (before === "appointment" && radio.value === "task") this.deadlineFollows();
    }
    this.setLength(radio.dataset.minutes);
  }

  typeChosen(option) {
    const radio = this.querySelector(`[name=kind][value="${option.dataset.kind}"]`);
    this.colour(option.parentNode.closest("select"));
    if (this.kind === "appointment" && option.dataset.kind === "task") this.deadlineFollows();
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

  get kind() { return this.querySelector("[name=kind]:checked")?.value; }
  get start() { return minutesOfDay(this.part("start")?.value); }
  get end() { return minutesOfDay(this.part("end")?.value); }
  get length() { return durationOf(this.part("duration")?.value); }
  set length(minutes) { this.part("duration").value = this.inWords(minutes); }

  get usualLength() {
    return Number(this.given.minutes ?? this.querySelector("[name=kind]:checked")?.dataset.minutes);
  }

  timeTyped(when) {
    if (when === "start" || when === "date") this.startMoved();
    if (when === "duration") this.durationTyped();
    if (when === "end" || when === "end_date") this.endTyped();
    if (when === "date") this.dayIsMoved = true;
    if (when === "due_on") this.form.elements.shown_due.value = ""; // this one is meant
  }

  // A length by default holds for what is new and where none was chosen; what exists keeps its own.
  setLength(minutes) {
    if (!minutes || this.lengthIsChosen || !this.hasAttribute("data-new") || !this.part("end").value) return;
    this.length = Number(minutes);
    this.startMoved();
  }

  startMoved() {
    if (this.length !== null && this.part("end").value) this.moveEnd();
  }

  durationTyped() {
    this.lengthIsChosen = true;
    this.moveEnd();
  }

  // The server adds the day where it ends on another one, and reads what is written in words.
  moveEnd() {
    this.form.elements.holds.value = "duration";
    const { start, length } = this;
    if (start !== null && length !== null) this.part("end").value = timeText((start + length) % DAY);
  }

  endTyped() {
    this.lengthIsChosen = true;
    this.form.elements.holds.value = "end";
    const { start, end } = this;
    const isKnown = start !== null && end !== null && end >= start && !this.part("end_date").value;
    this.part("duration").value = isKnown ? this.inWords(end - start) : "";
  }

  inWords(minutes) {
    const { hours, minutes: rest } = this.part("duration").dataset;
    const parts = [[Math.floor(minutes / 60), hours], [minutes % 60, rest]].filter(([number]) => number);
    return parts.length ? parts.map((part) => part.join(" ")).join(" ") : `0 ${rest}`;
  }

  // A meeting on another day that becomes a task is due then, unless a deadline was written.
  deadlineFollows() {
    const { due_on: due, shown_due: shown } = this.form.elements;
    if (this.dayIsMoved && due && shown.value) due.value = this.part("date").value;
  }
});
