"""The examples of RFC 5545, 3.8.5.3, in its own zone; years and months are written once."""

from datetime import UTC, datetime

import pytest

from followups.recurrence import expand

START = "1997-09-02 09:00"

# rule, start, occurrences (... and more)
EXAMPLES = {
    "daily for 10 occurrences": (
        "FREQ=DAILY;COUNT=10",
        START,
        "1997-09: 2 3 4 5 6 7 8 9 10 11",
    ),
    "every other day": (
        "FREQ=DAILY;INTERVAL=2",
        START,
        (
            "1997-09: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 1997-10: 2 4 6 8 10 12 14 16 18 20 "
            "22 24 26 28 30 1997-11: 1 3 ..."
        ),
    ),
    "every 10 days, 5 occurrences": (
        "FREQ=DAILY;INTERVAL=10;COUNT=5",
        START,
        "1997-09: 2 12 22 1997-10: 2 12",
    ),
    "weekly for 10 occurrences": (
        "FREQ=WEEKLY;COUNT=10",
        START,
        "1997-09: 2 9 16 23 30 1997-10: 7 14 21 28 1997-11: 4",
    ),
    "weekly until 24 December": (
        "FREQ=WEEKLY;UNTIL=19971224T000000Z",
        START,
        "1997-09: 2 9 16 23 30 1997-10: 7 14 21 28 1997-11: 4 11 18 25 1997-12: 2 9 16 23",
    ),
    "every other week": (
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        START,
        "1997-09: 2 16 30 1997-10: 14 28 1997-11: 11 25 1997-12: 9 23 1998-01: 6 20 1998-02: 3 ...",
    ),
    "weekly on Tuesday and Thursday for five weeks": (
        "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
        START,
        "1997-09: 2 4 9 11 16 18 23 25 30 1997-10: 2",
    ),
    "the same, counted": (
        "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
        START,
        "1997-09: 2 4 9 11 16 18 23 25 30 1997-10: 2",
    ),
    "every other week on Monday, Wednesday and Friday until 24 December": (
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "1997-09-01 09:00",
        (
            "1997-09: 1 3 5 15 17 19 29 1997-10: 1 3 13 15 17 27 29 31 1997-11: 10 12 14 24 26 28 "
            "1997-12: 8 10 12 22"
        ),
    ),
    "every other week on Tuesday and Thursday, 8 occurrences": (
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        START,
        "1997-09: 2 4 16 18 30 1997-10: 2 14 16",
    ),
    "monthly on the first Friday, 10 occurrences": (
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "1997-09-05 09:00",
        (
            "1997-09: 5 1997-10: 3 1997-11: 7 1997-12: 5 1998-01: 2 1998-02: 6 1998-03: 6 "
            "1998-04: 3 1998-05: 1 1998-06: 5"
        ),
    ),
    "monthly on the first Friday until 24 December": (
        "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
        "1997-09-05 09:00",
        "1997-09: 5 1997-10: 3 1997-11: 7 1997-12: 5",
    ),
    "every other month on the first and last Sunday": (
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "1997-09-07 09:00",
        "1997-09: 7 28 1997-11: 2 30 1998-01: 4 25 1998-03: 1 29 1998-05: 3 31",
    ),
    "monthly on the second-to-last Monday": (
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "1997-09-22 09:00",
        "1997-09: 22 1997-10: 20 1997-11: 17 1997-12: 22 1998-01: 19 1998-02: 16",
    ),
    "monthly on the third-to-last day": (
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "1997-09-28 09:00",
        "1997-09: 28 1997-10: 29 1997-11: 28 1997-12: 29 1998-01: 29 1998-02: 26 ...",
    ),
    "monthly on the 2nd and 15th": (
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        START,
        "1997-09: 2 15 1997-10: 2 15 1997-11: 2 15 1997-12: 2 15 1998-01: 2 15",
    ),
    "monthly on the first and last day": (
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "1997-09-30 09:00",
        "1997-09: 30 1997-10: 1 31 1997-11: 1 30 1997-12: 1 31 1998-01: 1 31 1998-02: 1",
    ),
    "every 18 months on the 10th to 15th": (
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "1997-09-10 09:00",
        "1997-09: 10 11 12 13 14 15 1999-03: 10 11 12 13",
    ),
    "every Tuesday, every other month": (
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        START,
        "1997-09: 2 9 16 23 30 1997-11: 4 11 18 25 1998-01: 6 13 20 27 1998-03: 3 10 17 24 31 ...",
    ),
    "yearly in June and July": (
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "1997-06-10 09:00",
        (
            "1997-06: 10 1997-07: 10 1998-06: 10 1998-07: 10 1999-06: 10 1999-07: 10 2000-06: 10 "
            "2000-07: 10 2001-06: 10 2001-07: 10"
        ),
    ),
    "every other year in January, February and March": (
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "1997-03-10 09:00",
        (
            "1997-03: 10 1999-01: 10 1999-02: 10 1999-03: 10 2001-01: 10 2001-02: 10 2001-03: 10 "
            "2003-01: 10 2003-02: 10 2003-03: 10"
        ),
    ),
    "every third year on the 1st, 100th and 200th day": (
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "1997-01-01 09:00",
        (
            "1997-01: 1 1997-04: 10 1997-07: 19 2000-01: 1 2000-04: 9 2000-07: 18 2003-01: 1 "
            "2003-04: 10 2003-07: 19 2006-01: 1"
        ),
    ),
    "every 20th Monday of the year": (
        "FREQ=YEARLY;BYDAY=20MO",
        "1997-05-19 09:00",
        "1997-05: 19 1998-05: 18 1999-05: 17 ...",
    ),
    "Monday of week 20": (
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "1997-05-12 09:00",
        "1997-05: 12 1998-05: 11 1999-05: 17 ...",
    ),
    "every Thursday in March": (
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "1997-03-13 09:00",
        "1997-03: 13 20 27 1998-03: 5 12 19 26 1999-03: 4 11 18 25 ...",
    ),
    "every Thursday in June, July and August": (
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        "1997-06-05 09:00",
        (
            "1997-06: 5 12 19 26 1997-07: 3 10 17 24 31 1997-08: 7 14 21 28 1998-06: 4 11 18 25 "
            "1998-07: 2 9 16 23 30 1998-08: 6 13 20 27 ..."
        ),
    ),
    "every Friday the 13th": (
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        START,
        "1998-02: 13 1998-03: 13 1998-11: 13 1999-08: 13 2000-10: 13 ...",
    ),
    "the first Saturday after the first Sunday": (
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "1997-09-13 09:00",
        (
            "1997-09: 13 1997-10: 11 1997-11: 8 1997-12: 13 1998-01: 10 1998-02: 7 1998-03: 7 "
            "1998-04: 11 1998-05: 9 1998-06: 13 ..."
        ),
    ),
    "election day": (
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996-11-05 09:00",
        "1996-11: 5 2000-11: 7 2004-11: 2 ...",
    ),
    "the third Tuesday, Wednesday or Thursday": (
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        "1997-09-04 09:00",
        "1997-09: 4 1997-10: 7 1997-11: 6",
    ),
    "the second-to-last weekday of the month": (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "1997-09-29 09:00",
        "1997-09: 29 1997-10: 30 1997-11: 27 1997-12: 30 1998-01: 29 1998-02: 26 1998-03: 30 ...",
    ),
    "a week that begins on Monday": (
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
        "1997-08-05 09:00",
        "1997-08: 5 10 19 24",
    ),
    "a week that begins on Sunday": (
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
        "1997-08-05 09:00",
        "1997-08: 5 17 19 31",
    ),
    "days that are not there are left out": (
        "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        "2007-01-15 09:00",
        "2007-01: 15 30 2007-02: 15 2007-03: 15 30",
    ),
}


