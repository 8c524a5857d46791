"""Rules that other engines are known to misread."""

from tests.recurrence.shown import days, occurrences

YEAR = {"low": "2026-01-01", "high": "2027-01-01"}
MONTHS = {"low": "2026-01-01", "high": "2026-03-01"}


def test_each_monday_and_the_second_tuesday_go_together():
    found = days("FREQ=MONTHLY;BYDAY=MO,2TU", "2026-01-01", **MONTHS)

    assert [day[5:] for day in found] == (
        ["01-05", "01-12", "01-13", "01-19", "01-26", "02-02", "02-09", "02-10", "02-16", "02-23"]
    )


def test_the_last_chosen_day_of_a_week_is_looked_for_in_the_whole_week():
    found = days("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1", "2026-01-07", **MONTHS)

    assert found[:2] == ["2026-01-12", "2026-01-19"]


def test_a_week_of_the_year_without_a_weekday_takes_that_of_the_start():
    found = days("FREQ=YEARLY;BYWEEKNO=1,20", "2026-01-01", **YEAR)

    assert found == ["2026-01-01", "2026-05-14"]


def test_the_last_days_of_a_year_may_be_in_week_1_and_the_first_in_week_53():
    rule = "FREQ=YEARLY;BYWEEKNO={};BYDAY=MO,TU,WE,TH,FR,SA,SU"
    around = {"low": "2025-12-28", "high": "2026-01-10"}

    first = days(rule.format(1), "2020-01-01", **around)
    last = days(rule.format(-1), "2020-01-01", low="2026-12-27", high="2027-01-10")

    assert (first[0], first[-1]) == ("2025-12-29", "2026-01-04")
    assert (last[0], last[-1]) == ("2026-12-28", "2027-01-03")


def test_times_of_day_are_passed_over_in_a_series_of_whole_days():
    found = days("FREQ=DAILY;BYHOUR=9,15;BYMINUTE=0;COUNT=3", "2026-01-30", **MONTHS)

    assert found == ["2026-01-30", "2026-01-31", "2026-02-01"]


def test_a_leap_second_is_the_one_before():
    found = occurrences(
        "FREQ=MINUTELY;BYSECOND=60;COUNT=1",
        "2026-01-01 09:00:00",
        low="2026-01-01",
        high="2026-01-02",
    )

    assert found == ["2026-01-01 09:00"]


def test_short_months_are_skipped_as_the_standard_says():
    found = days("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31", **YEAR)

    assert [day[5:7] for day in found] == ["01", "03", "05", "07", "08", "10", "12"]


def test_short_months_take_their_last_day_where_the_rule_asks_for_it():
    skipping_back = "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=30;SKIP=BACKWARD"
    in_plain_words = "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"
    three_years = {"low": "2026-01-01", "high": "2029-01-01"}

    found = days(skipping_back, "2026-01-30", **three_years)

    assert found == days(in_plain_words, "2026-01-30", **three_years)
    assert {"2026-02-28", "2026-03-30", "2028-02-29"} <= set(found)
    assert len(found) == 36


def test_29_february_comes_in_leap_years_or_on_the_last_day_of_february():
    years = {"low": "2024-01-01", "high": "2029-01-01"}

    leap = days("FREQ=YEARLY", "2024-02-29", **years)
    last = days("FREQ=YEARLY;SKIP=BACKWARD", "2024-02-29", **years)

    assert leap == ["2024-02-29", "2028-02-29"]
    assert last == ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]


def test_a_start_that_the_rule_does_not_name_is_no_occurrence_and_not_counted():
    found = days("FREQ=WEEKLY;BYDAY=MO;COUNT=2", "2026-01-01", **YEAR)

    assert found == ["2026-01-05", "2026-01-12"]
