// Places a card beside a rectangle, never over the pointer (a second click must reach what was clicked).
const GAP = 8;
const TOP = 56;

export function placeBeside(card, rect, point) {
  const { offsetWidth: width, offsetHeight: height } = card;
  const fits = (left) => left >= GAP && left + width <= innerWidth - GAP;
  const tries = [rect.right + GAP, rect.left - width - GAP];
  if (point) tries.push(point.x + 3 * GAP, point.x - width - 3 * GAP);
  const left = tries.find(fits) ?? Math.max(GAP, innerWidth - width - GAP);
  card.style.left = `${left}px`;
  card.style.top = `${Math.max(GAP, Math.min(Math.max(rect.top, TOP), innerHeight - height - 12))}px`;
}
