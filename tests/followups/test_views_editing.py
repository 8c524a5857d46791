"""Creating, opening and changing follow-ups through their form."""

import datetime
import uuid

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from followups.models import Change, FollowUp, FollowUpType, Priority
from tests.factories import (
    at,
    make_all_day,
    make_appointment,
    make_call,
    make_group,
    make_resource,
    make_task,
    make_user,
    type_of,
)
from tests.sent import fields_of

pytestmark = pytest.mark.django_db

NEW_MEETING = "/followups/new/appointment/"
NEW_TASK = "/followups/new/task/"
NEW_CALL = "/followups/new/call/"
WEDNESDAY = datetime.date(2026, 6, 10)


def toasts(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def address(followup):
    return f"/followups/{followup.public_id}/"


def sent_by(as_ingrid, url):
    """What the browser would send of the form at `url`, untouched."""
    return fields_of(as_ingrid.get(url))


def test_a_new_meeting_is_saved_in_ones_own_diary(as_ingrid, ingrid):
    response = as_ingrid.post(
        NEW_MEETING,
        {"title": "Demo", "date": "10.6", "start": "13", "end": "14:00", "next": "/diary/day/"},
    )

    meeting = FollowUp.objects.get()
    assert (response.status_code, response["Location"]) == (303, "/diary/day/")
    assert (meeting.starts_at, meeting.ends_at) == (at("2026-06-10 13:00"), at("2026-06-10 14:00"))
    assert (meeting.owner, meeting.kind, meeting.title) == (ingrid, "appointment", "Demo")
    assert toasts(response) == ["Saved: Demo, Wed 10 June, 13:00–14:00"]


def test_without_a_page_to_return_to_one_comes_to_the_week_of_that_day(as_ingrid):
    response = as_ingrid.post(NEW_MEETING, {"title": "Demo", "date": "fri", "start": "9"})

    assert response["Location"] == "/diary/week/2026-06-12/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:x", "/\n"]
)
def test_nobody_is_sent_to_another_site(as_ingrid, elsewhere):
    data = {"title": "Demo", "date": "fri", "start": "9", "next": elsewhere}

    assert as_ingrid.post(NEW_MEETING, data)["Location"] == "/diary/week/2026-06-12/"


def test_the_form_is_filled_in_with_the_next_half_hour_and_the_preferred_length(as_ingrid, ingrid):
    ingrid.preferences.appointment_minutes = 45
    ingrid.preferences.save()

    initial = as_ingrid.get(NEW_MEETING).context["form"].initial

    assert initial["date"] == WEDNESDAY
    assert (initial["start"], initial["end"]) == (datetime.time(11, 30), datetime.time(12, 15))


@pytest.mark.parametrize(
    ("of_type", "chosen", "end"),
    [
        ({"minutes": 90}, {}, "14:30"),
        ({"minutes": 90}, {"appointment_minutes": 45}, "13:45"),
        ({"minutes": 90, "locks_minutes": True}, {"appointment_minutes": 45}, "14:30"),
        ({}, {"appointment_minutes": 45}, "13:45"),
    ],
)
def test_the_length_a_person_chose_holds_unless_the_type_locks_its_own(
    as_ingrid, ingrid, of_type, chosen, end
):
    if of_type:
        FollowUpType.objects.filter(pk=type_of("appointment").pk).update(**of_type)
    ingrid.preferences.choose(chosen, [])
    ingrid.preferences.save()

    as_ingrid.post(NEW_MEETING, {"title": "Demo", "date": "10.6", "start": "13:00", "end": ""})

    assert FollowUp.objects.get().ends_at == at(f"2026-06-10 {end}")


def test_a_planned_call_that_is_ticked_off_takes_the_length_its_type_locks(as_ingrid, ingrid):
    call = make_call(ingrid)
    FollowUpType.objects.filter(pk=call.type_id).update(minutes=40, locks_minutes=True)

    as_ingrid.post(f"{address(call)}complete/")

    call.refresh_from_db()
    assert call.duration == datetime.timedelta(minutes=40)


def test_the_form_is_filled_in_from_the_address(as_ingrid):
    initial = (
        as_ingrid.get(f"{NEW_MEETING}?date=2026-06-12&start=13:00&end=15:00&title=Visit")
        .context["form"]
        .initial
    )

    assert initial["title"] == "Visit"
    assert initial["date"] == datetime.date(2026, 6, 12)
    assert (initial["start"], initial["end"]) == (datetime.time(13), datetime.time(15))


