// What htmx may put into the page: never a sign-in page into the frame, never an error page over typed text.
export function showNotice(name) {
  document.body.toggleAttribute("data-refused", name === "refused");
  const notice = document.getElementById(name).content.cloneNode(true);
  const place = document.querySelector("dialog[open] .fu form, dialog[open] .fu, quick-add") ?? document.getElementById("toasts");
  place.querySelectorAll(".no-answer").forEach((old) => old.remove());
  place.prepend(notice);
}

export const isErrorPage = (html) => html.includes("data-error-page");
export const hasFrame = (html) => html.includes('id="rail"');

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "page") return;
  const { responseText: html, status } = detail.xhr;
  if (hasFrame(html) && !isErrorPage(html)) return;
  detail.shouldSwap = false;
  showNotice(status === 403 || !isErrorPage(html) ? "refused" : "no-answer");
});
document.addEventListener("htmx:sendError", () => showNotice("no-answer"));
document.addEventListener("htmx:timeout", () => showNotice("no-answer"));
