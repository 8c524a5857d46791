// <tick-all for="form">: its box ticks all boxes of that form, and the form says how many are ticked.
customElements.define("tick-all", class extends HTMLElement {
  connectedCallback() {
    this.gone = new AbortController();
    document.addEventListener("change", this, { signal: this.gone.signal });
    this.tell();
  }

  disconnectedCallback() { this.gone.abort(); }

  get form() { return document.getElementById(this.getAttribute("for")); }

  get boxes() { return [...(this.form?.elements ?? [])].filter((field) => field.type === "checkbox"); }

  handleEvent({ target }) {
    const all = this.querySelector("input");
    if (target === all) for (const box of this.boxes) box.checked = all.checked;
    else if (!this.boxes.includes(target)) return;
    this.tell();
  }

  tell() {
    const ticked = this.boxes.filter((box) => box.checked).length;
    const all = this.querySelector("input");
    all.checked = ticked > 0 && ticked === this.boxes.length;
    all.indeterminate = ticked > 0 && !all.checked;
    const place = this.form?.querySelector("[data-ticked]");
    if (place) place.textContent = ticked ? place.dataset.ticked.replace("{}", ticked) : "";
  }
});
