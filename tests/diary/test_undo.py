"""The button in the toolbar that takes back what the reader did last."""

import datetime

import pytest

from followups import changes
from followups.models import Change, FollowUp
from tests.factories import NOW, make_task, make_user

WEEK = "/diary/week/"
ONE_HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def task(ingrid):
    return make_task(ingrid, title="Send the minutes")


@pytest.fixture
def lars():
    return make_user("lars")


def tick(followup, by, at=NOW):
    return changes.tick(FollowUp.objects.get(pk=followup.pk), done=True, by=by, at=at)


def offered(page):
    """The name of the button, or None while it has nothing to take back."""
    (button,) = [each for each in page.elements if each.attributes.get("id") == "undo"]
    return None if "disabled" in button.attributes else button["aria-label"]


def rename(followup, title, by):
    followup = FollowUp.objects.get(pk=followup.pk)
    followup.title = title
    return changes.change(followup, verb=Change.Verb.EDIT, by=by, at=NOW)


@pytest.mark.parametrize("view", ["day", "week", "month", "overview"])
def test_the_last_change_is_offered_by_name_in_every_view(see, ingrid, task, view):
    tick(task, ingrid)

    page = see(f"/diary/{view}/")

    assert offered(page) == "Undo (Completed: Send the minutes)"


def test_the_button_takes_it_back_and_offers_the_one_before(see, client, ingrid, task):
    rename(task, "Send the letter", ingrid)
    last = tick(task, ingrid)
    assert f'action="/followups/undo/{last.batch}/"' in see(WEEK).html

    client.post(f"/followups/undo/{last.batch}/", {"next": WEEK})

    assert FollowUp.objects.get(pk=task.pk).completed_at is None
    assert offered(see(WEEK)) == "Undo (Changed: Send the letter)"


def test_what_was_deleted_is_offered_too(see, ingrid, task):
    followup = FollowUp.objects.get(pk=task.pk)
    followup.trash(NOW, ingrid)
    changes.change(followup, verb=Change.Verb.DELETE, by=ingrid, at=NOW)

    assert offered(see(WEEK)) == "Undo (Deleted: Send the minutes)"


def test_without_a_change_the_button_waits(see, ingrid):
    assert offered(see(WEEK)) is None


def test_after_an_hour_it_is_not_offered_any_more(see, ingrid, task, time_machine):
    tick(task, ingrid)
    time_machine.move_to(NOW + ONE_HOUR + datetime.timedelta(minutes=1), tick=False)

    assert offered(see(WEEK)) is None


def test_what_somebody_else_did_is_not_offered(see, ingrid, lars):
    tick(make_task(lars), lars)

    assert offered(see(WEEK)) is None


def test_what_somebody_else_changed_since_is_left_out(see, ingrid, lars):
    task = make_task(lars, title="Joint", users=[ingrid])
    tick(task, ingrid)
    rename(task, "Ours", lars)

    assert offered(see(WEEK)) is None


def test_what_the_reader_may_not_see_any_more_is_not_named(see, ingrid, lars):
    task = make_task(lars, title="Confidential", users=[ingrid])
    tick(task, ingrid)
    FollowUp.objects.filter(pk=task.pk).update(visibility="owner")
    task.participants.filter(user=ingrid).delete()

    page = see(WEEK)

    assert offered(page) is None
    assert "Confidential" not in page.html


def test_several_of_which_somebody_else_changed_one_are_not_offered(see, ingrid, lars):
    joint = make_task(ingrid, title="Joint", users=[lars])
    drafts = [FollowUp.objects.get(pk=task.pk) for task in (joint, make_task(ingrid))]
    for followup in drafts:
        followup.trash(NOW, ingrid)
    changes.apply(changes.plan(drafts, verb=Change.Verb.DELETE, by=ingrid, at=NOW))
    assert offered(see(WEEK)).startswith("Undo (Deleted")

    rename(joint, "Ours", lars)

    assert not (offered(see(WEEK)) or "").startswith("Undo (Deleted")


def test_what_a_merger_changed_since_is_not_offered(see, ingrid, task):
    tick(task, ingrid)
    followup = FollowUp.objects.get(pk=task.pk)
    followup.title = "Of the merged company"

    changes.change(followup, verb=Change.Verb.MERGE, by=ingrid, at=NOW)

    assert offered(see(WEEK)) is None


def test_an_old_button_says_that_it_was_taken_back_already(see, client, ingrid, task):
    last = tick(task, ingrid)
    see(WEEK)
    address = f"/followups/undo/{last.batch}/"
    client.post(address, {"next": WEEK})
    assert offered(see(WEEK)) == "Undo (Created: Send the minutes)"

    answer = client.post(address, {"next": WEEK}, follow=True)

    assert "It was taken back already." in answer.content.decode()
