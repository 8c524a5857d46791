// <calendar-grid>: opens quick add where free time is clicked, dragged over or chosen with the arrow keys.
import { moveFocus, startRoving } from "app/roving";
import { watchSpans } from "app/span-drag";
import { HOUR, unitOf } from "app/time-units";

const HALF_HOUR = 6;
const ITEMS = ".ev, .later, .cursor, .now";

class CalendarGrid extends HTMLElement {
  connectedCallback() {
    this.from = Number(this.dataset.from);
    this.to = Number(this.dataset.to);
    this.length = Math.max(1, Math.round((this.dataset.minutes ?? 60) / 5));
    this.scrollToWork();
    startRoving(this);
    this.addEventListener("keydown", this);
    if (this.quiet) return;
    this.addEventListener("click", this);
    this.addEventListener("dblclick", this);
    this.addEventListener("contextmenu", this);
    watchSpans(this);
  }

  get quiet() { return !document.getElementById("quick-add"); }
  get days() { return [...this.querySelectorAll(".day")]; }

  scrollToWork() {
    const slots = this.querySelector(".slots");
    const work = Number(getComputedStyle(this).getPropertyValue("--work-s"));
    if (getComputedStyle(this).overflowY === "visible") this.scrollToToday();
    if (slots) this.scrollTop = ((work - this.from) / (this.to - this.from)) * slots.offsetHeight - 12;
  }

  // On a narrow screen the week is a list of days, and the page scrolls.
  scrollToToday() {
    if (!scrollY && !location.hash) this.querySelector(".day:not(:first-of-type).today")?.scrollIntoView();
  }

  handleEvent(event) {
    if (event.type === "keydown") this.keydown(event);
    else if (event.target.closest(".slots") && !event.target.closest(ITEMS) && this.isDrawnByTime) this.pressed(event);
  }

  async pressed(event) {
    const { type, target, clientX: x, clientY: y, shiftKey } = event;
    if (type === "contextmenu" && shiftKey) return; // the browser's own menu
    event.preventDefault();
    const slots = target.closest(".slots");
    const start = this.unitAt(slots, y, Math.floor, HALF_HOUR);
    const card = await this.plan(slots, start, this.endAfter(start), { x, y });
    if (type === "dblclick") card.more();
  }

  // On narrow screens the week is a list, where a height is no time.
  get isDrawnByTime() { return this.querySelector(".gutter").offsetWidth > 0; }

  unitAt(slots, y, round, step) {
    const { top, height } = slots.getBoundingClientRect();
    const unit = this.from + ((y - top) / height) * (this.to - this.from);
    return Math.max(this.from, Math.min(this.to - step, round(unit / step) * step));
  }

  endAfter(start) { return Math.min(start + this.length, this.to); }

  async plan(slots, start, end, point) {
    const { openQuickAdd } = await import("app/quick-add");
    return openQuickAdd({ grid: this, slots, start, end, point });
  }

  // N: the first free hour from now on.
  newHere() {
    const { slots, start } = this.firstFree();
    this.plan(slots, start, this.endAfter(start));
  }

  firstFree() {
    const day = this.querySelector(".day.today") ?? this.querySelector(".day");
    const slots = day.querySelector(".slots");
    const now = slots.querySelector(".now");
    const taken = [...slots.querySelectorAll(".ev")].map((box) => [unitOf(box, "s"), unitOf(box, "e")]);
    const work = Number(getComputedStyle(this).getPropertyValue("--work-s"));
    let start = Math.max(this.from, now ? Math.ceil(unitOf(now, "s") / HALF_HOUR) * HALF_HOUR : work);
    while (start + HOUR < this.to && taken.some(([s, e]) => s < start + HOUR && e > start)) start += HALF_HOUR;
    return { slots, start: Math.min(start, this.to - HALF_HOUR) };
  }

  async startCursor() {
    const { SlotCursor } = await import("app/slot-cursor");
    this.cursor ??= new SlotCursor(this);
    const { slots, start } = this.firstFree();
    this.cursor.put(slots, start, this.endAfter(start));
  }

  keydown(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const arrow = event.key.startsWith("Arrow");
    if (event.target === this && arrow && !this.quiet) {
      event.preventDefault();
      this.startCursor();
    } else if (event.target.matches(".cursor")) this.cursor.keydown(event);
    else if (arrow && event.target.matches(".ev > a")) moveFocus(this, event);
  }
}
customElements.define("calendar-grid", CalendarGrid);
