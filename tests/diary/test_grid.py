import datetime

from django.urls import reverse

from followups import changes
from tests.factories import (
    NOW,
    make_all_day,
    make_appointment,
    make_task,
    make_user,
    new_followup,
    save,
)

WEEK = "/diary/week/"


def tick(followup):
    changes.tick(followup, done=True, by=followup.owner, at=NOW)


def test_a_meeting_over_midnight_stands_on_both_days(see, ingrid):
    make_appointment(ingrid, title="Party", start="2026-06-10 22:00", end="2026-06-11 01:30")

    page = see(f"{WEEK}?hours=all")

    boxes = [box for box in page.with_class("ev") if "Party" in box.text]
    assert [set(box.classes) & {"s264", "e288", "s0", "e18"} for box in boxes] == [
        {"s264", "e288"},
        {"s0", "e18"},
    ]
    assert all("Wed 22:00–Thu 01:30" in box.text for box in boxes)


def test_a_meeting_of_several_days_fills_the_days_between(see, ingrid):
    make_appointment(ingrid, title="Fair", start="2026-06-09 14:00", end="2026-06-11 12:00")

    page = see(WEEK)

    spans = [
        tuple(name for name in box.classes if name[0] in "se" and name[1:].isdigit())
        for box in page.with_class("ev")
    ]
    assert spans == [("s168", "e216"), ("s84", "e216"), ("s84", "e144")]


def test_what_lies_outside_the_shown_hours_stands_at_the_edge(see, ingrid):
    make_appointment(ingrid, title="Flight", start="2026-06-14 18:30", end="2026-06-14 20:00")
    make_appointment(ingrid, title="Run", start="2026-06-10 05:00", end="2026-06-10 05:30")
    make_appointment(ingrid, title="Swim", start="2026-06-10 06:00", end="2026-06-10 06:30")

    page = see(WEEK)

    late, early = sorted(page.with_class("later"), key=lambda chip: "earlier" in chip.classes)
    assert (late.words, late["href"]) == ("18:30 Flight", "/diary/day/2026-06-14/?hours=all")
    assert early.words == "+2 earlier: 05:00 Run, 06:00 Swim"
    day = see(early["href"])
    assert {"s60", "s72"} <= {name for box in day.with_class("ev") for name in box.classes}


# -- the lane -----------------------------------------------------------------------------------


def test_an_all_day_meeting_is_a_bar_over_its_days(see, ingrid):
    expo = make_all_day(ingrid, title="Expo", first="2026-06-10", last="2026-06-12")

    page = see(WEEK)

    bars = page.with_class("bar-ev")
    assert [bar.classes[1:] for bar in bars] == [["start", "n3"], ["mid"], ["end"]]
    assert bars[0].words == "Expo, all day, Meeting (external)"
    assert all(bar.links[0]["href"].endswith(f"/{expo.public_id}/") for bar in bars)
    assert bars[1].links[0]["tabindex"] == "-1"
    assert bars[1].words == "Expo, continued"


def test_a_bar_from_last_week_begins_again_on_the_first_day(see, ingrid):
    make_all_day(ingrid, title="Leave", first="2026-06-01", last="2026-06-30")

    page = see(WEEK)

    first = page.with_class("bar-ev")[0]
    assert {"start", "n7"} <= set(first.classes)
    assert first.inside("mut")[0].words == "until Tue 30 June"


def test_bars_keep_their_row_through_the_week(see, ingrid):
    make_all_day(ingrid, title="First", first="2026-06-08", last="2026-06-09")
    make_all_day(ingrid, title="Second", first="2026-06-09", last="2026-06-10")

    wednesday = see(WEEK).day("2026-06-10").inside("lane")[0]

    assert [line.classes for line in wednesday.children if line.tag == "li"] == [
        ["gap"],
        ["bar-ev", "end"],
    ]


def test_all_day_dates_do_not_move_with_the_zone_of_the_reader(see):
    reader = make_user(time_zone="America/Los_Angeles")
    make_all_day(reader, title="Expo", first="2026-06-11", last="2026-06-11")

    page = see(WEEK, reader)

    assert "Expo" in page.day("2026-06-11").text
    assert "Expo" not in page.day("2026-06-10").text


