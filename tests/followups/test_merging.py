"""Follow-ups move along when companies and contacts are merged; nothing hidden is told."""

import pytest
from django.test import Client
from django.urls import reverse

from followups import changes as doors
from followups.history import followup_values
from followups.merging import seated
from followups.models import Change, FollowUp, Participant
from followups.seats import Seat, invited, seats_of
from tests.crm.test_editing import undo_of
from tests.crm.test_merging import main_of, merge, page_of, sent
from tests.factories import (
    NOW,
    make_appointment,
    make_company,
    make_person,
    make_resource,
    make_task,
    make_user,
    new_followup,
)
from tests.followups.test_races import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return make_company("Moonbeam AS"), make_company("Moonbeam Ltd")


@pytest.fixture
def contacts():
    return make_person("Penny", "Rung"), make_person("Penelope", "Rung")


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def meeting(owner, *, seats=(), **fields):
    followup = new_followup("appointment", owner, fields)
    followup.reschedule(NOW, NOW.replace(hour=11))
    doors.change(followup, verb="create", by=owner, at=NOW, seats=seats)
    return followup


def states():
    claims = Participant.objects.order_by("followup", "user", "person", "email")
    return (
        [followup_values(row, seats_of(row)) for row in FollowUp.objects.order_by("pk")],
        list(claims.values_list("user", "person", "email", "starts_at", "blocks", "listed_on")),
    )


def trash(followup, by):
    followup.trash(NOW, by)
    doors.change(followup, verb="delete", by=by, at=NOW)


PRIVATE = dict.fromkeys(("title", "agenda", "internal_notes", "location"), "Quokka")
PRIVATE |= {"visibility": "owner"}


# -- moved along ---------------------------------------------------------------------------------


def test_all_follow_ups_move_hidden_and_thrown_away_ones_too(as_ingrid, ingrid, lars, pair):
    kept, gone = pair
    rows = [
        make_appointment(ingrid, company=gone, resources=[make_resource()]),
        make_task(lars, company=gone),
        meeting(lars, **PRIVATE, company=gone),
        make_task(lars, title="Thrown away", company=gone),
    ]
    trash(rows[3], lars)
    versions = [row.version for row in rows]

    merge(as_ingrid, kept, gone)

    assert {fresh(row).company for row in rows} == {kept}
    assert [fresh(row).version for row in rows] == [version + 1 for version in versions]
    changes = Change.objects.filter(verb="merge")
    assert {change.followup_id for change in changes} == {row.pk for row in rows}
    assert {change.actor for change in changes} == {ingrid}
    assert fresh(rows[3]).deleted_at is not None


def test_the_history_of_a_follow_up_tells_its_owner(as_ingrid, ingrid, pair):
    kept, gone = pair
    task = make_task(ingrid, company=gone)
    merge(as_ingrid, kept, gone)

    page = as_ingrid.get(reverse("followups:follow-up-detail", args=[task.public_id]))

    assert "Customer merged" in page.text
    assert "Moonbeam Ltd" in page.text


def test_a_contact_keeps_its_place_among_the_participants(as_ingrid, ingrid, contacts):
    kept, gone = contacts
    about = meeting(ingrid, person=gone, seats=invited(persons=[gone.pk]))
    other = meeting(ingrid, seats=invited(persons=[gone.pk], emails=["x@example.com"]))

    merge(as_ingrid, kept, gone)

    assert fresh(about).person == kept
    assert [seat.person for seat in seats_of(fresh(about))] == [None, kept.pk]
    assert {seat.email for seat in seats_of(fresh(other))} == {"", "x@example.com"}
    assert not Participant.objects.filter(person=gone).exists()


def test_two_seats_of_the_same_contact_become_one(as_ingrid, ingrid, contacts):
    kept, gone = contacts
    followup = meeting(ingrid, seats=invited(persons=[kept.pk, gone.pk]))
    before = states()

    response = merge(as_ingrid, kept, gone)

    assert [seat.person for seat in seats_of(fresh(followup)) if seat.person] == [kept.pk]
    as_ingrid.post(undo_of(response))
    assert states() == before


