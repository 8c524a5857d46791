// The boxes of the grid are one stop in the tab order; arrow keys go from one to the next, or to the nearest of another day.
import { unitOf } from "app/time-units";

const links = (root) => [...root.querySelectorAll(".ev > a")];
const start = (link) => unitOf(link.parentNode, "s");
const inOrder = (grid) => grid.days.flatMap((day) => links(day).sort((a, b) => start(a) - start(b)));

function stop(grid, chosen) {
  links(grid).forEach((link) => { link.tabIndex = link === chosen ? 0 : -1; });
}

export function startRoving(grid) {
  stop(grid, links(grid.querySelector(".day.today") ?? grid)[0] ?? links(grid)[0]);
  grid.addEventListener("focusin", ({ target }) => target.matches(".ev > a") && stop(grid, target));
}

function nearestOn(day, unit) {
  return links(day).sort((a, b) => Math.abs(start(a) - unit) - Math.abs(start(b) - unit))[0];
}

function sideways(grid, link, step) {
  const { days } = grid;
  let at = days.indexOf(link.closest(".day")) + step;
  while (days[at] && !links(days[at]).length) at += step;
  return days[at] && nearestOn(days[at], start(link));
}

export function moveFocus(grid, event) {
  const link = event.target;
  const step = event.key === "ArrowUp" || event.key === "ArrowLeft" ? -1 : 1;
  const order = inOrder(grid);
  const next = event.key === "ArrowUp" || event.key === "ArrowDown" ? order[order.indexOf(link) + step] : sideways(grid, link, step);
  event.preventDefault();
  next?.focus();
}
