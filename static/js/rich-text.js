// <rich-text>: a small editor for the HTML in its hidden field; the plain text beside it is for pages without script.
import { AgendaImages } from "app/agenda-images";

const TOOLS = [["bold", "ph-text-b"], ["italic", "ph-text-italic"], ["insertUnorderedList", "ph-list-bullets"], ["createLink", "ph-link"], ["insertText", "ph-clock"]];
const NAMES = { bold: "bold", italic: "italic", insertUnorderedList: "list", createLink: "link", insertText: "stamp" };
const VALUES = { createLink: ({ dataset }) => prompt(dataset.linkAddress, "https://"), insertText: (editor) => editor.stamp() };

customElements.define("rich-text", class extends HTMLElement {
  connectedCallback() {
    if (this.paper) return;
    this.area = this.querySelector("textarea");
    this.html = this.querySelector("input[type=hidden]");
    this.paper = document.createElement("div");
    this.paper.className = "form-control paper";
    this.paper.contentEditable = "true";
    this.paper.innerHTML = this.html.value;
    const told = { role: "textbox", "aria-multiline": "true", "aria-label": this.area.labels[0]?.textContent.trim(), "aria-describedby": this.area.getAttribute("aria-describedby") };
    for (const [name, value] of Object.entries(told)) if (value) this.paper.setAttribute(name, value);
    this.area.labels[0]?.addEventListener("click", () => this.paper.focus());
    this.area.hidden = this.area.disabled = true;
    if (this.dataset.images) this.images = new AgendaImages(this);
    this.append(this.toolbar(), this.paper, this.images?.told ?? "");
    this.paper.addEventListener("input", () => this.write());
    this.paper.addEventListener("paste", (event) => this.paste(event));
    this.paper.addEventListener("keydown", (event) => this.keydown(event));
  }

  toolbar() {
    const bar = document.createElement("div");
    bar.className = "rich-tools";
    bar.setAttribute("role", "group");
    for (const [command, symbol] of TOOLS) if (command !== "insertText" || this.area.dataset.zone) bar.append(this.button(this.dataset[NAMES[command]], symbol, () => this.act(command)));
    bar.append(...this.images?.tools() ?? []);
    return bar;
  }

  button(name, symbol, act) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn quiet icon btn-sm" });
    button.setAttribute("aria-label", name);
    button.title = name;
    button.innerHTML = `<svg class="i m" aria-hidden="true"><use href="${this.dataset.icons}#${symbol}"/></svg>`;
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", act);
    return button;
  }

  act(command) {
    this.paper.focus();
    const value = VALUES[command]?.(this);
    if (command in VALUES && !value) return;
    document.execCommand(command, false, value);
    this.write();
  }

  /** Other text in place of what stands there. */
  replace(html) {
    this.paper.innerHTML = this.html.value = html;
  }

  // Day and time on the reader's clock, for notes with data-zone.
  stamp() {
    const options = { dateStyle: "medium", timeStyle: "short", timeZone: this.area.dataset.zone, hour12: document.body.dataset.clock === "12" };
    const language = document.documentElement.lang.replace(/^en$/, "en-GB"); // the day before its month
    return `${new Date().toLocaleString(language, options)}: `;
  }

  keydown(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.area.form.requestSubmit();
  }

  // Text, or else an image: what is pasted brings no styles along.
  paste(event) {
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain");
    if (text) document.execCommand("insertText", false, text);
    else if (this.images && event.clipboardData.files.length) this.images.add([...event.clipboardData.files]);
  }

  write() {
    const copy = this.paper.cloneNode(true);
    for (const img of copy.querySelectorAll("img")) img.setAttribute("src", new URL(img.src).pathname); // one that was moved has its whole address
    this.html.value = copy.textContent.trim() || copy.querySelector("img") ? copy.innerHTML : "";
    this.html.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