def test_nonsense_in_the_address_is_passed_over(as_ingrid):
    response = as_ingrid.get(
        f"{NEW_MEETING}?date=30.2&start=25&company=x&diary=y&person={uuid.uuid4()}"
    )

    assert response.status_code == 200
    assert response.context["form"].initial["date"] == WEDNESDAY


def test_a_new_task_shows_today_as_its_deadline_and_no_clock_times(as_ingrid):
    initial = as_ingrid.get(NEW_TASK).context["form"].initial

    assert initial["due_on"] == WEDNESDAY
    assert (initial["start"], initial["end"]) == (None, None)


def test_a_task_has_a_deadline_and_takes_no_time(as_ingrid):
    response = as_ingrid.post(
        NEW_TASK, {"title": "Send quote", "due_on": "tomorrow", "due_time": "15"}
    )

    task = FollowUp.objects.get()
    assert (task.due_on, task.due_time) == (datetime.date(2026, 6, 11), datetime.time(15))
    assert (task.starts_at, task.starts_on) == (None, None)
    assert toasts(response) == ["Saved: Send quote, due Thu 11 June, 15:00"]


def test_a_task_with_start_and_end_stands_in_the_calendar_too(as_ingrid):
    as_ingrid.post(
        NEW_TASK, {"title": "Write", "due_on": "12.6", "date": "10.6", "start": "9", "end": "11"}
    )

    task = FollowUp.objects.get()
    assert (task.starts_at, task.due_on) == (at("2026-06-10 09:00"), datetime.date(2026, 6, 12))
    assert task.participants.get().starts_at == at("2026-06-10 09:00")


def test_a_task_without_a_deadline_is_refused_and_told_what_to_do(as_ingrid):
    response = as_ingrid.post(NEW_TASK, {"title": "Send quote", "due_on": "", "agenda": "typed"})

    assert response.status_code == 400
    assert "A task needs a deadline" in response.text
    assert "typed" in response.text
    assert not FollowUp.objects.exists()


def test_all_day_takes_whole_days(as_ingrid):
    as_ingrid.post(
        NEW_MEETING,
        {"title": "Expo", "date": "10.6", "end_date": "12.6", "all_day": "on", "start": "9"},
    )

    expo = FollowUp.objects.get()
    assert (expo.starts_on, expo.ends_on) == (WEDNESDAY, datetime.date(2026, 6, 13))
    assert expo.starts_at is None


def test_a_meeting_without_day_and_time_is_kept_in_activities(as_ingrid):
    response = as_ingrid.post(
        NEW_MEETING, {"title": "Some day", "date": "", "start": "", "end": ""}
    )

    assert FollowUp.objects.get().is_parked
    assert toasts(response) == ["Saved: Some day, without a time"]


def test_a_meeting_with_others_is_never_without_a_time(as_ingrid, lars):
    data = {
        "title": "x",
        "date": "",
        "start": "",
        "end": "",
        "participants": f"user:{lars.public_id}",
    }
    response = as_ingrid.post(NEW_MEETING, data)

    assert response.status_code == 400
    assert "A meeting with others needs a time" in response.text
    assert not FollowUp.objects.exists()


def test_an_end_before_the_start_is_refused_and_everything_typed_is_kept(as_ingrid):
    response = as_ingrid.post(
        NEW_MEETING,
        {"title": "Late", "date": "10 June", "start": "22", "end": "1:00", "location": "Pub"},
    )

    assert response.status_code == 400
    for kept in ("Late", "10 June", 'value="22"', 'value="1:00"', "Pub", "It ends the next day"):
        assert kept in response.text
    assert not FollowUp.objects.exists()


def test_one_button_lets_it_end_the_next_day(as_ingrid):
    data = {"title": "Late", "date": "10 June", "start": "22", "end": "1:00"}

    as_ingrid.post(NEW_MEETING, data | {"ends_next_day": "2026-06-10"})

    assert FollowUp.objects.get().ends_at == at("2026-06-11 01:00")


def test_working_day_fills_in_ones_hours_and_saves_nothing_yet(as_ingrid, ingrid):
    response = as_ingrid.post(NEW_MEETING, {"title": "", "date": "12.6", "working_day": "1"})

    form = response.context["form"]
    assert response.status_code == 200
    assert not form.errors
    assert (form["start"].value(), form["end"].value()) == ("08:00", "16:00")
    assert not FollowUp.objects.exists()


