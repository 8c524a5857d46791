// The cursor for the keyboard: arrows move it over free time, Shift and an arrow changes its length, Enter opens quick add.
import { quickAddName } from "app/quick-add";
import { HOUR, QUARTER, setUnits, shownTime } from "app/time-units";

const STEP = HOUR / 2;
const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

export class SlotCursor {
  constructor(grid) {
    this.grid = grid;
    this.button = Object.assign(document.createElement("button"), { type: "button", className: "cursor" });
    this.item = document.createElement("li");
    this.item.append(this.button);
    this.button.addEventListener("click", () => this.choose());
    this.button.addEventListener("blur", () => this.moving || this.item.remove());
  }

  put(slots, start, end) {
    const day = slots.closest(".day");
    const span = `${shownTime(start)}–${shownTime(end)}`;
    Object.assign(this, { slots, start, end });
    setUnits(this.button, start, end);
    this.button.textContent = span;
    this.button.setAttribute("aria-label", `${quickAddName()}, ${day.querySelector(".day-h .vh").textContent}, ${span}`);
    this.moving = true;
    if (this.item.parentNode !== slots) slots.append(this.item);
    this.moving = false;
    this.button.focus();
  }

  choose() {
    const { slots, start, end } = this;
    this.grid.focus(); // leaving it takes the cursor away
    this.grid.plan(slots, start, end);
  }

  keydown(event) {
    if (event.key === "Escape") this.grid.focus();
    const way = WAYS[event.key];
    if (!way) return;
    event.preventDefault();
    const { grid, start, end } = this;
    const length = end - start;
    if (event.shiftKey) {
      this.put(this.slots, start, Math.max(start + QUARTER, Math.min(grid.to, end + way[1] * QUARTER)));
      return;
    }
    const days = grid.days;
    const day = days[Math.max(0, Math.min(days.length - 1, days.indexOf(this.slots.closest(".day")) + way[0]))];
    const moved = Math.max(grid.from, Math.min(grid.to - length, start + way[1] * STEP));
    this.put(day.querySelector(".slots"), moved, moved + length);
  }
}
