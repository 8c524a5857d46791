// <look-up>: offers what the server finds while one types; a choice fills the hidden field. A combobox by the book.
import { announce } from "app/announce";
import { fetchHtml } from "app/fetch-html";

const PAUSE = 150;
let count = 0;

export class LookUp extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input:not([type=hidden])");
    this.hidden_ = this.querySelector("input[type=hidden]");
    if (!this.input || this.list) return;
    this.list = Object.assign(document.createElement("ul"), { className: "options", id: `options-${++count}`, hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.input.labels[0]?.textContent.trim() ?? this.input.getAttribute("aria-label"));
    this.append(this.list);
    const told = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id, autocomplete: "off" };
    for (const [name, value] of Object.entries(told)) this.input.setAttribute(name, value);
    for (const type of ["input", "keydown", "focusout"]) this.addEventListener(type, this);
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => target.closest("[role=option]") && this.choose(target.closest("[role=option]")));
  }

  handleEvent(event) {
    if (event.type === "input" && event.target === this.input) this.typed();
    else if (event.type === "keydown") this.keydown(event);
    else if (event.type === "focusout") this.close();
  }

  typed() {
    if (this.hidden_) this.hidden_.value = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), PAUSE);
  }

  get address() {
    const url = new URL(this.dataset.url, location.href);
    const { elements } = this.input.form;
    url.searchParams.set("q", this.input.value.trim());
    for (const name of this.dataset.with?.split(" ") ?? []) if (elements[name]?.value) url.searchParams.set(name, elements[name].value);
    return url;
  }

  async search() {
    this.asked?.abort();
    this.asked = new AbortController();
    const answer = await fetchHtml(this.address, { signal: this.asked.signal });
    if (!answer || !this.contains(document.activeElement)) return;
    this.list.replaceChildren(...answer.querySelectorAll("[role=group], [role=option]:not([role=group] *)"));
    this.offer();
  }

  offer() {
    this.options.forEach((option, i) => { option.id = `${this.list.id}-${i}`; option.setAttribute("aria-selected", "false"); });
    if (this.options.length) return this.open();
    this.close();
    return this.dataset.none && announce(this.dataset.none);
  }

  get options() { return [...this.list.querySelectorAll("[role=option]")]; }
  get active() { return this.list.querySelector("[aria-selected=true]"); }

  open() {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(this.input.value.trim() && !("free" in this.dataset) ? this.options[0] : null);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  mark(option) {
    this.active?.setAttribute("aria-selected", "false");
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    return this.input.setAttribute("aria-activedescendant", option.id);
  }

  keydown(event) {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return void this.search();
      const at = this.options.indexOf(this.active) + (key === "ArrowDown" ? 1 : -1);
      this.mark(this.options.at(at % this.options.length));
    } else if (this.list.hidden) return;
    else if (key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if ((key === "Enter" || key === "Tab") && this.active && !event.ctrlKey && !event.metaKey) {
      if (key === "Enter") event.preventDefault();
      this.choose(this.active);
    }
  }

  choose(option) {
    if (option.dataset.go) return this.go(option.dataset);
    const text = option.firstChild.textContent.trim();
    if (this.dataset.many) this.addOne(text, option.dataset.value);
    else this.fill(option.dataset.text ?? text, option.dataset.value);
    for (const [key, value] of Object.entries(option.dataset)) {
      if (key.startsWith("set")) fillEmpty(this.input.form, key.slice(3).toLowerCase(), value);
    }
    return this.close();
  }

  // An option may also be a place to go to: a page, or a form above this one.
  async go({ go, form }) {
    this.close();
    if (form === undefined) return location.assign(go);
    this.input.value = "";
    return (await import("app/form-dialog")).openForm(go);
  }

  // Several can be chosen: each becomes a ticked box of its own.
  addOne(text, value) {
    const line = document.getElementById("one-chosen").content.cloneNode(true);
    const box = line.querySelector("input");
    Object.assign(box, { name: this.dataset.many, value, checked: true });
    line.querySelector("span").textContent = text;
    const list = this.parentNode.querySelector(".chosen") ?? this.parentNode.insertBefore(chosenList(), this);
    const there = [...list.querySelectorAll("input")].find((other) => other.value === value);
    if (there) there.checked = true;
    else list.append(line);
    this.input.value = this.input.value.replace(/[^,;]*$/, ""); // names before a comma wait for the server
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  fill(text, value) {
    this.input.value = text;
    if (this.hidden_) this.hidden_.value = value;
    (this.hidden_ ?? this.input).dispatchEvent(new Event("change", { bubbles: true }));
  }
}
customElements.define("look-up", LookUp);

const chosenList = () => Object.assign(document.createElement("ul"), { className: "chosen" });

// A contact, sale or project brings its company along: data-set-company="<id>|<name>".
function fillEmpty(form, name, found) {
  const lookUp = form.elements[name]?.closest?.("look-up");
  const [value, text] = found.split("|", 2);
  if (lookUp && !lookUp.input.value.trim()) lookUp.fill(text, value);
}
