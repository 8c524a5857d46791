"""A follow-up for every member of a selection: looked at, made at once, taken back at once."""

import datetime
import uuid

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.models import Company, SelectionMember
from followups import changes, rounds
from followups.models import FollowUp, FollowUpType, Participant, Round
from tests.factories import (
    at,
    make_appointment,
    make_company,
    make_group,
    make_person,
    make_project,
    make_selection,
    make_user,
    working,
)
from tests.sent import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection(ingrid, lars):
    """Two companies of Ingrid's, one of Lars's, one of nobody's."""
    members = [
        make_company(name, owner=owner)
        for name, owner in (("A", ingrid), ("B", lars), ("C", ingrid), ("D", None))
    ]
    return make_selection("Invited", owner=ingrid, members=members)


def plan_of(selection):
    return reverse("followups:selection-plan", args=[selection.public_id])


def preview(client, selection, **values):
    url = plan_of(selection)
    data = fields_of(client.get(url)) | {"title": "Call them", "due_on": "12 June"}
    return client.post(url, data | values)


def confirm(client, selection, **values):
    """The form sent, its preview confirmed; the answer to that."""
    shown = preview(client, selection, **values)
    assert shown.status_code == 200, shown.text
    return client.post(plan_of(selection), fields_of(shown) | {"confirm": "1"})


def undo_of(response):
    tags = response.wsgi_request._messages._queued_messages[-1].extra_tags
    return reverse("followups:change-undo", args=[tags.removeprefix("undo:")])


def made():
    return FollowUp.objects.filter(deleted_at=None).order_by("company__name", "person__first_name")


MEETING = {"kind": "appointment", "date": "12 June", "start": "10:00", "end": "11:00"}


# -- the preview ---------------------------------------------------------------------------------


def test_the_preview_makes_nothing_and_says_what_would_be_made(as_ingrid, selection):
    page = preview(as_ingrid, selection, title="Ring {name}")

    assert "4 follow-ups will be planned" in page.text
    assert "Ring A</b>" in page.text
    assert "A · due Fri 12 June · Ingrid Solberg" in page.text
    assert not FollowUp.objects.exists()
    assert not Round.objects.exists()


def test_it_says_who_is_left_out_and_why(as_ingrid, selection):
    left = make_user("left", is_active=False)
    make_company("E", owner=left)
    Company.objects.filter(name="C").update(archived_at=at("2026-06-01 10:00"))
    member = {"selection": selection, "taken_in": 1}
    SelectionMember.objects.create(company=Company.objects.get(name="E"), **member)

    page = preview(as_ingrid, selection, owner="").text

    assert "2 follow-ups will be planned" in page
    assert "<dt>Nobody is its owner: 1</dt><dd>D</dd>" in page
    assert "<dt>The owner is no longer here: 1</dt><dd>E</dd>" in page
    assert "<dt>Archived: 1</dt><dd>C</dd>" in page


def test_it_counts_for_whom_and_conflicts(as_ingrid, ingrid, selection):
    make_appointment(ingrid, start="2026-06-12 10:30", end="2026-06-12 10:45", title="Secret")

    page = preview(as_ingrid, selection, owner="", **MEETING).text

    assert "<dt>Ingrid Solberg</dt><dd>2</dd>" in page
    assert "<dt>Lars Berg</dt><dd>1</dd>" in page
    assert '<dt>At a time that is taken</dt><dd class="late">2</dd>' in page
    assert "Secret" not in page


