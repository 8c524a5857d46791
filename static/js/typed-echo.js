// Says beneath a field what the server understands of the date, time or duration that is being typed there.
import { fetchHtml } from "app/fetch-html";

const PAUSE = 200;
const PLAIN = /^(([01]\d|2[0-3]):[0-5]\d)?$/; // says itself what it means

/** `read(input, dataset)` is told what was understood. */
export class TypedEcho {
  constructor(input, address, read) {
    Object.assign(this, { input, address, read });
    this.place = document.createElement("p");
    this.place.id = `${input.id}_echo`;
    this.place.setAttribute("role", "status");
    this.place.className = "echo";
    input.parentNode.append(this.place);
    this.refusal = input.parentNode.querySelector(".invalid-feedback");
    const describedBy = [input.getAttribute("aria-describedby"), this.place.id];
    input.setAttribute("aria-describedby", describedBy.filter(Boolean).join(" "));
    input.addEventListener("input", () => this.typed());
    input.addEventListener("change", () => this.left());
  }

  typed() {
    this.asked?.abort();
    clearTimeout(this.timer);
    this.show("");
    this.refusal?.remove(); // of what was sent before
    this.problem = "";
    if (!PLAIN.test(this.input.value.trim())) this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  // What cannot be read is said when one has done: half a word is no mistake.
  left() {
    if (this.problem) this.show(this.problem, true);
  }

  async ask() {
    const { input } = this;
    const url = new URL(this.address, location.href);
    url.searchParams.set(input.dataset.reads, input.value);
    this.asked = new AbortController();
    const said = (await fetchHtml(url, { signal: this.asked.signal }))?.querySelector("p");
    if (!said) return;
    this.problem = "problem" in said.dataset ? said.textContent : "";
    if (!this.problem) {
      this.show(said.textContent);
      this.read(input, said.dataset);
    } else if (document.activeElement !== input) this.show(this.problem, true);
  }

  show(text, isProblem = false) {
    this.place.textContent = text;
    this.place.className = isProblem ? "echo invalid-feedback" : "echo";
    this.input.classList.toggle("is-invalid", isProblem);
    this.input.setAttribute("aria-invalid", isProblem);
  }
}
