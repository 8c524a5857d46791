// A form with data-swap is sent without leaving the page: the answer's #page takes the place of this one's.
import { fetchHtml } from "app/fetch-html";
import "app/keep-place";
import "app/page-swap";
import { htmx } from "app/htmx";

// Signed in again in another tab: the token of this page is of the session before.
async function renewToken() {
  const token = (await fetchHtml(location.href))?.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (token) document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((input) => { input.value = token; });
}

export async function send(form, submitter) {
  if (form.classList.contains("htmx-request")) return; // a second click while it is under way
  const address = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
  const values = submitter?.name ? { [submitter.name]: submitter.value } : {};
  submitter?.setAttribute("aria-busy", "true");
  if (document.body.hasAttribute("data-refused")) await renewToken();
  const { ajax } = await htmx();
  await ajax(form.method, address, { source: form, values }).catch(() => {}); // page-swap has said so
  submitter?.removeAttribute("aria-busy");
}