def dates(expected):
    """1997-09: 2 3 as 1997-09-02 and 1997-09-03."""
    found, month = [], ""
    for word in expected.split():
        if word.endswith(":"):
            month = word[:-1]
        elif word != "...":
            found.append(f"{month}-{int(word):02}")
    return found


@pytest.mark.parametrize(("rule", "start", "expected"), EXAMPLES.values(), ids=EXAMPLES)
def test_an_example_of_the_standard(rule, start, expected):
    window = (datetime(1990, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC))
    wanted = dates(expected)

    found = expand(rule, datetime.fromisoformat(start), "America/New_York", window)
    found = [at for at, _ in zip(found, range(len(wanted) + 1), strict=False)]

    assert [f"{at:%Y-%m-%d}" for at in found[: len(wanted)]] == wanted
    assert {f"{at:%H:%M}" for at in found} == {"09:00"}
    assert (len(found) > len(wanted)) == expected.endswith("...")


TIMES = {
    "every 3 hours until 17:00": (
        "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z",
        "09:00 12:00 15:00",
    ),
    "every 15 minutes, 6 times": (
        "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
        "09:00 09:15 09:30 09:45 10:00 10:15",
    ),
    "every hour and a half, 4 times": (
        "FREQ=MINUTELY;INTERVAL=90;COUNT=4",
        "09:00 10:30 12:00 13:30",
    ),
    "every 20 minutes from 9:00 to 16:40": (
        "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
        (
            "09:00 09:20 09:40 10:00 10:20 10:40 11:00 11:20 11:40 12:00 12:20 12:40 13:00 13:20 "
            "13:40 14:00 14:20 14:40 15:00 15:20 15:40 16:00 16:20 16:40"
        ),
    ),
    "the same by minutes": (
        "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
        (
            "09:00 09:20 09:40 10:00 10:20 10:40 11:00 11:20 11:40 12:00 12:20 12:40 13:00 13:20 "
            "13:40 14:00 14:20 14:40 15:00 15:20 15:40 16:00 16:20 16:40"
        ),
    ),
}


@pytest.mark.parametrize(("rule", "expected"), TIMES.values(), ids=TIMES)
def test_an_example_of_the_standard_within_a_day(rule, expected):
    window = (datetime(1997, 9, 2, 4, tzinfo=UTC), datetime(1997, 9, 3, 4, tzinfo=UTC))

    found = expand(rule, datetime.fromisoformat(START), "America/New_York", window)

    assert [f"{at:%H:%M}" for at in found] == expected.split()


def test_every_day_in_january_is_the_same_by_days_and_by_years():
    window = (datetime(1990, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC))
    by_years = "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA"
    by_days = "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1"
    start = datetime.fromisoformat("1998-01-01 09:00")

    found = [list(expand(each, start, "America/New_York", window)) for each in (by_years, by_days)]

    assert found[0] == found[1]
    assert len(found[0]) == 3 * 31
