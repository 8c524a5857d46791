// Single keys: each clicks the visible control that names it in aria-keyshortcuts. Never in a field.
const FIELDS = "input, select, textarea, [contenteditable], dialog, quick-add, peek-card, [role=combobox]";
const inReach = (el) => !el.closest("template, [hidden]") && !el.disabled;

function control(key) {
  const named = [...document.querySelectorAll("[aria-keyshortcuts]")].filter(inReach);
  return named.find((el) => el.getAttribute("aria-keyshortcuts").split(" ").includes(key));
}

// Posts the change of one thing through the page's form of ticks.
function post(address) {
  const form = document.getElementById("ticks");
  if (!form) return;
  const button = Object.assign(document.createElement("button"), { formAction: address, hidden: true });
  form.append(button);
  form.requestSubmit(button);
  button.remove();
}

function complete(thing) {
  const tick = thing.querySelector(".tick");
  const link = thing.querySelector("a[href]");
  if (tick) tick.click();
  else if (link) post(new URL(thing.dataset.state === "done" ? "reopen/" : "complete/", link.href).href);
}

function undo() {
  const forms = document.querySelectorAll("form[data-undo]");
  forms[forms.length - 1]?.requestSubmit();
}

const OWN = {
  z: undo,
  x: (target) => target.closest("[data-row]") && complete(target.closest("[data-row]")),
  e: (target) => {
    const link = target.closest("[data-row]")?.querySelector("a[href]");
    if (link) import("app/form-dialog").then(({ openForm }) => openForm(link.href, link));
  },
};

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (key === "Enter" && (event.ctrlKey || event.metaKey) && target.form) {
    event.preventDefault();
    target.form.requestSubmit();
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.keys === "off") return;
  // The focus stays for a moment in a field of what was just closed.
  if (key.length !== 1 || target.closest?.(FIELDS)?.checkVisibility() || document.querySelector("dialog[open]")) return;
  const grid = key === "n" && document.querySelector("calendar-grid");
  const press = (el) => el.matches("input") ? el.select() : el.click();
  const act = OWN[key] ?? (grid?.newHere && !grid.quiet && (() => grid.newHere())) ?? (control(key.toUpperCase()) && (() => press(control(key.toUpperCase()))));
  if (!act) return;
  event.preventDefault();
  act(target);
});