def test_due_tasks_tick_in_place_with_one_form(see, ingrid):
    task = make_task(ingrid, title="Send quote")
    done = make_task(ingrid, title="Send minutes", due_on="2026-06-08")
    tick(done)

    page = see(WEEK)

    (form,) = [each for each in page.elements if each.attributes.get("id") == "ticks"]
    assert form["method"] == "post"
    open_, closed = (
        next(line for line in page.with_class("due") if title in line.text)
        for title in ("Send quote", "Send minutes")
    )
    (button,) = open_.inside("tick")
    complete = reverse("followups:follow-up-complete", args=[task.public_id])
    assert (button["form"], button["formaction"]) == ("ticks", complete)
    assert (button["role"], button["aria-checked"]) == ("checkbox", "false")
    assert button["aria-label"] == "Completed: Send quote"
    assert closed.inside("tick")[0]["aria-checked"] == "true"
    reopen = reverse("followups:follow-up-reopen", args=[done.public_id])
    assert closed.inside("tick")[0]["formaction"] == reopen


def test_a_tick_in_the_lane_completes_and_comes_back(client, see, ingrid):
    task = make_task(ingrid, title="Send quote")
    button = see(WEEK).one("due").inside("tick")[0]

    response = client.post(button["formaction"], {"next": WEEK})

    assert (response.status_code, response["Location"]) == (303, WEEK)
    task.refresh_from_db()
    assert task.is_completed


def test_an_overdue_task_says_by_how_much(see, ingrid):
    make_task(ingrid, title="Forecast", due_on="2026-06-08")
    make_task(ingrid, title="Quote", due_on="2026-06-10")
    make_task(ingrid, title="Risks", due_on="2026-06-11")

    page = see(WEEK)

    assert [line.classes for line in page.with_class("due")] == [
        ["due", "over"],
        ["due", "today"],
        ["due"],
    ]
    assert "2 days overdue" in page.with_class("due")[0].text


def test_more_lines_than_the_lane_holds_are_counted(see, ingrid):
    for number in range(11):
        make_task(ingrid, title=f"Task {number}")

    page = see(WEEK)

    assert len(page.with_class("due")) == 4
    assert [each.words for each in page.with_class("more") if each.tag == "a"] == ["+7"]
    assert len(see("/diary/day/").with_class("due")) == 11


def test_a_task_of_a_colleague_cannot_be_ticked(see):
    lars = make_user("lars")
    make_task(lars, title="Report")

    page = see(f"{WEEK}?diary={lars.public_id}")

    (button,) = page.one("due").inside("tick")
    assert "disabled" in button.attributes
    assert "formaction" not in button.attributes


# -- the nights when the clocks change ----------------------------------------------------------


def test_the_spring_night_has_its_meetings_and_says_so(see, ingrid):
    make_appointment(ingrid, title="Watch", start="2026-03-29 01:30", end="2026-03-29 03:30")

    page = see("/diary/day/2026-03-29/?hours=all")

    assert {"s18", "e42"} <= set(page.box("Watch").classes)
    assert "01:30 to 03:30" in page.box("Watch").text
    assert "The clocks go forward at 02:00" in page.html


def test_the_autumn_night_tells_its_two_passes_apart(see, ingrid):
    make_call_in_utc(ingrid, "first", "2026-10-25 00:15", "2026-10-25 00:45")
    make_call_in_utc(ingrid, "second", "2026-10-25 01:15", "2026-10-25 01:45")

    page = see("/diary/day/2026-10-25/?hours=all")

    assert "02:15 CEST" in page.box("first").text
    assert "02:15 CET" in page.box("second").text
    assert {"s27", "c0", "n2"} <= set(page.box("first").classes)
    assert {"s27", "c1", "n2"} <= set(page.box("second").classes)
    assert "The clocks go back at 03:00" in page.html


def make_call_in_utc(owner, title, start, end):
    span = (
        datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC) for text in (start, end)
    )
    call = new_followup("call", owner, {"title": title})
    call.reschedule(*span)
    return save(call)


def test_every_day_of_the_week_of_a_clock_change_is_there(see):
    for sunday in ("2026-03-29", "2026-10-25"):
        assert len(see(f"{WEEK}{sunday}/").with_class("day")) == 7
