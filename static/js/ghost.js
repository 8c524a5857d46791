// The outline of what is about to be planned.
import { setUnits, shownTime } from "app/time-units";

const ghost = Object.assign(document.createElement("li"), { className: "ghost" });
ghost.setAttribute("aria-hidden", "true");

export function showGhost(slots, start, end) {
  setUnits(ghost, start, end);
  ghost.textContent = `${shownTime(start)}–${shownTime(end)}`;
  if (ghost.parentNode !== slots) slots.append(ghost);
  return ghost;
}

export const hideGhost = () => ghost.remove();
