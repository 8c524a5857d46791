// The images of a <rich-text>: chosen, pasted or dropped, uploaded at once, and described.
const around = (node) => {
  const range = document.createRange();
  range.selectNode(node);
  return range;
};

export class AgendaImages {
  constructor(editor) {
    this.editor = editor;
    this.told = Object.assign(document.createElement("p"), { className: "rich-told" });
    this.told.setAttribute("role", "status");
    this.picker = editor.querySelector("input[type=file]");
    this.picker.closest("label").hidden = true;
    this.picker.removeAttribute("name"); // it is not sent with the form
    this.picker.addEventListener("change", () => this.add([...this.picker.files]));
    const { paper } = editor;
    paper.addEventListener("dragstart", () => { this.isOwnDrag = true; });
    paper.addEventListener("dragend", () => { this.isOwnDrag = false; });
    paper.addEventListener("dragover", (event) => this.isFile(event) && event.preventDefault());
    paper.addEventListener("drop", (event) => this.drop(event));
    paper.addEventListener("click", ({ target }) => target.matches("img") && this.select(around(target)));
    const choose = () => editor.isConnected ? this.choose() : document.removeEventListener("selectionchange", choose);
    document.addEventListener("selectionchange", choose);
    editor.area.form.addEventListener("submit", (event) => this.waitFor(event));
  }

  tools() {
    this.describing = this.editor.button(this.editor.dataset.imageWords, "ph-subtitles", () => this.describe());
    this.describing.hidden = true;
    return [this.editor.button(this.editor.dataset.image, "ph-image", () => this.picker.click()), this.describing];
  }

  isFile({ dataTransfer }) { return !this.isOwnDrag && dataTransfer.types.includes("Files"); }

  drop(event) {
    if (!this.isFile(event)) return;
    event.preventDefault();
    const at = document.caretRangeFromPoint?.(event.clientX, event.clientY);
    if (at) this.select(at);
    this.add([...event.dataTransfer.files]);
  }

  // -- adding

  async add(files) {
    this.place = this.caret();
    this.tell("imageWaits");
    this.work = this.upload(files);
    await this.work;
    this.work = null;
    this.picker.value = "";
  }

  async upload(files) {
    for (const file of files) {
      const { ok, said } = await this.send(file);
      if (!this.editor.isConnected) return;
      if (!ok) return this.tell("imageLost", said);
      this.insert(said);
    }
    this.tell("imageAdded");
  }

  async send(file) {
    const body = new FormData();
    body.append("image", file);
    body.append("csrfmiddlewaretoken", this.editor.area.form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(this.editor.dataset.images, { method: "POST", body });
      const says = answer.status === 201 || answer.headers.get("Content-Type").startsWith("text/plain");
      return { ok: answer.status === 201, said: says ? await answer.text() : "" };
    } catch {
      return { ok: false, said: "" };
    }
  }

  insert(html) {
    const { paper } = this.editor;
    paper.focus();
    if (this.place?.startContainer.isConnected) this.select(this.place);
    else this.select(around(paper.appendChild(document.createElement("br"))));
    document.execCommand("insertHTML", false, html);
    this.place = this.caret();
    this.editor.write();
  }

  // What is saved while an image is on its way is saved with it.
  waitFor(event) {
    if (!this.work) return;
    event.preventDefault();
    event.stopPropagation();
    const { target, submitter } = event;
    this.work.then(() => this.failed || target.requestSubmit(submitter));
  }

  tell(name, text = "") {
    this.failed = name === "imageLost";
    this.told.textContent = text || this.editor.dataset[name];
    this.told.classList.toggle("late", this.failed);
  }

  // -- the place and the image chosen

  caret() {
    const chosen = getSelection();
    return chosen.rangeCount && this.editor.paper.contains(chosen.anchorNode) ? chosen.getRangeAt(0).cloneRange() : null;
  }

  select(range) {
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  // The image that is chosen, or that the caret stands beside.
  choose() {
    const range = this.caret();
    if (!range) return;
    const beside = [range.startContainer.childNodes?.[range.startOffset], range.endContainer.childNodes?.[range.endOffset - 1]];
    const inside = [...this.editor.paper.querySelectorAll("img")].find((img) => !range.collapsed && range.intersectsNode(img));
    this.chosen = inside ?? beside.find((node) => node?.nodeName === "IMG");
    for (const img of this.editor.paper.querySelectorAll("img")) img.toggleAttribute("data-chosen", img === this.chosen);
    this.describing.hidden = !this.chosen;
  }

  describe() {
    const words = this.chosen && prompt(this.editor.dataset.imageWords, this.chosen.alt);
    if (typeof words !== "string") return;
    this.chosen.alt = words.trim();
    this.editor.write();
  }
}