def test_a_moved_clock_is_told_in_the_toast(as_ingrid):
    response = as_ingrid.post(
        NEW_MEETING, {"title": "Night", "date": "2027-03-28", "start": "2:30"}
    )

    assert FollowUp.objects.get().starts_at == at("2027-03-28 03:30")
    assert "it became 03:30" in toasts(response)[0]


def test_times_are_those_of_the_chosen_zone(as_ingrid):
    data = {
        "title": "Call home",
        "date": "10.6",
        "start": "9",
        "end": "10",
        "time_zone": "new york",
    }

    response = as_ingrid.post(NEW_MEETING, data)

    meeting = FollowUp.objects.get()
    assert (meeting.time_zone, meeting.starts_at) == ("America/New_York", at("2026-06-10 15:00"))
    assert toasts(response) == ["Saved: Call home, Wed 10 June, 15:00–16:00"]


def test_an_unknown_zone_is_refused(as_ingrid):
    response = as_ingrid.post(NEW_MEETING, {"title": "x", "start": "9", "time_zone": "Mars/Base"})

    assert response.status_code == 400
    assert "Mars/Base" in response.text


def test_the_same_form_sent_twice_makes_one_follow_up(as_ingrid):
    data = {"title": "Demo", "date": "10.6", "start": "13", "form_key": str(uuid.uuid4())}

    answers = [as_ingrid.post(NEW_MEETING, data | {"next": "/diary/day/"}) for _ in range(2)]

    assert FollowUp.objects.count() == 1
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (303, "/diary/day/")
    ] * 2


def test_the_key_of_somebody_elses_form_makes_a_follow_up_of_ones_own(as_ingrid, lars):
    key = uuid.uuid4()
    make_appointment(lars, form_key=key)

    as_ingrid.post(
        NEW_MEETING, {"title": "Mine", "date": "10.6", "start": "13", "form_key": str(key)}
    )

    assert FollowUp.objects.filter(title="Mine").exists()


def test_quick_add_needs_a_title_and_a_time_only(as_ingrid):
    data = {"title": "Renewal", "kind": "appointment", "date": "2026-06-12", "start": "13:00"}

    as_ingrid.post(NEW_MEETING, data | {"end": "14:00", "company": "", "company_text": ""})

    meeting = FollowUp.objects.get()
    assert (meeting.starts_at, meeting.availability) == (at("2026-06-12 13:00"), "busy")
    assert meeting.priority.is_default
    assert meeting.visibility == "all"


def test_quick_add_late_in_the_evening_stands_on_the_day_clicked(as_ingrid, time_machine):
    """At 22:40 an empty form would end tomorrow; what is clicked elsewhere ends on its own day."""
    time_machine.move_to(at("2026-06-10 22:40"), tick=False)
    data = {"title": "Renewal", "kind": "appointment", "date": "2026-06-12", "start": "13:00"}

    as_ingrid.post(NEW_MEETING, data | {"end": "14:00"})

    assert FollowUp.objects.get().ends_at == at("2026-06-12 14:00")


def test_quick_add_of_a_task_is_due_on_the_day_clicked(as_ingrid):
    slot = {"date": "2026-06-12", "start": "13:00", "end": "14:00", "end_date": "2026-06-12"}

    as_ingrid.post(NEW_TASK, {"title": "Write", "kind": "task", **slot})

    task = FollowUp.objects.get()
    assert (task.due_on, task.starts_at) == (datetime.date(2026, 6, 12), at("2026-06-12 13:00"))


def test_quick_add_of_a_call_stands_where_it_was_clicked(as_ingrid):
    as_ingrid.post(
        NEW_CALL, {"title": "Ring", "kind": "call", "date": "2026-06-12", "start": "13:00"}
    )

    call = FollowUp.objects.get()
    assert (call.starts_at, call.ends_at) == (at("2026-06-12 13:00"), at("2026-06-12 13:15"))
    assert call.due_on is None


def test_quick_add_that_is_refused_comes_back_as_the_full_form(as_ingrid):
    response = as_ingrid.post(NEW_MEETING, {"title": "", "date": "2026-06-12", "start": "13:00"})

    assert response.status_code == 400
    assert 'class="fu"' in response.text
    assert 'value="2026-06-12"' in response.text