def test_what_was_typed_is_there_again_on_the_way_back(as_ingrid, selection):
    shown = preview(as_ingrid, selection, title="Ring {name}", location="Dock 7")

    form = as_ingrid.post(plan_of(selection), fields_of(shown) | {"change": "1"})

    assert form.status_code == 200
    assert 'value="Ring {name}"' in form.text
    assert 'value="Dock 7"' in form.text
    assert 'value="12 June"' in form.text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "Write a title."),
        ({"due_on": ""}, "A task needs a deadline."),
        ({"due_on": "30.2"}, "data-errors"),
        ({"owner": "x"}, "data-errors"),
        (MEETING | {"end": "9:00", "end_date": ""}, "The end is before the start."),
    ],
)
def test_a_wrong_form_is_refused_and_kept(as_ingrid, selection, wrong, told):
    page = preview(as_ingrid, selection, **{"location": "Dock 7"} | wrong)

    assert page.status_code == 400
    assert told in page.text
    assert 'value="Dock 7"' in page.text


@pytest.mark.parametrize("number", ["0", "-1", "201", "x", "9" * 30])
def test_a_wrong_number_a_day_is_refused_in_words(as_ingrid, selection, number):
    shown = preview(as_ingrid, selection, per_day=number)
    sent = fields_of(shown) | {"confirm": "1"}

    refused = as_ingrid.post(plan_of(selection), sent)

    assert shown.status_code == refused.status_code == 400
    assert "At most so many a day for each owner:" in refused.text
    assert not FollowUp.objects.exists()


def test_the_last_day_of_the_calendar_is_refused_in_words(as_ingrid, selection):
    page = preview(as_ingrid, selection, due_on="31.12.9999", per_day="1")

    assert page.status_code == 400
    assert not FollowUp.objects.exists()


# -- made at once --------------------------------------------------------------------------------


def test_each_becomes_an_ordinary_follow_up_of_the_planner(as_ingrid, ingrid, selection):
    response = confirm(as_ingrid, selection, title="Ring {name}", location="Dock 7")

    assert response["Location"] == reverse("crm:selection-detail", args=[selection.public_id])
    followups = list(made())
    assert [row.title for row in followups] == ["Ring A", "Ring B", "Ring C", "Ring D"]
    assert {row.company.name for row in followups} == {"A", "B", "C", "D"}
    for row in followups:
        assert (row.owner, row.created_by, row.kind) == (ingrid, ingrid, "task")
        assert (row.due_on, row.location) == (datetime.date(2026, 6, 12), "Dock 7")
        seat = row.participants.get()
        assert (seat.user, seat.role, seat.answer) == (ingrid, "organiser", "accepted")
        assert seat.listed_on == row.listed_on == datetime.date(2026, 6, 12)
        assert row.changes.get().verb == "create"
        assert row.uid == f"{row.public_id}@dagbok"


def test_one_made_with_many_is_the_same_as_one_made_alone(as_ingrid, ingrid, selection):
    confirm(as_ingrid, selection, title="Together", **MEETING)
    one = as_ingrid.get("/followups/new/appointment/")
    company = Company.objects.get(name="A")
    alone = {"title": "Together", "company": str(company.public_id), "company_text": "A"}

    as_ingrid.post("/followups/new/appointment/", fields_of(one) | MEETING | alone)

    apart = {"id", "public_id", "form_key", "uid", "title"}
    rows = FollowUp.objects.filter(company=company).values()
    first, second = ({key: row[key] for key in row.keys() - apart} for row in rows)
    assert first == second
    claims = Participant.objects.filter(followup__company=company).values()
    first, second = (
        {key: row[key] for key in row.keys() - {"id", "followup_id"}} for row in claims
    )
    assert first == second


def test_each_members_own_owner_gets_it_as_when_one_plans_for_a_colleague(
    as_ingrid, ingrid, lars, selection
):
    confirm(as_ingrid, selection, owner="")

    assert [(row.company.name, row.owner) for row in made()] == [
        ("A", ingrid),
        ("B", lars),
        ("C", ingrid),
    ]
    his = made().get(owner=lars)
    assert (his.created_by, his.assigned_by) == (ingrid, None)
    assert his.participants.get().user == lars


def test_a_chosen_colleague_gets_them_all(as_ingrid, lars, selection):
    confirm(as_ingrid, selection, owner=str(lars.public_id))

    assert {row.owner for row in made()} == {lars}


