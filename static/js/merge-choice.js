// <merge-choice>: the record that is kept brings its values along, as far as it has any.
customElements.define("merge-choice", class extends HTMLElement {
  connectedCallback() { this.addEventListener("change", this); }

  handleEvent({ target }) {
    if (target.name !== "keep") return;
    for (const radio of this.querySelectorAll(`input[value="${target.value}"]:not([data-empty])`)) radio.checked = true;
  }
});
