from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.layout import (
    ALL_HOURS,
    Hours,
    common_span,
    cut,
    free_time,
    lanes,
    plan_day,
    spans,
)
from diary.windows import day_of, week_of

OSLO = ZoneInfo("Europe/Oslo")
WEDNESDAY = date(2026, 6, 10)
OFFICE = Hours(84, 216)  # 07:00 to 18:00


def oslo(text, fold=0):
    return datetime.fromisoformat(text).replace(tzinfo=OSLO, fold=fold).astimezone(UTC)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def unit(text):
    hour, minute = text.split(":")
    return int(hour) * 12 + int(minute) // 5


def layout(*items, **options):
    """{title: (column, columns, width, clear)} of items like "09:00-10:00 Title"."""
    split = [(text[:5], text[6:11], text[12:]) for text in items]
    plan = plan_day([(unit(start), unit(end), title) for start, end, title in split], **options)
    return {
        "+".join(box.items): (box.column, box.columns, box.width, box.clear) for box in plan.boxes
    }


# -- which units of which day -------------------------------------------------------------------


def test_an_item_takes_the_units_of_its_day():
    found = list(spans(oslo("2026-06-10 09:30"), oslo("2026-06-10 10:30"), day_of(WEDNESDAY, OSLO)))

    assert found == [(WEDNESDAY, 114, 126)]


def test_a_start_between_two_units_begins_in_the_first_and_an_end_fills_the_last():
    found = list(spans(oslo("2026-06-10 10:02"), oslo("2026-06-10 10:07"), day_of(WEDNESDAY, OSLO)))

    assert found == [(WEDNESDAY, 120, 122)]


def test_an_item_over_midnight_is_cut_there():
    window = week_of(WEDNESDAY, OSLO)

    found = list(spans(oslo("2026-06-10 22:00"), oslo("2026-06-11 01:30"), window))

    assert found == [(date(2026, 6, 10), 264, 288), (date(2026, 6, 11), 0, 18)]


def test_an_item_that_ends_at_midnight_leaves_the_next_day_alone():
    window = week_of(WEDNESDAY, OSLO)

    found = list(spans(oslo("2026-06-10 22:00"), oslo("2026-06-11 00:00"), window))

    assert found == [(date(2026, 6, 10), 264, 288)]


def test_an_item_over_several_days_takes_the_whole_of_those_between():
    window = week_of(WEDNESDAY, OSLO)

    found = list(spans(oslo("2026-06-09 14:00"), oslo("2026-06-11 12:00"), window))

    assert found == [
        (date(2026, 6, 9), 168, 288),
        (date(2026, 6, 10), 0, 288),
        (date(2026, 6, 11), 0, 144),
    ]


def test_an_item_is_cut_at_the_edges_of_the_window():
    found = list(spans(oslo("2026-06-01 14:00"), oslo("2026-07-01 12:00"), day_of(WEDNESDAY, OSLO)))

    assert found == [(WEDNESDAY, 0, 288)]


def test_an_item_outside_the_window_takes_nothing():
    window = day_of(WEDNESDAY, OSLO)

    assert list(spans(oslo("2026-06-09 10:00"), oslo("2026-06-10 00:00"), window)) == []
    assert list(spans(oslo("2026-06-11 00:00"), oslo("2026-06-11 10:00"), window)) == []


@pytest.mark.parametrize("time", ["2026-06-10 00:00", "2026-06-10 09:00", "2026-06-10 23:55"])
def test_a_call_without_length_is_there(time):
    ((day, low, high),) = spans(oslo(time), oslo(time), day_of(WEDNESDAY, OSLO))

    assert (day, low) == (WEDNESDAY, high)


# -- the nights when the clocks change ----------------------------------------------------------