def test_of_two_seats_the_answer_and_the_stronger_part_stay():
    silent = Seat(person=1, role="optional")
    answered = Seat(person=2, role="required", answer="accepted", gets_mail=True)

    seats = seated((Seat(user=7, role="organiser"), silent, answered), 1, [2])

    assert seats[1:] == (Seat(person=1, role="required", answer="accepted", gets_mail=True),)
    assert seated((silent,), 1, [2]) == (silent,)
    assert seated((Seat(user=7),), 1, [2]) == (Seat(user=7),)


# -- counted -------------------------------------------------------------------------------------


def counted(response):
    for label, numbers in response.context["counts"]:
        if str(label) == "Follow-ups":
            return [number for _record, number in numbers]
    raise AssertionError


def test_only_what_the_reader_may_see_is_counted(as_ingrid, ingrid, lars, pair):
    kept, gone = pair
    make_task(ingrid, company=gone)
    make_task(lars, company=gone)
    meeting(lars, **PRIVATE, company=gone)
    trash(make_task(ingrid, title="Thrown away", company=kept), ingrid)

    assert counted(page_of(as_ingrid, kept, gone)) == [0, 2]
    as_ingrid.force_login(lars)
    assert counted(page_of(as_ingrid, kept, gone)) == [0, 3]


def test_a_contact_is_counted_once_for_each_follow_up(as_ingrid, ingrid, lars, contacts):
    kept, gone = contacts
    meeting(ingrid, person=gone, seats=invited(persons=[gone.pk]))
    meeting(ingrid, person=kept, seats=invited(persons=[gone.pk]))
    meeting(ingrid, seats=invited(persons=[gone.pk]))
    meeting(lars, seats=invited(persons=[gone.pk]), **PRIVATE)

    assert counted(page_of(as_ingrid, kept, gone)) == [1, 3]


def test_a_word_of_a_hidden_follow_up_stands_nowhere_on_the_way(as_ingrid, lars, pair):
    kept, gone = pair
    hidden = meeting(lars, **PRIVATE, company=gone)
    url = reverse("crm:company-duplicates")

    answers = [as_ingrid.get(url), page_of(as_ingrid, kept, gone)]
    without = main_of(answers[1])
    answers.append(merge(as_ingrid, kept, gone))
    undo = undo_of(answers[-1])
    answers.append(as_ingrid.get(reverse("crm:company-detail", args=[kept.public_id])))
    answers.append(as_ingrid.post(undo, follow=True))

    assert [answer for answer in answers if "quokka" in answer.text.casefold()] == []
    assert "Undone." in answers[-1].text
    assert fresh(hidden).company == gone
    # the page is the same, to the letter, when there is nothing hidden
    Change.objects.filter(followup=hidden).delete()
    Participant.objects.filter(followup=hidden).delete()
    FollowUp.objects.filter(pk=hidden.pk).delete()
    assert words_of(main_of(page_of(as_ingrid, kept, gone))) == words_of(without)


def words_of(html):
    """Without what differs from one request to the next: tokens and versions."""
    lines = html.splitlines()
    return [line for line in lines if "csrf" not in line and "version_" not in line]


# -- undone --------------------------------------------------------------------------------------


def test_one_undo_brings_back_every_follow_up_exactly(as_ingrid, ingrid, lars, contacts):
    kept, gone = contacts
    meeting(ingrid, person=gone, seats=invited(persons=[gone.pk], users=[lars.pk]))
    meeting(lars, person=gone, seats=invited(persons=[kept.pk]), **PRIVATE)
    make_task(lars, person=kept)
    trash(make_task(ingrid, title="Thrown away", person=gone), ingrid)
    before = states()
    response = merge(as_ingrid, kept, gone)
    assert states() != before

    as_ingrid.post(undo_of(response))

    assert states() == before
    assert fresh(gone).merged_into is None


