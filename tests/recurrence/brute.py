"""A second expander, slow and simple: it walks through every hour, minute or day since the start.

It shares nothing with the engine, so that where both agree both are likely right.
"""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import product

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
UNITS = {"HOURLY": timedelta(hours=1), "MINUTELY": timedelta(minutes=1)}
UNITS["SECONDLY"] = timedelta(seconds=1)


def brute(text, start, before):
    """Every local time that the rule names before `before`."""
    parts = dict(part.split("=") for part in text.split(";"))
    frequency = parts["FREQ"]
    walk = by_units if frequency in UNITS else by_days
    found = [at for at in walk(parts, start, before) if at >= start]
    return [at for at in found[: int(parts.get("COUNT", len(found)))] if at < before]


def by_units(parts, start, before):
    frequency, unit = parts["FREQ"], UNITS[parts["FREQ"]]
    at = start.replace(second=start.second if frequency == "SECONDLY" else 0)
    if frequency == "HOURLY":
        at = at.replace(minute=0)
    while at < before:
        if fits_day(parts, at.date(), start) and fits_clock(parts, at, frequency):
            yield from chosen(parts, within(parts, at, start, frequency))
        at += unit * int(parts.get("INTERVAL", 1))


def fits_clock(parts, at, frequency):
    asked = {"HOURLY": 1, "MINUTELY": 2, "SECONDLY": 3}[frequency]
    read = [("BYHOUR", at.hour), ("BYMINUTE", at.minute), ("BYSECOND", at.second)]
    return all(name not in parts or value in numbers(parts, name) for name, value in read[:asked])


def within(parts, at, start, frequency):
    minutes, seconds = [at.minute], [at.second]
    if frequency == "HOURLY":
        minutes = numbers(parts, "BYMINUTE") or [start.minute]
    if frequency != "SECONDLY":
        seconds = numbers(parts, "BYSECOND") or [start.second]
    return sorted(at.replace(minute=m, second=s) for m, s in product(minutes, seconds))


def by_days(parts, start, before):
    """Period after period, from the one that holds the start."""
    days, found = [], None
    day = first_day = beginning(parts, start.date())
    number = 0
    while day < before.date() + timedelta(days=400):
        if day != first_day and beginning(parts, day) == day:
            if number % int(parts.get("INTERVAL", 1)) == 0:
                found = sorted(each for one in days for each in times(parts, one, start))
                yield from chosen(parts, found)
            days, number = [], number + 1
        if fits_day(parts, day, start):
            days.append(day)
        day += timedelta(days=1)


def beginning(parts, day):
    if parts["FREQ"] == "YEARLY":
        return date(day.year, 1, 1)
    if parts["FREQ"] == "MONTHLY":
        return day.replace(day=1)
    if parts["FREQ"] == "WEEKLY":
        while DAYS[day.weekday()] != parts.get("WKST", "MO"):
            day -= timedelta(days=1)
    return day


def times(parts, day, start):
    hours = numbers(parts, "BYHOUR") or [start.hour]
    minutes = numbers(parts, "BYMINUTE") or [start.minute]
    seconds = numbers(parts, "BYSECOND") or [start.second]
    return [datetime.combine(day, time(*at)) for at in product(hours, minutes, seconds)]


def chosen(parts, found):
    if "BYSETPOS" not in parts:
        return found
    picked = {}
    for at in numbers(parts, "BYSETPOS"):
        if abs(at) <= len(found):
            place = found[at - 1] if at > 0 else found[at]
            picked[place] = True
    return sorted(picked)


def numbers(parts, name):
    return sorted({int(number) for number in parts.get(name, "").split(",") if number})


def fits_day(parts, day, start):
    frequency = parts["FREQ"]
    named = {"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY"} & parts.keys()
    month_days, weekdays = numbers(parts, "BYMONTHDAY"), parts.get("BYDAY", "")
    months = numbers(parts, "BYMONTH")
    if not named and frequency in ("YEARLY", "MONTHLY"):
        month_days = [start.day]
        months = months or ([start.month] if frequency == "YEARLY" else [])
    if (not named and frequency == "WEEKLY") or named == {"BYWEEKNO"}:
        weekdays = DAYS[start.weekday()]
    last = monthrange(day.year, day.month)[1]
    in_year = (day - date(day.year, 1, 1)).days + 1
    year = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    year_days, weeks = numbers(parts, "BYYEARDAY"), numbers(parts, "BYWEEKNO")
    return (
        (not months or day.month in months)
        and (not month_days or day.day in month_days or day.day - last - 1 in month_days)
        and (not year_days or in_year in year_days or in_year - year - 1 in year_days)
        and (not weeks or bool(week_numbers(day, parts.get("WKST", "MO")) & set(weeks)))
        and (not weekdays or fits_weekday(parts, weekdays.split(","), day))
    )


def fits_weekday(parts, weekdays, day):
    in_month = parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts
    return bool(weekday_names(day, in_month) & set(weekdays))


@cache
def weekday_names(day, in_month):
    """FR, 1FR, -4FR: of its month or year."""
    name = DAYS[day.weekday()]
    alike = all_alike(
        day.replace(day=1) if in_month else date(day.year, 1, 1), day.weekday(), in_month
    )
    place = alike.index(day)
    return {name, f"{place + 1}{name}", f"{place - len(alike)}{name}"}


@cache
def all_alike(first, weekday, in_month):
    days = [first + timedelta(days=n) for n in range(366)]
    days = [d for d in days if d.year == first.year and (not in_month or d.month == first.month)]
    return [d for d in days if d.weekday() == weekday]


def week_numbers(day, week_start):
    """Its number from the first and from the last week of the year that it belongs to."""
    first = beginning({"FREQ": "WEEKLY", "WKST": week_start}, day)
    weeks = weeks_of(year_of_week(first), week_start)
    place = weeks.index(first)
    return {place + 1, place - len(weeks)}


@cache
def weeks_of(year, week_start):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(-6, 366)]
    return [d for d in days if DAYS[d.weekday()] == week_start and year_of_week(d) == year]


def year_of_week(first):
    """The one that at least four of its days are in."""
    years = [(first + timedelta(days=n)).year for n in range(7)]
    return max(years, key=years.count)
