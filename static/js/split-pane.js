// <split-pane>: the size of the pane it controls, by dragging, by a click (the next usual size), arrows, Home and End.
import { remember } from "app/cookies";

const STEP = 24;
const EDGES = {
  horizontal: { unit: "h", usual: [7, 12, 20], more: "ArrowUp", less: "ArrowDown", size: ({ bottom }, { clientY }) => bottom - clientY },
  vertical: { unit: "sw", usual: [12, 22, 32], more: "ArrowLeft", less: "ArrowRight", size: ({ right }, { clientX }) => right - clientX },
};
const KEYS = { PageUp: 4, PageDown: -4, Home: -99, End: 99 };

customElements.define("split-pane", class extends HTMLElement {
  connectedCallback() {
    this.edge = EDGES[this.getAttribute("aria-orientation")];
    this.pane = document.getElementById(this.getAttribute("aria-controls"));
    this.setAttribute("aria-valuenow", Math.round(this.sizeFrom(this.getBoundingClientRect()) / STEP));
    this.addEventListener("pointerdown", this);
    this.addEventListener("keydown", this);
  }

  sizeFrom({ x, y, clientX = x, clientY = y }) {
    return this.edge.size(this.pane.getBoundingClientRect(), { clientX, clientY });
  }

  get steps() { return Number(this.getAttribute("aria-valuenow")); }

  set steps(wanted) {
    const steps = Math.max(this.getAttribute("aria-valuemin"), Math.min(this.getAttribute("aria-valuemax"), wanted));
    const diary = this.closest(".diary");
    const { unit } = this.edge;
    this.setAttribute("aria-valuenow", steps);
    diary.className = `${diary.className.replace(new RegExp(`\\s*\\b${unit}\\d+\\b`), "")} ${unit}${steps}`;
    remember(this.pane.id, steps);
    this.dispatchEvent(new Event("pane-sized", { bubbles: true }));
  }

  handleEvent(event) {
    const { more, less } = this.edge;
    const change = { [more]: 1, [less]: -1, ...KEYS }[event.key];
    if (event.type === "pointerdown") this.drag(event);
    else if (change) {
      event.preventDefault();
      this.steps += change;
    }
  }

  drag({ pointerId, clientX, clientY }) {
    let moved = false;
    this.setPointerCapture(pointerId);
    this.onpointermove = (event) => {
      moved ||= Math.hypot(event.clientX - clientX, event.clientY - clientY) > 3;
      if (moved) this.steps = Math.round(this.sizeFrom(event) / STEP);
    };
    this.onpointerup = this.onpointercancel = () => {
      this.onpointermove = this.onpointerup = this.onpointercancel = null;
      if (!moved) this.steps = this.edge.usual.find((size) => size > this.steps) ?? this.edge.usual[0];
    };
  }
});
