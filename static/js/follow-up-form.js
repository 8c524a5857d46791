// <follow-up-form>: kind and type keep in step; so do start, end and duration while one types.
import { fetchHtml } from "app/fetch-html";
import { TypedEcho } from "app/typed-echo";
import { durationOf, minutesOfDay, timeText } from "app/typed-times";

const DAY = 24 * 60;
const BESIDE = /^(company(_text)?|person(_text)?|resources)$/;

customElements.define("follow-up-form", class extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.understood = {};
    for (const input of this.querySelectorAll("[data-reads]")) new TypedEcho(input, this.dataset.read, this.take.bind(this));
    for (const type of ["change", "input"]) this.addEventListener(type, this);
    this.form.elements.location?.addEventListener("focus", () => this.renewBeside(), { once: true }); // places used lately
    this.given = this.form.elements.type?.selectedOptions?.[0]?.dataset ?? {};
    this.lengthIsChosen = this.length !== null && this.length !== this.usualLength;
  }

  part(name) { return this.querySelector(`[data-when="${name}"]`); }

  handleEvent({ type, target }) {
    if (BESIDE.test(target.name)) this.renewBeside();
    if (type === "input") return this.timeTyped(target.dataset.when);
    if (target.name === "kind") this.kindChosen(target);
    if (target.name === "type") this.typeChosen(target.selectedOptions[0]);
    if (target.name === "kind" || target.name === "type") this.typeHolds(this.form.elements.type);
    return undefined;
  }

  // What goes with the company, the contact and the rooms: numbers, places.
  async renewBeside() {
    if (!this.dataset.beside) return;
    const url = new URL(this.dataset.beside, location.href);
    for (const name of ["company", "person"]) url.searchParams.set(name, this.form.elements[name].value);
    for (const box of this.querySelectorAll("[name=resources]:checked")) url.searchParams.append("resources", box.value);
    if (url.href === this.besideWhat) return;
    this.besideWhat = url.href;
    this.asked?.abort();
    this.asked = new AbortController();
    const answer = await fetchHtml(url, { signal: this.asked.signal });
    for (const fresh of answer?.querySelectorAll("[id]") ?? []) this.querySelector(`#${fresh.id}`)?.replaceWith(fresh);
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
    select.closest("type-choice")?.showChosen?.();
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
  get start() { return this.minutesOf("start", minutesOfDay); }
  get end() { return this.minutesOf("end", minutesOfDay); }
  get length() { return this.minutesOf("duration", durationOf); }
  set length(minutes) { this.part("duration").value = this.inWords(minutes); }

  get usualLength() {
    return Number(this.given.minutes ?? this.querySelector("[name=kind]:checked")?.dataset.minutes);
  }

  // What the script cannot read itself, the server has perhaps.
  minutesOf(name, read) {
    const { value } = this.part(name);
    return read(value) ?? this.understood[name]?.[value] ?? null;
  }

  take({ value, dataset: { when } }, { minutes, week }) {
    const shown = this.part("week");
    if (when === "date" && shown) shown.textContent = week;
    if (minutes === undefined) return;
    this.understood[when] = { [value]: Number(minutes) };
    if (this.typedLast === when) this.timeTyped(when);
  }

  timeTyped(when) {
    this.typedLast = when;
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
