// The tooltip of a line of the calendar that came without one: what its card says, fetched when pointed at.
import { fetchHtml } from "app/fetch-html";

const PAUSE = 200;
const SAYS = "h2, .mut, .facts dd";
let waiting;

async function tell(link) {
  const answer = await fetchHtml(new URL("peek/", link.href));
  const parts = [...answer?.querySelectorAll(SAYS) ?? []].map((part) => part.textContent.replace(/\s+/g, " ").trim());
  link.title = parts.filter(Boolean).join(", ");
}

document.addEventListener("pointerover", ({ target, pointerType }) => {
  clearTimeout(waiting);
  const link = pointerType === "mouse" && target.closest("[data-peeks] [data-row] > a:not([title])");
  if (link) waiting = setTimeout(() => link.matches(":hover") && tell(link), PAUSE);
});
