// Dragging over free time with a mouse or pen chooses the span; under five pixels it is a click.
import { showGhost, hideGhost } from "app/ghost";
import { QUARTER } from "app/time-units";

const A_CLICK = 5;

export function watchSpans(grid) {
  let drag = null;

  const move = (event) => {
    if (!drag.on && Math.abs(event.clientY - drag.y) < A_CLICK) return;
    drag.on = true;
    const at = grid.unitAt(drag.slots, event.clientY, Math.round, QUARTER);
    drag.start = Math.min(drag.anchor, at);
    drag.end = Math.min(grid.to, Math.max(drag.anchor + QUARTER, at));
    showGhost(drag.slots, drag.start, drag.end);
  };
  const stop = () => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", cancel);
    removeEventListener("keydown", escape);
    document.body.classList.remove("dragging");
    drag = null;
  };
  const cancel = () => { hideGhost(); stop(); };
  const escape = ({ key }) => key === "Escape" && cancel();
  const up = ({ clientX: x, clientY: y }) => {
    const { on, slots, start, end } = drag;
    stop();
    if (!on) return;
    addEventListener("click", (event) => event.stopPropagation(), { capture: true, once: true });
    setTimeout(() => grid.plan(slots, start, end, { x, y }));
  };

  grid.addEventListener("pointerdown", (event) => {
    const slots = event.target;
    if (event.button || event.pointerType === "touch" || !slots.matches(".slots") || !grid.isDrawnByTime) return;
    drag = { slots, y: event.clientY, anchor: grid.unitAt(slots, event.clientY, Math.floor, QUARTER) };
    document.body.classList.add("dragging");
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", cancel);
    addEventListener("keydown", escape);
  });
}
