import datetime
import itertools
import re
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.db.models import F

from crm import selections
from crm.models import (
    Company,
    CustomField,
    Document,
    Person,
    Preferences,
    Project,
    Sale,
    Selection,
    User,
)
from followups import changes
from followups.demo import bokmal, customers, names, scenes, story, writing
from followups.models import Alarm, Change, FollowUp, Kind, Participant, Resource
from followups.seats import Seat, fill_row, seats_of

DAY = datetime.date(2026, 6, 10)
OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo of one day, for all tests of this file that only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        story.tell(seed=1, today=DAY)
        yield
        transaction.set_rollback(True)


def local(instant):
    return instant.astimezone(OSLO)


@pytest.mark.django_db
def test_the_demo_is_as_big_as_promised(demo):
    counts = {model.__name__: model.objects.count() for model in (User, Company, Person, Sale)}

    assert counts == {"User": 8, "Company": 60, "Person": 150, "Sale": 40}
    assert (Project.objects.count(), Resource.objects.count()) == (8, 6)
    assert Document.objects.count() == 40
    assert Selection.objects.count() == 6
    assert FollowUp.objects.count() == 1500
    assert Preferences.objects.count() == 8
    assert all(project.members.exists() for project in Project.objects.all())
    assert not Company.objects.filter(search_key="").exists()


@pytest.mark.django_db
def test_the_demo_shows_fields_that_an_administrator_made(demo):
    until, newsletter, travel = (
        CustomField.objects.get(name=name)
        for name in ("Contract until", "Newsletter", "Travel (km)")
    )

    driven = FollowUp.objects.filter(custom__has_key=travel.key)
    assert CustomField.objects.count() == 3
    assert Company.objects.filter(custom__has_key=until.key).count() > 20
    assert Person.objects.filter(custom__has_key=newsletter.key).count() > 20
    assert driven.count() > 50
    assert {row.type for row in driven} == set(travel.followup_types.all())


@pytest.mark.django_db
def test_every_selection_of_the_demo_holds_some_and_has_its_norwegian_name(demo):
    for selection in Selection.objects.all():
        records = selections.section_of(selection).model.objects.all()

        assert selections.members_of(selection, records).count() >= 5
        assert selection.name in bokmal.BOKMAL


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["ingrid", "lars", "admin"])
def test_people_of_the_demo_sign_in(demo, client, username):
    assert client.login(username=username, password="dagbok")


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["ingrid", "lars", "jonas", "amara", "sofie"])
def test_today_is_busy(demo, username):
    claims = Participant.objects.filter(user__username=username, listed_on=DAY)

    assert claims.exclude(starts_at=None).count() >= 4
    assert claims.count() >= 8


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wanted",
    [
        {"completed_at__isnull": False, "kind": Kind.TASK},
        {"completed_at": None, "due_on__lt": DAY},
        {"completed_at": None, "kind": Kind.APPOINTMENT, "ends_at__date__lt": DAY},
        {"starts_on__isnull": False, "ends_on": F("starts_on") + datetime.timedelta(days=1)},
        {"starts_on__isnull": False, "ends_on__gt": F("starts_on") + datetime.timedelta(days=1)},
        {"ends_at__gt": F("starts_at") + datetime.timedelta(days=1)},
        {"visibility": "owner"},
        {"visibility": "group", "visible_group__isnull": False},
        {"kind": Kind.CALL, "starts_at": None, "completed_at": None},
        {"kind": Kind.CALL, "starts_at__isnull": False, "due_on": None},
        {"kind": Kind.CALL, "starts_at__isnull": False, "due_on__isnull": False},
        {"kind": Kind.TASK, "due_time__isnull": False},
        {"kind": Kind.TASK, "starts_at__isnull": False},
        {"kind": Kind.APPOINTMENT, "starts_at": None, "starts_on": None},
        {"availability": "tentative"},
        {"availability": "free", "starts_at__isnull": False},
        {"priority__is_high": True},
        {"agenda__contains": "<li>"},
        {"internal_notes__contains": "<p>"},
        {"location__contains": "Galdhøpiggen"},
        {"video_url__startswith": "https://"},
        {"sale__isnull": False, "person__isnull": False},
        {"project__isnull": False},
    ],
)
def test_every_sort_of_follow_up_is_there(demo, wanted):
    assert FollowUp.objects.filter(**wanted).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["accepted", "tentative", "declined", "needs_action"])
def test_every_answer_is_there(demo, answer):
    assert Participant.objects.filter(role="required", answer=answer).exists()
    assert Alarm.objects.exists()