def test_a_meeting_made_in_a_colleagues_diary_is_theirs(as_ingrid, ingrid, lars):
    initial = as_ingrid.get(f"{NEW_MEETING}?diary={lars.public_id}").context["form"].initial

    assert initial["owner"] == lars


def test_a_meeting_made_with_several_diaries_shown_invites_them(as_ingrid, ingrid, lars):
    group = make_group(members=[ingrid, lars])

    initial = as_ingrid.get(f"{NEW_MEETING}?diary={group.public_id}").context["form"].initial

    assert initial["owner"] == ingrid
    assert [option.text for option in initial["participants"]] == ["Lars Berg"]


@pytest.mark.parametrize("make", [make_appointment, make_task, make_call, make_all_day])
def test_saving_an_untouched_form_changes_nothing(as_ingrid, ingrid, make):
    followup = make(ingrid, agenda="<p>One</p>", location="Oslo")
    was = FollowUp.objects.filter(pk=followup.pk).values().get()

    response = as_ingrid.post(address(followup), sent_by(as_ingrid, address(followup)))

    now = FollowUp.objects.filter(pk=followup.pk).values().get()
    changed = {name for name in now if now[name] != was[name]}
    assert response.status_code == 303
    assert changed <= {"version", "modified_at", "modified_by_id"}


def test_an_untouched_meeting_in_the_hour_that_comes_twice_stays_in_its_second_pass(
    as_ingrid, ingrid
):
    meeting = make_appointment(ingrid)
    late = datetime.datetime(2026, 10, 25, 1, 30, tzinfo=datetime.UTC)  # 02:30, second pass
    FollowUp.objects.filter(pk=meeting.pk).update(
        starts_at=late, ends_at=late + datetime.timedelta(hours=1)
    )

    as_ingrid.post(address(meeting), sent_by(as_ingrid, address(meeting)))

    assert FollowUp.objects.get().starts_at == late


def test_an_edit_changes_what_was_edited_and_can_be_undone(as_ingrid, ingrid):
    meeting = make_appointment(ingrid)
    data = sent_by(as_ingrid, address(meeting)) | {
        "title": "Kick-off",
        "start": "9",
        "end": "10:30",
    }

    response = as_ingrid.post(address(meeting), data)
    batch = Change.objects.filter(verb="edit").get().batch

    meeting.refresh_from_db()
    assert (meeting.title, meeting.ends_at) == ("Kick-off", at("2026-06-10 10:30"))
    (message,) = get_messages(response.wsgi_request)
    assert message.extra_tags == f"undo:{batch}"

    as_ingrid.post(f"/followups/undo/{batch}/")

    meeting.refresh_from_db()
    assert (meeting.title, meeting.starts_at) == ("Demo: route planner", at("2026-06-10 13:00"))


def test_only_the_owner_edits(as_ingrid, lars):
    meeting = make_appointment(lars)

    assert (
        as_ingrid.post(address(meeting), {"title": "Mine now", "version": "1"}).status_code == 404
    )
    assert FollowUp.objects.get().title == "Demo: route planner"
    response = as_ingrid.get(address(meeting))
    assert response.status_code == 200
    assert "<textarea" not in response.text