def test_contacts_bring_their_company_along(as_ingrid, ingrid):
    company = make_company("Moonbeam")
    persons = [make_person("Penny", company=company), make_person("Quentin")]
    selection = make_selection(owner=ingrid, members=persons)

    confirm(as_ingrid, selection, kind="call")

    assert {(row.person.first_name, row.company) for row in made()} == {
        ("Penny", company),
        ("Quentin", None),
    }
    assert {row.kind for row in made()} == {"call"}
    assert all(row.is_planned_call for row in made())


def test_a_project_is_taken_over_and_nothing_that_the_form_does_not_ask(as_ingrid, lars, selection):
    project = make_project(company=make_company("Other"))
    smuggled = {
        "participants": f"user:{lars.public_id}",
        "company": str(Company.objects.get(name="B").public_id),
        "completed": "on",
    }
    chosen = {"project": str(project.public_id), "project_text": str(project)}

    confirm(as_ingrid, selection, **chosen, **smuggled)

    assert {row.project for row in made()} == {project}
    assert [row.company.name for row in made()] == ["A", "B", "C", "D"]
    assert not any(row.is_completed for row in made())
    assert Participant.objects.count() == 4


@pytest.mark.parametrize("kind", ["appointment", "task", "call"])
def test_every_kind_can_be_planned(as_ingrid, selection, kind):
    values = MEETING if kind == "appointment" else {"kind": kind}

    confirm(as_ingrid, selection, **values)

    assert {row.kind for row in made()} == {kind}
    assert made().count() == 4


def test_a_private_round_is_private(as_ingrid, ingrid, selection):
    confirm(as_ingrid, selection, visibility="owner")

    assert {row.visibility for row in made()} == {"owner"}


def test_a_group_of_the_planner_may_see_them(as_ingrid, ingrid, selection):
    group = make_group("Board", [ingrid])

    confirm(as_ingrid, selection, visibility=f"group:{group.public_id}")

    assert {row.visible_group for row in made()} == {group}


def test_a_selection_kept_by_a_search_is_planned_for_as_it_is_now(as_ingrid, ingrid, selection):
    searched = make_selection("Searched", owner=ingrid, query="q=a")
    make_company("Another A")

    confirm(as_ingrid, searched)

    assert {row.company.name for row in made()} == {"A", "Another A"}


# -- over working days ---------------------------------------------------------------------------


def test_they_are_spread_over_the_working_days_of_their_owners(as_ingrid, ingrid, lars, selection):
    lars.preferences.working_hours = working("08:00", "16:00", days="5")  # Saturdays
    lars.preferences.save()

    confirm(as_ingrid, selection, owner="", per_day="1")

    days = [(row.company.name, row.due_on.isoformat()) for row in made()]
    assert days == [("A", "2026-06-12"), ("B", "2026-06-13"), ("C", "2026-06-15")]


def test_those_with_a_time_follow_one_another(as_ingrid, selection):
    confirm(as_ingrid, selection, per_day="3", **MEETING)

    starts = [row.starts_at for row in made()]
    assert starts == [
        at("2026-06-12 10:00"),
        at("2026-06-12 11:00"),
        at("2026-06-12 12:00"),
        at("2026-06-15 10:00"),
    ]


def test_no_more_follow_one_another_than_the_working_day_holds(as_ingrid, selection):
    late = MEETING | {"start": "14:00", "end": "15:00"}

    confirm(as_ingrid, selection, per_day="9", **late)

    starts = [row.starts_at for row in made()]
    assert starts == [
        at("2026-06-12 14:00"),
        at("2026-06-12 15:00"),
        at("2026-06-15 14:00"),
        at("2026-06-15 15:00"),
    ]


def test_a_spread_round_of_one_has_no_conflict_with_itself(as_ingrid, ingrid, lars, selection):
    stacked = preview(as_ingrid, selection, **MEETING).text
    spread = preview(as_ingrid, selection, per_day="4", **MEETING).text

    assert '<dd class="late">4</dd>' in stacked
    assert "At a time that is taken" not in spread


