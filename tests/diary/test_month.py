from followups import changes
from tests.factories import NOW, make_all_day, make_appointment, make_task, make_user

MONTH = "/diary/month/"


def lines(page, iso):
    return [line for line in page.day(iso).children if line.tag == "li"]


def test_a_month_is_a_table_of_whole_weeks(see):
    page = see(MONTH)

    assert "June 2026 <small>Weeks 23–27</small>" in page.html
    dates = [
        each["data-date"]
        for each in page.elements
        if each.tag == "td" and "data-date" in each.attributes
    ]
    assert (dates[0], dates[-1], len(dates)) == ("2026-06-01", "2026-07-05", 35)


def test_days_of_other_months_the_weekend_and_today_are_marked(see):
    page = see(MONTH)

    assert page.day("2026-07-01").classes == ["out"]
    assert page.day("2026-06-13").classes == ["off"]
    assert page.day("2026-06-10").classes == ["today"]
    assert page.day("2026-06-10").links[0]["aria-current"] == "date"


def test_week_numbers_open_the_week_and_dates_the_day(see):
    page = see(MONTH)

    week = next(each for each in page.elements if each.attributes.get("aria-label") == "Week 25")
    assert week["href"] == "/diary/week/2026-06-15/"
    assert page.day("2026-06-18").links[0]["href"] == "/diary/day/2026-06-18/"


def test_every_day_has_a_way_to_plan_on_it_and_back(see):
    page = see(f"{MONTH}2026-06-10/?card=all")

    (new,) = page.day("2026-06-18").inside("add")
    assert new["aria-label"] == "New on Thursday 18 June"
    assert new["href"] == (
        "/followups/new/appointment/?date=2026-06-18"
        "&next=%2Fdiary%2Fmonth%2F2026-06-10%2F%3Fcard%3Dall"
    )
    form = see(new["href"]).context["form"]
    assert [str(form[name].value()) for name in ("date", "start")] == ["Thu 18 Jun 2026", "08:00"]


def test_a_follow_up_stands_on_its_day_with_its_time_and_state(see, ingrid):
    make_appointment(ingrid, title="Demo", start="2026-06-18 09:00", end="2026-06-18 10:00")
    done = make_appointment(ingrid, title="Old", start="2026-06-02 09:00", end="2026-06-02 10:00")
    changes.tick(done, done=True, by=ingrid, at=NOW)

    page = see(MONTH)

    assert lines(page, "2026-06-18")[0].words == "09:00Demo to 10:00, Meeting (external)"
    assert "done" in page.day("2026-06-02").links[2].classes
    assert page.day("2026-06-18").links[0]["aria-label"] == "Thursday 18 June, 1 follow-up"


def test_three_lines_fit_and_the_rest_is_counted(see, ingrid):
    for hour in range(9, 14):
        make_appointment(
            ingrid,
            title=f"At {hour}",
            start=f"2026-06-18 {hour:02}:00",
            end=f"2026-06-18 {hour:02}:30",
        )
    make_task(ingrid, title="Task", due_on="2026-06-18")

    page = see(MONTH)

    assert [line.text[5:10] for line in lines(page, "2026-06-18")] == ["At 9 ", "At 10", "At 11"]
    (more,) = page.day("2026-06-18").inside("more")
    assert (more.words, more["href"]) == ("+3", "/diary/day/2026-06-18/")
    assert more["aria-label"] == "3 more on Thursday 18 June"
    assert page.day("2026-06-18").links[0]["data-n"] == "6"


def test_exactly_three_need_no_number(see, ingrid):
    for hour in (9, 10, 11):
        make_appointment(ingrid, start=f"2026-06-18 {hour:02}:00", end=f"2026-06-18 {hour:02}:30")

    assert see(MONTH).day("2026-06-18").inside("more") == []


def test_tasks_tick_in_place(see, ingrid):
    make_task(ingrid, title="Tender", due_on="2026-06-17")

    (line,) = see(MONTH).day("2026-06-17").inside("due")

    assert line.inside("tick")[0]["form"] == "ticks"


def test_bars_are_cut_at_the_end_of_the_week_and_go_on_in_the_next(see, ingrid):
    make_all_day(ingrid, title="Leave", first="2026-06-12", last="2026-06-16")

    page = see(MONTH)

    bars = page.with_class("bar-ev")
    assert [bar.classes[1:] for bar in bars] == [
        ["start", "n3"],
        ["mid"],
        ["end"],
        ["start", "n2"],
        ["end"],
    ]


def test_what_lasts_longer_than_a_day_is_a_bar_with_its_times(see, ingrid):
    make_appointment(ingrid, title="Fair", start="2026-06-16 14:00", end="2026-06-18 12:00")

    bars = see(MONTH).with_class("bar-ev")

    assert {"start", "n3"} <= set(bars[0].classes)
    assert "Tue 14:00–Thu 12:00" in bars[0].text


def test_a_night_stands_on_both_its_days(see, ingrid):
    make_appointment(ingrid, title="Train", start="2026-06-17 22:00", end="2026-06-18 07:40")

    page = see(MONTH)

    assert lines(page, "2026-06-17")[0].text.startswith("22:00Train")
    assert lines(page, "2026-06-18")[0].text.startswith("–07:40Train")


def test_a_month_can_begin_on_sunday(see):
    page = see(MONTH, make_user(first_weekday=6))

    assert page.day("2026-05-31").classes == ["off", "out"]