SPRING = date(2026, 3, 29)  # 02:00 becomes 03:00
AUTUMN = date(2026, 10, 25)  # 03:00 becomes 02:00


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-03-29 00:30", "2026-03-29 01:00", (18, 24)),  # 01:30–03:00, half an hour
        ("2026-03-29 00:30", "2026-03-29 01:30", (18, 42)),  # 01:30–03:30, over the missing hour
        ("2026-03-29 01:00", "2026-03-29 02:00", (36, 48)),  # 03:00–04:00
        ("2026-03-28 23:00", "2026-03-29 22:00", (0, 288)),  # the 23 hours
    ],
)
def test_the_missing_hour_stays_empty_and_nothing_loses_its_place(start, end, expected):
    found = list(spans(utc(start), utc(end), day_of(SPRING, OSLO)))

    assert found == [(SPRING, *expected)]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-10-25 00:00", "2026-10-25 01:00", (24, 36)),  # 02:00–03:00, first pass
        ("2026-10-25 01:00", "2026-10-25 02:00", (24, 36)),  # 02:00–03:00, second pass
        ("2026-10-24 23:30", "2026-10-25 01:30", (18, 36)),  # 01:30–02:30 of the second pass
        ("2026-10-25 00:30", "2026-10-25 01:15", (24, 36)),  # 02:30–02:15: through both passes
        ("2026-10-25 00:30", "2026-10-25 02:30", (24, 42)),  # 02:30–03:30
        ("2026-10-25 01:30", "2026-10-25 03:00", (30, 48)),  # 02:30 of the second pass–04:00
        ("2026-10-24 22:00", "2026-10-25 23:00", (0, 288)),  # the 25 hours
    ],
)
def test_the_doubled_hour_is_drawn_once_and_nothing_vanishes_in_it(start, end, expected):
    found = list(spans(utc(start), utc(end), day_of(AUTUMN, OSLO)))

    assert found == [(AUTUMN, *expected)]


def test_items_of_the_two_passes_of_an_hour_stand_side_by_side():
    window = day_of(AUTUMN, OSLO)
    (first,) = spans(utc("2026-10-25 00:00"), utc("2026-10-25 01:00"), window)
    (second,) = spans(utc("2026-10-25 01:00"), utc("2026-10-25 02:00"), window)

    plan = plan_day([(*first[1:], "first"), (*second[1:], "second")])

    assert [(box.items, box.column, box.columns) for box in plan.boxes] == [
        (["first"], 0, 2),
        (["second"], 1, 2),
    ]


minutes_of_the_night = st.integers(-60, 60 * 26)


@given(minutes_of_the_night, minutes_of_the_night, minutes_of_the_night, minutes_of_the_night)
def test_items_that_overlap_in_time_overlap_on_the_night_of_the_doubled_hour(a, b, c, d):
    midnight = utc("2026-10-24 22:00")
    one = [midnight + timedelta(minutes=m) for m in sorted((a, b))]
    other = [midnight + timedelta(minutes=m) for m in sorted((c, d))]
    window = day_of(AUTUMN, OSLO)
    drawn = [list(spans(*span, window)) for span in (one, other)]
    together = max(one[0], other[0], window.start), min(one[1], other[1], window.end)
    if together[0] < together[1]:
        (_, low, high), (_, other_low, other_high) = drawn[0][0], drawn[1][0]
        assert low < other_high
        assert other_low < high


# -- the overlap rule ---------------------------------------------------------------------------


def test_items_apart_take_the_whole_width():
    assert layout("09:00-10:00 a", "10:00-11:00 b") == {"a": (0, 1, 1, 1), "b": (0, 1, 1, 1)}


def test_two_at_the_same_time_share_the_width():
    assert layout("09:00-10:00 a", "09:00-10:00 b") == {"a": (0, 2, 1, 1), "b": (1, 2, 1, 1)}


def test_an_item_is_drawn_below_one_that_begins_half_an_hour_later():
    found = layout("09:30-10:30 kick-off", "10:00-10:15 call")

    assert found == {"kick-off": (0, 2, 2, 1), "call": (1, 2, 1, 1)}


def test_an_item_keeps_clear_of_one_that_begins_within_half_an_hour():
    found = layout("09:30-10:30 a", "09:55-10:30 b")

    assert found == {"a": (0, 2, 1, 1), "b": (1, 2, 1, 1)}


