import datetime
import hashlib
import io
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F

from crm.models import Document, Person, User
from followups.demo import bokmal, story
from followups.demo.progress import Progress
from followups.models import Change, FollowUp, Participant, Resource
from tests.factories import make_user

DAY = datetime.date(2026, 6, 10)
OSLO = ZoneInfo("Europe/Oslo")


def fingerprint():
    followups = FollowUp.objects.order_by("pk").values_list(
        "public_id", "title", "owner__username", "company__name", "starts_at", "starts_on", "due_on"
    )
    claims = Participant.objects.order_by("pk").values_list(
        "user__username", "resource__name", "answer", "starts_at", "blocks", "completed_at"
    )
    people = Person.objects.order_by("pk").values_list("public_id", "first_name", "email")
    rows = [*followups, *claims, *people]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def told(seed, day):
    """The fingerprint of that demo, which leaves nothing behind."""
    with transaction.atomic():
        story.tell(seed=seed, today=day)
        result = fingerprint()
        transaction.set_rollback(True)
    return result


def local(instant):
    return instant.astimezone(OSLO)


@pytest.mark.django_db
def test_the_same_seed_and_day_make_the_same_demo():
    first = told(1, DAY)

    assert told(1, DAY) == first
    assert told(2, DAY) != first


@pytest.mark.django_db
@pytest.mark.parametrize("day", [datetime.date(2026, 3, 29), datetime.date(2026, 10, 25)])
def test_meetings_keep_the_wall_clock_when_the_clocks_change(day):
    story.tell(seed=1, today=day)

    meetings = FollowUp.objects.filter(title="Pipeline review", owner__username="lars")
    assert {local(meeting.starts_at).time() for meeting in meetings} == {datetime.time(10, 30)}
    train = FollowUp.objects.get(title="Night train to Bergen")
    assert local(train.ends_at).time() == datetime.time(6, 45)
    assert not FollowUp.objects.filter(ends_at__lte=F("starts_at")).exists()


@pytest.mark.django_db
def test_early_in_the_morning_nothing_of_that_day_is_done_yet():
    early = datetime.datetime(2026, 6, 10, 5, 47, tzinfo=OSLO)

    story.tell(seed=1, today=DAY, now=early)

    assert Change.objects.filter(at__lte=early).exists()
    assert not Change.objects.filter(at__gt=early).exists()
    assert not FollowUp.objects.filter(completed_at__gt=early).exists()
    assert not FollowUp.objects.filter(modified_at__gt=early).exists()
    assert not Participant.objects.filter(completed_at__gt=early).exists()
    assert not Document.objects.filter(modified_at__gt=early).exists()


@pytest.mark.django_db
def test_data_to_measure_with_has_fifty_people_over_five_years():
    story.tell(seed=1, today=DAY, size=2000)

    days = FollowUp.objects.order_by("listed_on").values_list("listed_on", flat=True)
    assert FollowUp.objects.count() == 2000
    assert User.objects.count() == 50
    assert days.first() < datetime.date(2022, 8, 1)
    assert days.last() > datetime.date(2027, 3, 1)
    assert not Change.objects.exists()


@pytest.mark.django_db
def test_a_second_run_changes_nothing():
    story.tell(seed=1, today=DAY)
    out = io.StringIO()

    call_command("demo", stdout=out)

    assert "here already" in out.getvalue()
    assert FollowUp.objects.count() == 1500


@pytest.mark.django_db
def test_a_database_in_use_is_left_alone():
    make_user("somebody")

    with pytest.raises(CommandError, match="already"):
        call_command("demo")

    assert User.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1999, 500_001, 0, -5])
def test_a_size_out_of_bounds_is_refused(size):
    with pytest.raises(CommandError, match="from 2000 to 500000"):
        call_command("demo", size=size)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "tomorrow"])
def test_a_day_that_cannot_be_told_is_refused(day):
    with pytest.raises(CommandError, match="--day"):
        call_command("demo", "--day", day)


def test_progress_is_told_as_count_and_percent():
    stream = io.StringIO()
    progress = Progress(stream)

    progress(500, 2000)
    progress(2000, 2000)

    assert "500 of 2,000 (25 %)" in stream.getvalue()
    assert "2,000 of 2,000 (100 %)" in stream.getvalue()


@pytest.mark.django_db
def test_a_norwegian_installation_gets_a_norwegian_demo(settings):
    settings.LANGUAGE_CODE = "nb"

    story.tell(seed=1, today=DAY)

    titles = set(FollowUp.objects.values_list("title", flat=True))
    assert {"Morgenmøte i salg", "Sende nytt tilbud", "Fysioterapeut", "Kaiomvisning"} <= titles
    assert not titles & (bokmal.BOKMAL.keys() - set(bokmal.BOKMAL.values()))
    assert User.objects.get(username="lars").title == "Salgssjef"
    assert Resource.objects.filter(name="Firmabil EL 24601", group__name="Biler og utstyr").exists()
