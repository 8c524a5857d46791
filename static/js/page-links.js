// Listens for links that open a form (data-dialog) or a card (in data-peeks; by the right button on every row), and for forms that swap (data-swap).
const BOXES = "[data-peeks] [data-row] > a";

const plain = (event) => !(event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
const openForm = async (link) => (await import("app/form-dialog")).openForm(link.href, link);
let turn = 0; // a second click comes before the card of the first
const peek = async (...what) => {
  const mine = ++turn;
  const card = await import("app/peek-card");
  if (mine === turn) card.peek(...what);
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || !plain(event) || link.closest("dialog")) return;
  const isBox = link.matches(BOXES);
  if (!isBox && !link.matches("[data-dialog]")) return;
  event.preventDefault();
  if (!isBox || event.detail === 0) openForm(link);
  else if (event.detail === 1) peek(link, { x: event.clientX, y: event.clientY });
});
document.addEventListener("dblclick", (event) => {
  const link = event.target.closest(BOXES);
  if (!link || !plain(event)) return;
  turn += 1;
  openForm(link);
});
document.addEventListener("contextmenu", (event) => {
  const link = event.target.closest("[data-row]")?.querySelector('a[href*="/followups/"]');
  if (!link || event.defaultPrevented || event.shiftKey) return;
  event.preventDefault();
  peek(link, { x: event.clientX, y: event.clientY });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.target.matches?.(BOXES)) return;
  event.preventDefault();
  peek(event.target);
});
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches("[data-swap]")) return;
  event.preventDefault();
  import("app/swap-form").then(({ send }) => send(event.target, event.submitter), () => event.target.submit());
});
