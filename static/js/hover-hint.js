// The tooltip of a line of the calendar that came without one: what its card says, fetched when pointed at.
import { fetchHtml } from "app/fetch-html";

const PAUSE = 200;
const LINES = "[data-peeks] [data-row] > a:not([title])";
const SAYS = "h2, .mut, .facts dd";
let waiting;

async function tell(link) {
  const answer = await fetchHtml(new URL("peek/", link.href));
  const parts = [...answer?.querySelectorAll(SAYS) ?? []].map((part) => part.textContent.replace(/\s+/g, " ").trim());
  if (parts.length) link.title = parts.filter(Boolean).join(", ");
}

function pointedAt(link) {
  clearTimeout(waiting);
  if (link) waiting = setTimeout(() => link.matches(":hover") && tell(link), PAUSE);
}

document.addEventListener("pointerover", ({ target, pointerType }) => pointedAt(pointerType === "mouse" && target.closest(LINES)));
pointedAt(document.querySelector(`:is(${LINES}):hover`)); // before this had arrived