def test_three_that_overlap_in_steps_stand_in_three_columns():
    found = layout("10:30-12:00 pipeline", "11:00-12:00 pricing", "11:15-11:45 ask")

    assert found == {"pipeline": (0, 3, 3, 1), "pricing": (1, 3, 1, 1), "ask": (2, 3, 1, 1)}


def test_the_longer_of_two_that_begin_together_comes_first():
    assert list(layout("09:00-09:30 short", "09:00-11:00 long")) == ["long", "short"]


def test_a_short_item_is_shown_as_half_an_hour():
    found = layout("09:00-09:05 call", "09:25-10:00 next")

    assert found == {"call": (0, 2, 1, 1), "next": (1, 2, 1, 1)}


def test_a_column_that_is_free_again_is_used_again():
    found = layout("09:00-12:00 long", "09:00-10:00 a", "10:00-11:00 b")

    assert found == {"long": (0, 2, 1, 1), "a": (1, 2, 1, 1), "b": (1, 2, 1, 1)}


def test_an_item_widens_over_columns_that_have_ended():
    found = layout("09:00-10:00 a", "09:00-10:00 b", "09:00-12:00 c", "10:30-11:00 d")

    assert found == {
        "c": (0, 3, 1, 1),
        "a": (1, 3, 1, 1),
        "b": (2, 3, 1, 1),
        "d": (1, 3, 2, 2),
    }


def test_clusters_do_not_disturb_each_other():
    found = layout("09:00-10:00 a", "09:00-10:00 b", "10:00-11:00 c")

    assert found["c"] == (0, 1, 1, 1)


def test_what_has_no_room_in_four_columns_stands_behind_a_number():
    found = layout(*(f"09:00-10:00 {name}" for name in "abcdef"), most=4)

    assert found == {
        "a": (0, 4, 1, 1),
        "b": (1, 4, 1, 1),
        "c": (2, 4, 1, 1),
        "d+e+f": (3, 4, 1, 1),
    }


def test_four_columns_need_no_number():
    assert len(layout(*(f"09:00-10:00 {name}" for name in "abcd"), most=4)) == 4


def test_numbers_of_different_hours_stay_apart():
    found = layout(
        "09:00-12:00 a",
        "09:00-12:00 b",
        "09:00-12:00 c",
        *(f"09:00-10:00 {name}" for name in "de"),
        *(f"11:00-12:00 {name}" for name in "fg"),
        most=4,
    )

    assert [name for name in found if "+" in name] == ["d+e", "f+g"]


starts = st.integers(0, 287)
items = st.lists(st.tuples(starts, st.integers(0, 60)), max_size=25)


@given(items)
def test_every_item_is_in_one_box_and_no_title_is_covered(drawn):
    plan = plan_day([(s, min(s + length, 288), n) for n, (s, length) in enumerate(drawn)], most=4)

    assert sorted(item for box in plan.boxes for item in box.items) == list(range(len(drawn)))
    for box in plan.boxes:
        assert 0 <= box.start < box.end <= 288
        assert box.column + box.width <= box.columns <= 4
        for other in plan.boxes:
            if other is box or not box.overlaps(other):
                continue
            assert other.column != box.column
            if box.column < other.column < box.column + box.width:
                assert other.start >= box.start + 6
            if box.column < other.column:
                assert other.column >= box.column + box.clear


# -- the shown hours ----------------------------------------------------------------------------


def test_items_outside_the_shown_hours_become_chips():
    plan = plan_day(
        [(unit("05:00"), unit("06:00"), "early"), (unit("18:30"), unit("20:00"), "flight")], OFFICE
    )

    assert (plan.earlier, plan.boxes, plan.later) == (["early"], [], ["flight"])


def test_an_item_that_ends_when_the_shown_hours_begin_is_a_chip():
    plan = plan_day([(unit("06:00"), unit("07:00"), "early"), (216, 228, "late")], OFFICE)

    assert (plan.earlier, plan.later) == (["early"], ["late"])