def test_whole_days_are_moved_whole(as_ingrid, selection):
    days = {"kind": "appointment", "date": "12 June", "start": "", "end": "", "all_day": "on"}

    confirm(as_ingrid, selection, per_day="2", **days)

    assert [row.starts_on.isoformat() for row in made()] == ["2026-06-12"] * 2 + ["2026-06-15"] * 2


def test_clashing_counts_each_new_span_once():
    assert rounds.clashing([], [(8, 9), (9, 10)]) == 0
    assert rounds.clashing([(7, 20)], [(8, 9), (9, 10), (20, 21)]) == 2
    assert rounds.clashing([], [(8, 12), (9, 10), (11, 13)]) == 3


# -- once, and back ------------------------------------------------------------------------------


def test_sent_twice_they_are_made_once(as_ingrid, selection):
    sent = fields_of(preview(as_ingrid, selection)) | {"confirm": "1"}

    as_ingrid.post(plan_of(selection), sent)
    again = as_ingrid.post(plan_of(selection), sent)

    assert again.status_code == 303
    assert made().count() == 4
    assert Round.objects.count() == 1


def test_the_key_of_somebody_elses_round_makes_nothing_and_breaks_nothing(
    as_ingrid, client, lars, selection
):
    key = str(uuid.uuid4())
    batch = {"batch": key, "title": "His", "planned_by": lars}
    Round.objects.create(selection=selection, planned_at=at("2026-06-01 10:00"), **batch)
    sent = fields_of(preview(as_ingrid, selection, form_key=key)) | {"confirm": "1"}

    response = as_ingrid.post(plan_of(selection), sent)

    assert response.status_code == 409
    assert not made().exists()


def test_one_undo_takes_back_all_of_them(as_ingrid, selection):
    response = confirm(as_ingrid, selection, owner="")

    as_ingrid.post(undo_of(response))

    assert not made().exists()
    assert FollowUp.objects.count() == 3
    page = as_ingrid.get(reverse("crm:selection-detail", args=[selection.public_id])).text
    assert "Call them" not in page


def test_the_undo_is_refused_as_a_whole_once_one_is_changed(as_ingrid, ingrid, selection):
    response = confirm(as_ingrid, selection)
    changes.tick(made().first(), done=True, by=ingrid, at=at("2026-06-10 12:00"))

    page = as_ingrid.post(undo_of(response), follow=True)

    assert "Not undone: Ingrid Solberg changed this since" in page.text
    assert made().count() == 4


def test_a_selection_that_changed_meanwhile_is_shown_again_first(as_ingrid, ingrid, selection):
    sent = fields_of(preview(as_ingrid, selection)) | {"confirm": "1"}
    Company.objects.filter(name="D").update(archived_at=at("2026-06-10 11:00"))

    response = as_ingrid.post(plan_of(selection), sent)

    assert response.status_code == 409
    assert "The selection has changed since you looked." in response.text
    assert not made().exists()
    again = as_ingrid.post(plan_of(selection), fields_of(response) | {"confirm": "1"})
    assert again.status_code == 303
    assert made().count() == 3


def test_nobody_to_plan_for_offers_nothing_to_confirm(as_ingrid, ingrid):
    selection = make_selection(owner=ingrid)

    shown = preview(as_ingrid, selection)
    response = as_ingrid.post(plan_of(selection), fields_of(shown) | {"confirm": "1"})

    assert "There is nobody to plan for." in shown.text
    assert 'name="confirm"' not in shown.text
    assert response.status_code == 200
    assert not Round.objects.exists()


# -- how many ------------------------------------------------------------------------------------


@pytest.fixture
def many(ingrid, monkeypatch):
    selection = make_selection(owner=ingrid)
    companies = [Company(name=f"Company {n:02}", owner=ingrid) for n in range(30)]
    Company.objects.bulk_create(companies)
    SelectionMember.objects.bulk_create(
        SelectionMember(selection=selection, company=company, taken_in=1)
        for company in Company.objects.all()
    )
    return selection


