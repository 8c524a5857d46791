// Opens the form of a link with data-dialog above the page; the same address is a page of its own.
import { fetchBehaviours } from "app/behaviours";
import { fetchHtml } from "app/fetch-html";
import { htmx } from "app/htmx";
import { hasFrame, isErrorPage, showNotice } from "app/page-swap";

const dialog = document.getElementById("dialog");
let back = null;
let before = "";
let pageIsOld = false;

const typed = () => {
  const form = dialog.querySelector("form");
  return form ? new URLSearchParams(new FormData(form)).toString() : "";
};

const removeCards = () => document.querySelectorAll("quick-add, peek-card").forEach((card) => card.remove());

// Shown when it can do all it promises: a type chosen before its script came would not bring its kind.
async function show(card) {
  await fetchBehaviours(card);
  removeCards();
  dialog.replaceChildren(card);
  card.querySelectorAll("form").forEach((form) => form.toggleAttribute("data-swap", true));
  const heading = card.querySelector("h1[id], h2[id]");
  if (heading) dialog.setAttribute("aria-labelledby", heading.id);
  if (!dialog.open) dialog.showModal();
  (card.querySelector("[data-errors]") ?? card.querySelector("[autofocus]") ?? card.querySelector("[name=title]"))?.focus();
}

export async function showForm(card, from) {
  back = from;
  await show(document.importNode(card, true));
  before = typed();
}

export async function openForm(url, from = document.activeElement) {
  document.querySelectorAll("[popover]:popover-open").forEach((open) => open.hidePopover());
  removeCards();
  const card = (await fetchHtml(url))?.querySelector(".fu");
  return card ? showForm(card, from) : location.assign(url);
}

export function closeForm({ discard = false } = {}) {
  if (!dialog.open || (!discard && typed() !== before && !confirm(dialog.dataset.discard))) return;
  dialog.close();
  setTimeout(() => dialog.open || dialog.replaceChildren()); // htmx may still read what the form asked for
  if (back?.isConnected) back.focus({ preventScroll: true });
  if (pageIsOld) htmx().then((it) => it.ajax("GET", location.href, { source: document.body, selectOOB: "#nothing" }));
  pageIsOld = false;
}

if (dialog) {
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      closeForm();
    }
  });
  dialog.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close]")) return;
    event.preventDefault();
    closeForm();
  });
  dialog.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
    if (/^hx-(location|redirect|refresh):/im.test(detail.xhr.getAllResponseHeaders())) closeForm({ discard: true });
  });
  dialog.addEventListener("htmx:beforeSwap", settleAnswer);
}

// Saved, and the answer is a form again, of a copy for instance: its toast is shown, the page underneath is renewed later.
function leadOn(answer) {
  pageIsOld = true;
  document.getElementById("toasts").replaceWith(document.importNode(answer.getElementById("toasts"), true));
}

// A refused form comes back into the dialog; a page means that it was saved: it becomes the page underneath.
function settleAnswer(event) {
  const { detail } = event;
  const { status, responseText, responseURL } = detail.xhr;
  const answer = new DOMParser().parseFromString(responseText, "text/html");
  const card = isErrorPage(responseText) ? null : answer.querySelector(".fu");
  if (status < 400 && hasFrame(responseText) && (!card || responseURL === location.href)) {
    detail.target = document.getElementById("page");
    detail.selectOverride = "#page";
    detail.swapOverride = "outerHTML";
    closeForm({ discard: true });
    if (responseURL !== location.href) history.replaceState({ htmx: true }, "", responseURL);
    return;
  }
  event.stopPropagation();
  detail.shouldSwap = false;
  if (card) {
    const shown = show(document.importNode(card, true));
    if (status >= 400) return;
    leadOn(answer);
    shown.then(() => { before = typed(); });
  } else showNotice(status === 403 || status < 400 ? "refused" : "no-answer");
}
