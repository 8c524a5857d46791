// <peek-card>: what a box is about, beside it; fetched from its address + peek/.
import { placeBeside } from "app/beside";
import { fetchHtml } from "app/fetch-html";
import { openForm } from "app/form-dialog";

const boxOf = (link) => link.closest("tr") ?? link.parentNode;

class PeekCard extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", ({ target }) => target.closest("[data-close]") && this.close());
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  close() {
    this.link.focus({ preventScroll: true });
    this.remove();
  }

  disconnectedCallback() {
    boxOf(this.link).classList.remove("sel");
    this.waiting.abort();
  }
}
customElements.define("peek-card", PeekCard);

export async function peek(link, point) {
  shut();
  const panel = previewPanel();
  if (panel) return preview(panel, link);
  const card = document.createElement("peek-card");
  card.link = link;
  card.waiting = new AbortController();
  card.className = "peek";
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", link.textContent.trim());
  if (link.closest("[data-type]")) card.dataset.type = link.closest("[data-type]").dataset.type;
  boxOf(link).classList.add("sel");
  card.hidden = true;
  document.getElementById("page").append(card);
  const answer = await fetchHtml(new URL("peek/", link.href), { signal: card.waiting.signal });
  if (document.querySelector("dialog[open]")) card.remove();
  if (!card.isConnected) return;
  if (!answer) return openForm(link.href, link);
  card.append(document.getElementById("close-button").content.cloneNode(true), ...answer.body.childNodes);
  card.hidden = false;
  placeBeside(card, link.getBoundingClientRect(), point);
  (card.querySelector("footer :is(a, button)") ?? card.querySelector("[data-close]")).focus({ preventScroll: true });
}

// -- in the side panel, when that is on Preview

const previewPanel = () => [...document.querySelectorAll("[data-preview]")].find((panel) => panel.checkVisibility());
let previewed = null;

async function preview(panel, link) {
  document.querySelectorAll(".sel").forEach((row) => row.classList.remove("sel"));
  boxOf(link).classList.add("sel");
  previewed = new URL("peek/", link.href);
  await fill(panel);
}

async function fill(panel) {
  const asked = previewed;
  const answer = await fetchHtml(asked);
  if (answer && asked === previewed) panel.replaceChildren(...answer.body.childNodes);
}

// A change made in it swaps the page: it shows the same one again, as it is now.
document.addEventListener("htmx:afterSettle", () => {
  const panel = previewPanel();
  if (panel && previewed) fill(panel);
});

const shut = () => document.querySelectorAll("peek-card").forEach((card) => card.remove());

document.addEventListener("pointerdown", ({ target }) => {
  if (!target.closest("peek-card")) shut();
});