def test_an_item_that_reaches_into_the_shown_hours_is_cut_at_their_edge():
    plan = plan_day([(unit("05:00"), unit("09:00"), "a"), (unit("17:00"), 288, "b")], OFFICE)

    assert [(box.start, box.end) for box in plan.boxes] == [(84, 108), (204, 216)]


def test_a_sliver_at_the_edge_is_still_half_an_hour_high_and_inside():
    plan = plan_day([(unit("05:00"), unit("07:05"), "a"), (unit("17:55"), 288, "b")], OFFICE)

    assert [(box.start, box.end) for box in plan.boxes] == [(84, 90), (210, 216)]


def test_the_last_minutes_of_the_day_fit_into_it():
    plan = plan_day([(287, 288, "late")], ALL_HOURS)

    assert [(box.start, box.end) for box in plan.boxes] == [(282, 288)]


# -- the lane -----------------------------------------------------------------------------------

WEEK = week_of(WEDNESDAY, OSLO).days
MON, TUE, WED, THU, FRI, SAT, SUN = WEEK
ONE = timedelta(days=1)


def rows(table):
    return [[bar and bar.item for bar in lane] for lane in table]


def test_a_bar_stands_in_the_same_row_on_all_its_days():
    table = lanes([(TUE, TUE + ONE, "travel"), (TUE, FRI + ONE, "expo")], WEEK)

    assert rows(table) == [
        [],
        ["expo", "travel"],
        ["expo"],
        ["expo"],
        ["expo"],
        [],
        [],
    ]


def test_a_row_above_is_left_free_where_its_bar_has_ended():
    table = lanes([(MON, WED, "a"), (TUE, THU, "b")], WEEK)

    assert rows(table)[:4] == [["a"], ["a", "b"], [None, "b"], []]


def test_a_row_is_used_again_after_its_bar():
    table = lanes([(MON, TUE, "a"), (MON, FRI, "b"), (TUE, WED, "c")], WEEK)

    assert rows(table)[:2] == [["b", "a"], ["b", "c"]]


def test_a_bar_knows_what_lies_outside_the_row_of_days():
    table = lanes([(MON - 3 * ONE, SUN + 5 * ONE, "leave")], WEEK)

    (bar,) = table[0]
    assert (bar.first, bar.days, bar.comes_from_before, bar.goes_on) == (MON, 7, True, True)


def test_a_bar_of_another_week_is_left_out():
    assert rows(lanes([(MON - ONE, MON, "a"), (SUN + ONE, SUN + 2 * ONE, "b")], WEEK)) == [[]] * 7


# -- common free time ---------------------------------------------------------------------------

NINE, TEN, ELEVEN, NOON = (datetime(2026, 6, 10, hour, tzinfo=UTC) for hour in (9, 10, 11, 12))


def test_free_time_is_what_nobody_has_taken():
    assert free_time([(TEN, ELEVEN)], (NINE, NOON)) == [(NINE, TEN), (ELEVEN, NOON)]


def test_overlapping_and_touching_times_leave_no_gap():
    busy = [(TEN, ELEVEN), (NINE, TEN), (NINE, ELEVEN)]

    assert free_time(busy, (NINE, NOON)) == [(ELEVEN, NOON)]


def test_what_lies_outside_the_span_takes_nothing_of_it():
    hour = timedelta(hours=1)

    assert free_time([(NINE - hour, NINE), (NOON, NOON + hour)], (NINE, NOON)) == [(NINE, NOON)]
    assert free_time([(NINE - hour, NOON + hour)], (NINE, NOON)) == []


def test_working_hours_are_shared_where_all_of_them_overlap():
    assert common_span([(NINE, ELEVEN), (TEN, NOON)]) == (TEN, ELEVEN)
    assert common_span([(NINE, TEN), (TEN, NOON)]) is None


def test_free_time_is_cut_into_meetings():
    half = timedelta(minutes=30)

    assert cut([(TEN, NOON - half)], 2 * half, half) == [(TEN, ELEVEN), (ELEVEN, NOON - half)]
    assert cut([(TEN, TEN + half / 2)], 2 * half, half) == []
