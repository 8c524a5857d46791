// Units of five minutes since midnight, and their clock times.
export const HOUR = 12;
export const QUARTER = 3;

const pad = (number) => String(number).padStart(2, "0");

/** The unit that an element carries as class (`s114`) or was given since (`--s`). */
export function unitOf(element, key) {
  const given = element.style.getPropertyValue(`--${key}`);
  return Number(given || element.className.match(new RegExp(`(?:^|\\s)${key}(\\d+)(?:\\s|$)`))?.[1]);
}

export function setUnits(element, start, end) {
  element.style.setProperty("--s", start);
  element.style.setProperty("--e", end);
}

/** "13:30", for forms. Midnight at the end of the day is "00:00". */
export function formTime(unit) {
  const minutes = Math.round(unit * 5) % (24 * 60);
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** As the reader's clock shows it: "13:30" or "1:30 pm". */
export function shownTime(unit) {
  const [hours, minutes] = formTime(unit).split(":");
  if (document.body.dataset.clock !== "12") return `${hours}:${minutes}`;
  return `${(Number(hours) + 11) % 12 + 1}:${minutes} ${hours < 12 ? "am" : "pm"}`;
}

export function nextDate(iso) {
  const date = new Date(`${iso}T12:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