def test_a_private_one_of_a_colleague_is_like_one_that_does_not_exist(as_ingrid, lars):
    secret = make_appointment(lars, visibility="owner", title="Secret words")

    answers = [
        as_ingrid.get(address(secret)),
        as_ingrid.get(f"/followups/{uuid.uuid4()}/"),
        as_ingrid.get(f"{address(secret)}peek/"),
        as_ingrid.post(f"{address(secret)}copy/"),
        as_ingrid.post(f"{address(secret)}complete/"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert not any("Secret" in answer.text for answer in answers)


def test_a_completed_one_is_locked_and_offers_to_be_re_opened(as_ingrid, ingrid):
    meeting = make_appointment(ingrid, completed_at=timezone.now())

    response = as_ingrid.get(address(meeting))

    assert "Re-open and edit" in response.text
    assert "<textarea" not in response.text


def test_an_edit_of_a_completed_one_is_kept_until_it_is_re_opened(as_ingrid, ingrid):
    meeting = make_appointment(ingrid)
    data = sent_by(as_ingrid, address(meeting)) | {"title": "Late words"}
    as_ingrid.post(f"{address(meeting)}complete/")

    locked = as_ingrid.post(address(meeting), data | {"version": "2"})
    assert locked.status_code == 409
    assert "Late words" in locked.text
    assert FollowUp.objects.get().title == "Demo: route planner"

    as_ingrid.post(address(meeting), data | {"version": "2", "reopen": "1"})
    saved = FollowUp.objects.get()
    assert (saved.title, saved.completed_at) == ("Late words", None)


def test_the_completed_box_of_the_form_completes(as_ingrid, ingrid):
    meeting = make_appointment(ingrid)

    as_ingrid.post(address(meeting), sent_by(as_ingrid, address(meeting)) | {"completed": "on"})

    saved = FollowUp.objects.get()
    assert saved.is_completed
    assert saved.completed_by == ingrid


def test_a_new_owner_gets_it_and_the_former_one_is_remembered(as_ingrid, ingrid, lars):
    meeting = make_appointment(ingrid)
    data = sent_by(as_ingrid, address(meeting)) | {"owner": str(lars.public_id)}

    as_ingrid.post(address(meeting), data)

    meeting.refresh_from_db()
    assert (meeting.owner, meeting.assigned_by) == (lars, ingrid)
    assert set(meeting.participants.values_list("user", flat=True)) == {lars.pk}


@pytest.mark.parametrize("is_active", [False, None])
def test_nobody_is_given_what_they_cannot_open(as_ingrid, ingrid, is_active):
    gone = make_user(is_active=is_active).public_id if is_active is False else uuid.uuid4()

    response = as_ingrid.post(NEW_MEETING, {"title": "x", "start": "9", "owner": str(gone)})

    assert response.status_code == 400
    assert not FollowUp.objects.exists()


def test_the_history_says_who_changed_what(as_ingrid, ingrid):
    meeting = make_appointment(ingrid)
    data = sent_by(as_ingrid, address(meeting)) | {"title": "Kick-off", "start": "12"}
    as_ingrid.post(address(meeting), data)

    shown = as_ingrid.get(address(meeting)).context["history"]

    assert [line.what for line in shown] == ["Changed", "Created"]
    assert [tuple(part) for part in shown[0].parts] == [
        ("Title", "Demo: route planner", "Kick-off"),
        ("Time", "Wed 10 June, 13:00–14:00", "Wed 10 June, 12:00–13:00"),
    ]


def test_who_registered_and_last_changed_it_is_told_to_the_minute(
    as_ingrid, client, ingrid, lars, time_machine
):
    meeting = make_appointment(lars, title="Board")
    time_machine.move_to(at("2026-06-11 08:05"), tick=False)
    client.force_login(lars)
    client.post(address(meeting), sent_by(client, address(meeting)) | {"owner": ingrid.public_id})

    html = as_ingrid.get(address(meeting)).text

    assert 'title="Wed 10 June, 11:20">Registered Wed 10 June by Lars' in html
    assert 'title="Thu 11 June, 08:05">last modified Thu 11 June by Lars' in html


def test_the_history_tells_others_nothing_of_when_it_was_private(as_ingrid, client, ingrid, lars):
    meeting = make_appointment(ingrid, visibility="owner", title="Secret words")
    data = sent_by(as_ingrid, address(meeting)) | {"title": "Lunch", "visibility": "all"}
    as_ingrid.post(address(meeting), data)
    client.force_login(lars)

    response = client.get(address(meeting))

    assert response.status_code == 200
    assert "Secret" not in response.text
    assert [line.what for line in response.context["history"]] == ["Changed", "Created"]


def test_visible_for_is_a_group_of_ones_own_or_only_oneself(as_ingrid, ingrid, lars):
    own, other = make_group("Sales", [ingrid]), make_group("Support", [lars])
    data = {"title": "x", "date": "10.6", "start": "9"}

    as_ingrid.post(NEW_MEETING, data | {"visibility": f"group:{own.public_id}"})
    refused = as_ingrid.post(NEW_MEETING, data | {"visibility": f"group:{other.public_id}"})

    meeting = FollowUp.objects.get()
    assert (meeting.visibility, meeting.visible_group) == ("group", own)
    assert refused.status_code == 400


@pytest.mark.parametrize(
    ("preferred", "expected"), [("all", "all"), ("owner", "owner"), ("last", "owner")]
)
def test_new_ones_are_visible_as_one_prefers(as_ingrid, ingrid, preferred, expected):
    make_appointment(ingrid, visibility="owner")
    ingrid.preferences.default_visibility = preferred
    ingrid.preferences.save()

    assert as_ingrid.get(NEW_MEETING).context["form"].initial["visibility"] == expected


def test_the_agenda_is_stored_clean(as_ingrid):
    written = {"agenda_html": "<b>ok</b><script>bad()</script>"}
    data = {"title": "x", "date": "10.6", "start": "9"} | written

    as_ingrid.post(NEW_MEETING, data)

    assert FollowUp.objects.get().agenda == "<b>ok</b>"


def test_colleagues_who_are_busy_then_are_named_and_nothing_is_blocked(as_ingrid, ingrid, lars):
    make_appointment(lars, visibility="owner", title="Secret words")
    data = {"title": "Demo", "date": "10.6", "start": "13:30", "end": "14:30"}

    response = as_ingrid.post(NEW_MEETING, data | {"participants": f"user:{lars.public_id}"})

    assert response.status_code == 303
    assert toasts(response) == [
        "Saved: Demo, Wed 10 June, 13:30–14:30. Lars Berg is busy 13:00–14:00."
    ]


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("2026-06-10", "Lars Berg is busy Wed 10 June, all day."),
        ("2026-06-11", "Lars Berg is busy Wed 10 June – Thu 11 June, all day."),
    ],
)
def test_who_is_busy_for_whole_days_is_busy_all_day(as_ingrid, lars, last, said):
    make_all_day(lars, last=last)
    data = {"title": "Demo", "date": "10.6", "start": "13:30", "end": "14:30"}

    response = as_ingrid.post(NEW_MEETING, data | {"participants": f"user:{lars.public_id}"})

    assert toasts(response)[0].endswith(said)


