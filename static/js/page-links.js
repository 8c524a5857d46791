// Listens for links that open a form (data-dialog) or a card (in data-peeks; by the right button on every row), and for forms that swap (data-swap).
const BOXES = "[data-peeks] [data-row] > a";
const ROWS = "#cards [data-row]";

const plain = (event) => !(event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
const openForm = async (link) => (await import("app/form-dialog")).openForm(link.href, link);
let turn = 0; // a second click comes before the card of the first
const peek = async (...what) => {
  const mine = ++turn;
  const card = await import("app/peek-card");
  if (mine === turn) card.peek(...what);
};

// -- rows below a calendar: a click shows one, a second opens it; its title opens at once while nothing previews

const titleOf = (element) => element.closest?.(ROWS)?.querySelector(".t a[href]");
const previews = () => [...document.querySelectorAll("[data-preview]")].some((panel) => panel.checkVisibility());
const open = (link) => link.matches("[data-dialog]") ? openForm(link) : link.click();

function shown({ target }) {
  const title = titleOf(target);
  const control = target.closest("a, button, input, label");
  const isAsked = control ? control === title && previews() : getSelection().isCollapsed;
  return title && isAsked ? title : null;
}

document.addEventListener("click", (event) => {
  const row = event.detail && plain(event) && shown(event);
  if (row) {
    event.preventDefault();
    if (event.detail === 1) peek(row, { x: event.clientX, y: event.clientY });
    return;
  }
  const link = event.target.closest("a[href]");
  if (!link || !plain(event) || link.closest("dialog")) return;
  const isBox = link.matches(BOXES);
  if (!isBox && !link.matches("[data-dialog]")) return;
  event.preventDefault();
  if (!isBox || event.detail === 0) openForm(link);
  else if (event.detail === 1) peek(link, { x: event.clientX, y: event.clientY });
});
document.addEventListener("dblclick", (event) => {
  const row = shown(event);
  const link = row ?? event.target.closest(BOXES);
  if (!link || !plain(event)) return;
  turn += 1;
  open(link);
});
document.addEventListener("contextmenu", (event) => {
  const link = event.target.closest("[data-row]")?.querySelector('a[href*="/followups/"]');
  if (!link || event.defaultPrevented || event.shiftKey) return;
  event.preventDefault();
  peek(link, { x: event.clientX, y: event.clientY });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== " " || !(event.target.matches?.(BOXES) || event.target === titleOf(event.target))) return;
  event.preventDefault();
  peek(event.target);
});
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches("[data-swap]")) return;
  event.preventDefault();
  import("app/swap-form").then(({ send }) => send(event.target, event.submitter), () => event.target.submit());
});
