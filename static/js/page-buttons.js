// Buttons of the page itself: data-print prints, data-side hides the side panel, data-theme-toggle switches light and dark.
import { forget, remember } from "app/cookies";

const root = document.documentElement;
const WIDE = matchMedia("(width > 1180px)");
const DARK = matchMedia("(prefers-color-scheme: dark)");

// Each view of the diary remembers its own side panel.
const view = () => document.querySelector(".diary").dataset.view;

function sideIsShown() {
  const classes = document.querySelector(".diary").classList;
  return WIDE.matches ? !classes.contains("noside") : classes.contains("showside");
}

function toggleSide() {
  document.querySelector(".diary").classList.toggle(WIDE.matches ? "noside" : "showside");
  if (WIDE.matches) remember(`side-${view()}`, sideIsShown() ? "on" : "off");
  showSide();
}

function showSide() {
  document.querySelector("[data-side]")?.setAttribute("aria-pressed", sideIsShown());
}

function toggleTheme() {
  const now = root.dataset.theme ?? (DARK.matches ? "dark" : "light");
  root.dataset.theme = now === "dark" ? "light" : "dark";
  remember("theme", root.dataset.theme);
}

document.addEventListener("click", (event) => {
  const { target } = event;
  if (target.closest("[data-print]")) print();
  if (target.closest("[data-side]")) toggleSide();
  const panel = target.closest("[data-panel]");
  if (panel) remember(`panel-${view()}`, panel.dataset.panel);
  if (!target.closest("[data-theme-toggle]")) return;
  event.preventDefault(); // without script it leads to the preferences
  toggleTheme();
});

// What is chosen in the preferences goes before what the button said earlier.
document.addEventListener("submit", ({ target }) => target.elements.namedItem("theme") && forget("theme"));

WIDE.addEventListener("change", showSide);
document.addEventListener("htmx:afterSettle", showSide);
showSide();
