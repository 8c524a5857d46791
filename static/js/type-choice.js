// <type-choice>: the list of types, chosen by typing some of its letters. Without script it is the plain <select> inside.
import { LookUp } from "app/look-up";

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

customElements.define("type-choice", class extends LookUp {
  connectedCallback() {
    if (this.select) return;
    this.select = this.querySelector("select");
    this.prepend(this.fieldOf(this.select));
    super.connectedCallback();
    this.showChosen();
    this.addEventListener("click", ({ target }) => target === this.input && this.list.hidden && this.showAll());
  }

  // It takes over the label of the list, and what is said about it.
  fieldOf(select) {
    const input = Object.assign(document.createElement("input"), { type: "text", className: select.className });
    for (const name of ["id", "aria-describedby", "aria-invalid"]) {
      if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
      select.removeAttribute(name);
    }
    input.addEventListener("focus", () => input.select());
    select.hidden = true;
    return input;
  }

  handleEvent(event) {
    super.handleEvent(event);
    if (event.type === "focusout") this.showChosen();
  }

  showChosen() { this.input.value = this.select.selectedOptions[0]?.text ?? ""; }

  typed() { this.search(); }

  showAll() {
    this.input.select();
    this.search("");
  }

  search(text = this.isTyped ? this.input.value : "") {
    const words = folded(text).split(/\s+/);
    const fitting = [...this.select.options].filter((option) => words.every((word) => folded(option.text).includes(word)));
    this.list.replaceChildren(...fitting.map((option) => this.lineOf(option)));
    this.offer();
    const chosen = this.options.find((line) => line.dataset.value === this.select.value);
    if (!text && chosen) this.mark(chosen);
  }

  get isTyped() { return this.input.value !== this.select.selectedOptions[0]?.text; }

  lineOf({ value, text, dataset: { kind } }) {
    const line = document.createElement("li");
    line.setAttribute("role", "option");
    Object.assign(line.dataset, { value, type: value });
    const note = Object.assign(document.createElement("small"), { textContent: this.nameOf(kind) });
    line.append(`${text} `, note);
    return line;
  }

  nameOf(kind) {
    const radio = this.input.form.querySelector(`[name=kind][value="${kind}"]`);
    return radio?.labels[0]?.textContent.trim() ?? "";
  }

  choose({ dataset: { value } }) {
    this.select.value = value;
    this.showChosen();
    this.close();
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
