// Clock times as people type them: 9, 930, 9.30, 09:30, 1:30 pm. The server reads more; null leaves it to the server.
export function minutesOfDay(text = "") {
  const found = text.trim().toLowerCase().match(/^(\d{1,2})[:. ]?(\d{2})?\s*(am|pm|a\.m\.|p\.m\.)?$/);
  if (!found) return null;
  let hours = Number(found[1]);
  const minutes = Number(found[2] ?? 0);
  if (found[3]) hours = (hours % 12) + (found[3].startsWith("p") ? 12 : 0);
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

const pad = (number) => String(number).padStart(2, "0");

export const timeText = (minutes) => `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;

const HOURS = "(?:h|hrs?|hours?|t|timer?)\\.?";
const MINUTES = "(?:m|mins?|minutes?|minutt|minutter)\\.?";
const WRITTEN = new RegExp(`^(?:(\\d{1,5})[:.]([0-5]\\d)|(\\d{1,5}) ?${HOURS}(?: ?(\\d{1,4}) ?(?:${MINUTES})?)?|(\\d{1,4})(?: ?${MINUTES})?)$`);
const DECIMAL = new RegExp(`^(\\d{1,5})[.,](\\d)(?: ?${HOURS})?$`);

/** Minutes of a duration: 45, 1:30, 1 h 30, 1,5 t. */
export function durationOf(text = "") {
  const typed = text.trim().toLowerCase().replace(/\s+/g, " ");
  const part = typed.match(DECIMAL);
  if (part) return Number(part[1]) * 60 + Number(part[2]) * 6;
  const found = typed.match(WRITTEN);
  if (!found) return null;
  const [, hours, rest, bareHours, more, minutes] = found;
  return Number(hours ?? bareHours ?? 0) * 60 + Number(rest ?? more ?? minutes ?? 0);
}
