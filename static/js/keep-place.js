// Keeps scroll positions and the focus when the page is swapped after a change.
const SCROLLERS = ".cal, .ov, .scroll, .side, .page, .veil";
const PANES = [".cards", ".side", ".cal", ".month", ".ov", ".page"];
let kept = null;

const scrollers = () => [...document.querySelectorAll(SCROLLERS)];

// A follow-up is known by the address that its line leads to.
const addressOf = (row) => row?.querySelector("a[href]")?.getAttribute("href");

function whereabouts(element) {
  const row = element?.closest?.("#page [data-row]");
  return {
    id: element?.id,
    pane: row && PANES.find((pane) => row.closest(pane)),
    rows: row && [row, row.nextElementSibling, row.previousElementSibling].map(addressOf).filter(Boolean),
    control: element?.matches?.(".tick") ? ".tick" : "a",
  };
}

function find({ id, pane, rows, control }) {
  const same = id && id !== "page" && document.getElementById(id);
  if (same && !same.disabled) return same;
  for (const row of rows ?? []) {
    const found = document.querySelector(`${pane ?? "#page"} [data-row]:has(a[href="${row}"]) ${control}`);
    if (found) return found;
  }
  return null;
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "page" || !detail.shouldSwap) return;
  const active = document.activeElement;
  kept = {
    inside: detail.target.contains(active) || active?.closest(".toasts, dialog") || active === document.body,
    focus: whereabouts(document.querySelector(".sel > a") ?? active),
    scrolls: scrollers().map((el) => [el.scrollTop, el.scrollLeft]),
    page: scrollY,
  };
});

document.addEventListener("htmx:afterSettle", () => {
  if (!kept) return;
  const { inside, focus, scrolls, page } = kept;
  kept = null;
  scrollers().forEach((el, i) => scrolls[i] && el.scrollTo({ top: scrolls[i][0], left: scrolls[i][1], behavior: "instant" }));
  scrollTo({ top: page, behavior: "instant" });
  if (inside && (document.activeElement === document.body || !document.activeElement)) {
    (find(focus) ?? document.getElementById("page"))?.focus({ preventScroll: true });
  }
});
