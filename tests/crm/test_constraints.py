"""What the database itself refuses of people and customers, on SQLite and PostgreSQL alike."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from crm.models import Preferences, ProjectMember
from tests.factories import make_project, make_sale, make_user

pytestmark = pytest.mark.django_db


def refuses(row, **values):
    """By what name the database refuses these values for the stored `row`."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**values)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"clock": "13"}, "clock_has_24_hours_or_12"),
        ({"theme": "pink"}, "colours_are_known_ones"),
        ({"removes_completed": "never"}, "completed_ones_go_in_a_known_way"),
        ({"default_visibility": "none"}, "preferred_visibility_is_a_known_one"),
        ({"time_zone": ""}, "everybody_has_a_time_zone"),
        ({"first_weekday": 3}, "week_starts_monday_or_sunday"),
    ],
)
def test_preferences_are_known_ones(values, rule):
    assert rule in refuses(Preferences.objects.get(user=make_user()), **values)


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"status": "won"}, "sale_has_a_known_status"),
        ({"probability": 101}, "sale_is_at_most_certain"),
        ({"reopen_on": datetime.date(2026, 7, 1)}, "only_a_stalled_sale_reopens"),
    ],
)
def test_a_sale_keeps_its_rules(values, rule):
    assert rule in refuses(make_sale(), **values)


def test_a_stage_is_at_most_certain():
    assert "stage_is_at_most_certain" in refuses(make_sale().stage, probability=101)


def test_a_project_keeps_its_rules():
    project = make_project(starts_on=datetime.date(2026, 6, 10))

    assert "project_has_a_known_status" in refuses(project, status="dead")
    assert "project_ends_after_it_starts" in refuses(project, ends_on=datetime.date(2026, 6, 9))


def test_a_colleague_joins_a_project_once():
    project, ingrid = make_project(), make_user()
    ProjectMember.objects.create(project=project, user=ingrid)

    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectMember.objects.create(project=project, user=ingrid)