def test_the_form_asks_the_database_a_bounded_number_of_times(
    as_ingrid, ingrid, lars, django_assert_max_num_queries
):
    guests = [make_user() for _ in range(5)]
    meeting = make_appointment(ingrid, users=guests)
    as_ingrid.get(NEW_MEETING)

    with django_assert_max_num_queries(9):
        as_ingrid.get(NEW_MEETING)
    with django_assert_max_num_queries(16):
        as_ingrid.get(address(meeting))


def test_an_inactive_priority_stays_on_what_has_it(as_ingrid, ingrid):
    high = Priority.objects.get(name="High")
    meeting = make_appointment(ingrid, priority=high)
    Priority.objects.filter(pk=high.pk).update(is_active=False)

    as_ingrid.post(address(meeting), sent_by(as_ingrid, address(meeting)) | {"title": "Still"})

    assert FollowUp.objects.get().priority == high


def test_the_cursor_starts_in_the_title_and_after_a_refusal_at_what_is_wrong(as_ingrid):
    fresh = as_ingrid.get(NEW_MEETING).text
    refused = as_ingrid.post(NEW_MEETING, {"title": ""}).text

    assert fresh.count("autofocus") == 1
    assert 'tabindex="-1" autofocus' in refused
    assert refused.count("autofocus") == 1


def test_a_form_with_a_room_sent_twice_is_not_refused_for_its_own_booking(as_ingrid):
    make_resource("Galdhøpiggen")
    data = {"title": "Demo", "date": "10.6", "start": "13", "form_key": str(uuid.uuid4())}
    data["resources_text"] = "Galdhøpiggen"

    responses = [as_ingrid.post(NEW_MEETING, data) for _ in range(2)]

    assert [response.status_code for response in responses] == [303, 303]
    assert FollowUp.objects.count() == 1


def test_busy_times_that_overlap_are_told_as_one(as_ingrid, lars):
    make_appointment(lars, start="2026-06-10 12:00", end="2026-06-10 13:00")
    make_appointment(lars, start="2026-06-10 12:30", end="2026-06-10 14:00")
    data = {"title": "Demo", "date": "10.6", "start": "12", "end": "15"}

    response = as_ingrid.post(NEW_MEETING, data | {"participants": f"user:{lars.public_id}"})

    assert toasts(response)[0].endswith("Lars Berg is busy 12:00–14:00.")


def test_one_shown_as_free_warns_of_nothing(as_ingrid, ingrid):
    make_appointment(ingrid)
    data = {"title": "Demo", "date": "10.6", "start": "13", "end": "14", "availability": "free"}

    assert toasts(as_ingrid.post(NEW_MEETING, data)) == ["Saved: Demo, Wed 10 June, 13:00–14:00"]
