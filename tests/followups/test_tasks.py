import datetime

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from followups import changes, tasks
from followups.models import Change, FollowUp, Participant
from tests.factories import make_appointment, make_task, make_user

DAY = datetime.timedelta(days=1)


def trash(followup, at):
    followup.trash(at, followup.owner)
    changes.change(followup, verb="delete", by=followup.owner, at=at)


def test_what_lay_in_the_trash_for_thirty_days_is_deleted_for_good(db):
    now = timezone.now()
    owner = make_user()
    old, recent, kept = (make_appointment(owner) for _ in range(3))
    trash(old, now - 31 * DAY)
    trash(recent, now - 29 * DAY)

    tasks.empty_trash.call_local()

    assert set(FollowUp.objects.values_list("pk", flat=True)) == {recent.pk, kept.pk}
    assert not Participant.objects.filter(followup=old.pk).exists()
    assert not Change.objects.filter(followup=old.pk).exists()


def test_the_command_says_how_many_it_deleted(db, capsys):
    owner = make_user()
    for _ in range(2):
        trash(make_task(owner), timezone.now() - 40 * DAY)

    call_command("empty_trash")

    assert capsys.readouterr().out.startswith("Deleted from the trash: 2\n")


def test_sign_ins_that_have_run_out_are_forgotten(db):
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - DAY)
    Session.objects.create(session_key="new", session_data="", expire_date=now + DAY)

    tasks.clear_sessions.call_local()

    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