def test_more_than_fit_are_refused_in_words(as_ingrid, many, monkeypatch):
    monkeypatch.setattr(rounds, "MOST", 29)

    page = as_ingrid.get(plan_of(many), follow=True)

    assert "At most 29 follow-ups are planned at once." in page.text


def test_many_cost_as_many_queries_as_few(as_ingrid, ingrid, selection, many):
    with CaptureQueriesContext(connection) as few:
        confirm(as_ingrid, selection, per_day="2", **MEETING)
    with CaptureQueriesContext(connection) as lots:
        confirm(as_ingrid, many, per_day="2", **MEETING)

    assert made().count() == 4 + 34
    assert len(lots) <= len(few) + 3  # rows are written in batches


# -- who may -------------------------------------------------------------------------------------


def test_everybody_has_the_right_until_an_administrator_takes_it_away(
    as_ingrid, ingrid, lars, selection
):
    assert "Plan a follow-up for every member" in page_of(as_ingrid, selection)

    ingrid.groups.remove(Group.objects.get(name="Everyone"))

    assert "Plan a follow-up for every member" not in page_of(as_ingrid, selection)
    for response in (as_ingrid.get(plan_of(selection)), as_ingrid.post(plan_of(selection))):
        assert response.status_code == 403
    assert lars.has_perm(rounds.RIGHT)


def test_a_right_taken_from_the_role_is_gone_for_all(as_ingrid, selection):
    Group.objects.get(name="Everyone").permissions.clear()

    assert as_ingrid.get(plan_of(selection)).status_code == 403


def test_a_selection_one_may_not_see_is_not_found(as_ingrid, lars):
    secret = make_selection("Secret", owner=lars, visibility="owner")

    assert as_ingrid.get(plan_of(secret)).status_code == 404
    assert as_ingrid.post(plan_of(secret)).status_code == 404


# -- afterwards ----------------------------------------------------------------------------------


def page_of(client, selection):
    return client.get(reverse("crm:selection-detail", args=[selection.public_id])).text


def test_the_page_tells_what_was_planned_and_how_many_are_done(as_ingrid, ingrid, selection):
    confirm(as_ingrid, selection, title="Ring {name}")
    changes.tick(made().first(), done=True, by=ingrid, at=at("2026-06-10 12:00"))

    page = page_of(as_ingrid, selection)

    assert "Ring …</b>" in page
    assert "1 of 4 done" in page


def test_what_the_reader_may_not_see_is_neither_told_nor_counted(
    as_ingrid, client, ingrid, lars, selection
):
    confirm(as_ingrid, selection, title="Merger", owner="", visibility="owner")

    assert "0 of 2 done" in page_of(as_ingrid, selection)
    client.force_login(lars)
    assert "0 of 1 done" in page_of(client, selection)
    client.force_login(make_user("stranger"))
    assert "Merger" not in page_of(client, selection)


def test_the_rounds_of_a_page_cost_the_same_for_many(as_ingrid, ingrid, selection):
    confirm(as_ingrid, selection)
    page_of(as_ingrid, selection)
    with CaptureQueriesContext(connection) as one:
        page_of(as_ingrid, selection)
    for number in range(4):
        confirm(as_ingrid, selection, title=f"Round {number}")
    page_of(as_ingrid, selection)

    with CaptureQueriesContext(connection) as five:
        page_of(as_ingrid, selection)

    assert len(five) == len(one)


def test_without_a_type_that_is_offered_there_is_nothing_to_plan(as_ingrid, selection):
    FollowUpType.objects.exclude(kind="call").update(is_active=False)
    assert as_ingrid.get(plan_of(selection)).context["form"].initial["kind"] == "call"
    FollowUpType.objects.update(is_active=False)

    assert as_ingrid.get(plan_of(selection)).status_code == 404