@pytest.mark.django_db
def test_something_runs_over_midnight(demo):
    rows = FollowUp.objects.exclude(starts_at=None).values_list("starts_at", "ends_at")

    assert any(local(start).date() < local(end).date() for start, end in rows)


@pytest.mark.django_db
def test_follow_ups_overlap_in_ingrids_day(demo):
    claims = Participant.objects.filter(user__username="ingrid", listed_on=DAY)
    spans = sorted(claims.exclude(starts_at=None).values_list("starts_at", "ends_at"))

    assert any(later[0] < earlier[1] for earlier, later in itertools.pairwise(spans))


@pytest.mark.django_db
def test_weekends_are_quiet(demo):
    days = FollowUp.objects.values_list("listed_on", flat=True)

    assert sum(day.weekday() >= 5 for day in days) < 0.05 * len(days)


@pytest.mark.django_db
def test_nobody_has_a_hopeless_pile_of_overdue_follow_ups(demo):
    for user in User.objects.all():
        overdue = Participant.objects.filter(user=user, completed_at=None, listed_on__lt=DAY)
        assert overdue.count() <= 15


@pytest.mark.django_db
def test_a_protected_resource_is_never_booked_twice(demo):
    for resource in Resource.objects.filter(booking="protected"):
        spans = sorted(resource.claims.filter(blocks__gt=0).values_list("starts_at", "ends_at"))
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans)), resource


@pytest.mark.django_db
def test_claims_are_those_that_a_change_would_write(demo):
    resources = Resource.objects.in_bulk()
    zones = {user.pk: user.preferences.zone for user in User.objects.select_related("preferences")}
    written = ("starts_at", "ends_at", "is_long", "blocks", "protected", "listed_on")
    for row in Participant.objects.select_related("followup", "resource")[:600]:
        fresh = fill_row(Participant(), Seat.of(row), row.followup, zones, resources)
        assert [getattr(row, name) for name in written] == [getattr(fresh, n) for n in written]


@pytest.mark.django_db
def test_history_tells_how_each_came_to_be(demo):
    followups = FollowUp.objects.filter(version__gt=1).prefetch_related("changes")[:200]

    assert Change.objects.filter(verb="create").count() == 1500
    assert set(Change.objects.values_list("verb", flat=True)) >= {"create", "edit", "complete"}
    assert all(len(followup.changes.all()) == followup.version for followup in followups)


@pytest.mark.django_db
def test_nothing_is_done_before_it_was_made(demo):
    assert not FollowUp.objects.filter(completed_at__lt=F("created_at")).exists()
    assert not FollowUp.objects.filter(modified_at__lt=F("created_at")).exists()


@pytest.mark.django_db
def test_a_follow_up_of_the_demo_can_be_changed_and_a_new_one_gets_a_number(demo):
    ingrid = User.objects.get(username="ingrid")
    followup = FollowUp.objects.editable_by(ingrid).filter(completed_at=None).first()
    followup.title = "Another title"
    now = datetime.datetime(2026, 6, 10, 9, tzinfo=datetime.UTC)

    changes.change(followup, verb="edit", by=ingrid, at=now, seats=seats_of(followup))
    copy = FollowUp.objects.get(pk=followup.pk)
    copy.pk, copy.public_id, copy.uid = None, Company().public_id, ""
    copy._state.adding = True
    applied = changes.change(copy, verb="copy", by=ingrid, at=now, seats=())

    assert applied.done[0].pk > 1500


def texts_of_the_demo():
    for shape in (*writing.SHAPES, writing.STAND_UP, writing.PIPELINE):
        yield from shape.titles
    for texts in (writing.PRIVATE_TITLES, writing.AGENDAS, writing.NOTES, writing.PRODUCTS):
        yield from texts
    for texts in (writing.PROJECTS, writing.DOCUMENTS, writing.DOCUMENT_KINDS, writing.JOB_TITLES):
        yield from texts
    for scene in scenes.SCENES:
        yield from filter(None, [scene.title, scene.group])
    yield from customers.CATEGORIES
    yield from (title for *_name, title in names.COLLEAGUES)
    yield from (description for *_room, description in names.ROOMS)
    yield from (names.CAR, names.PROJECTOR, *{house.country for house in names.HOUSES})


def test_every_text_of_the_demo_has_its_norwegian():
    assert [text for text in texts_of_the_demo() if text not in bokmal.BOKMAL] == []


def test_a_norwegian_text_fills_in_the_same_names_as_the_english():
    placeholders = re.compile(r"{[a-z]+}")

    faults = [
        english
        for english, norwegian in bokmal.BOKMAL.items()
        if placeholders.findall(english) != placeholders.findall(norwegian)
    ]

    assert faults == []