def test_undo_is_refused_whole_where_the_company_of_a_follow_up_was_changed(
    as_ingrid, ingrid, lars, pair
):
    kept, gone = pair
    seen = make_task(lars, title="Send the offer", company=gone)
    response = merge(as_ingrid, kept, gone)
    move_away(seen, lars)

    told = as_ingrid.post(undo_of(response), follow=True)

    assert "Not undone: Lars Berg changed “Send the offer” since." in told.text
    assert fresh(gone).merged_into == kept


def test_a_refusal_does_not_name_a_hidden_follow_up(as_ingrid, lars, pair):
    kept, gone = pair
    hidden = meeting(lars, **PRIVATE, company=gone)
    response = merge(as_ingrid, kept, gone)
    move_away(hidden, lars)

    told = as_ingrid.post(undo_of(response), follow=True)

    assert "Not undone: something in it was changed since." in told.text
    assert "Quokka" not in told.text
    assert "Lars" not in told.text


def move_away(followup, by):
    followup = fresh(followup)
    followup.company = None
    doors.change(followup, verb="edit", by=by, at=NOW)


def test_other_changes_since_stay(as_ingrid, ingrid, pair):
    kept, gone = pair
    task = make_task(ingrid, company=gone)
    response = merge(as_ingrid, kept, gone)
    task = fresh(task)
    task.title = "Renamed"
    doors.change(task, verb="edit", by=ingrid, at=NOW)

    as_ingrid.post(undo_of(response))

    assert (fresh(task).title, fresh(task).company) == ("Renamed", gone)


def test_what_moved_along_is_never_taken_back_without_the_records(as_ingrid, ingrid, pair):
    kept, gone = pair
    task = make_task(ingrid, company=gone)
    merge(as_ingrid, kept, gone)
    batch = Change.objects.get(verb="merge").batch

    response = as_ingrid.post(reverse("followups:change-undo", args=[batch]))

    assert response.status_code == 404
    assert fresh(task).company == kept
    last = doors.last_undoable(ingrid, NOW.replace(hour=0))
    assert last is None or last.verb != "merge"


# -- at once -------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_mergers_at_once_in_opposite_directions_one_wins(client):
    ingrid = make_user("ingrid")
    one, other = make_company("Moonbeam AS"), make_company("Moonbeam Ltd")
    tasks = [make_task(ingrid, company=company) for company in (one, other)]
    client.force_login(ingrid)
    page = page_of(client, one, other)
    forms = [sent(page, keep=one), sent(page, keep=other)] * 2
    clients = [Client() for _ in forms]
    for each in clients:
        each.force_login(ingrid)

    answers = together(
        lambda number: clients[number].post(reverse("crm:company-merge"), forms[number]),
        range(len(forms)),
    )

    assert [answer.status_code for answer in answers] == [303] * len(forms)
    kept = {fresh(task).company_id for task in tasks}
    assert len(kept) == 1
    merged = [company for company in (fresh(one), fresh(other)) if company.merged_into_id]
    assert [company.merged_into_id for company in merged] == list(kept)


@pytest.mark.django_db(transaction=True)
def test_a_follow_up_changed_during_the_merger_loses_nothing(client):
    ingrid = make_user("ingrid")
    kept, gone = make_company("Moonbeam AS"), make_company("Moonbeam Ltd")
    tasks = [make_task(ingrid, company=gone) for _ in range(8)]
    client.force_login(ingrid)

    def act(number):
        if number == 0:
            return merge(client, kept, gone)
        mine = fresh(tasks[number])
        mine.title = f"Renamed {number}"
        return doors.change(mine, verb="edit", by=ingrid, at=NOW)

    results = together(act, range(8))

    assert [result for result in results if isinstance(result, Exception)] == []
    assert {fresh(task).company for task in tasks} == {kept}
    for number, result in enumerate(results[1:], 1):
        if result.done:
            assert fresh(tasks[number]).title == f"Renamed {number}"


def test_many_follow_ups_cost_so_many_queries_each(
    as_ingrid, ingrid, pair, django_assert_max_num_queries
):
    kept, gone = pair
    for _ in range(20):
        make_task(ingrid, company=gone)

    with django_assert_max_num_queries(60 + 20 * 5):
        merge(as_ingrid, kept, gone)
