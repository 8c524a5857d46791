// Fetches the modules of the tags that have appeared in the page.
const TAGS = ["alike-records", "calendar-grid", "follow-up-form", "live-progress", "look-up", "merge-choice", "mini-month", "now-line", "plan-here", "rich-text", "small-calendar", "split-pane", "toast-message", "work-progress"];

/** Settled when all have arrived, or cannot. */
export function fetchBehaviours(root) {
  const missing = TAGS.filter((tag) => !customElements.get(tag) && root.querySelector(tag));
  return Promise.allSettled(missing.map((tag) => import(`app/${tag}`)));
}
