"""Changes, series and alarms in the administration: to look at, as far as one may see them."""

import pytest
import recurrence
from django.urls import reverse

from followups import changes
from followups.models import Alarm, Change, Series
from tests.factories import NOW, at, make_appointment, make_group, make_task, make_user


@pytest.fixture
def administrator(db, client):
    user = make_user("admin", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def make_series():
    rule = recurrence.Recurrence(rrules=[recurrence.Rule(recurrence.WEEKLY)])
    return Series.objects.create(
        rule=rule, starts_local=at("2026-06-10 13:00"), minutes=60, time_zone="Europe/Oslo"
    )


def make_all(owner, title, **fields):
    """A follow-up with all that is looked at: its change, its series, its alarm."""
    series = make_series()
    meeting = make_appointment(
        owner, title=title, series=series, original_starts_at=at("2026-06-10 13:00"), **fields
    )
    alarm = Alarm.objects.create(participant=meeting.participants.get(), minutes_before=15)
    return Change.objects.get(followup=meeting), series, alarm


def listed(client, name):
    return client.get(reverse(f"admin:followups_{name}_changelist"))


def page(client, name, row):
    return client.get(reverse(f"admin:followups_{name}_change", args=[row.pk]))


def test_changes_series_and_alarms_are_looked_at_and_not_changed(client, administrator):
    rows = make_all(make_user(), "Route planner")

    for name, row in zip(("change", "series", "alarm"), rows, strict=True):
        assert "Route planner" in listed(client, name).text
        assert "Route planner" in page(client, name, row).text
        address = reverse(f"admin:followups_{name}_change", args=[row.pk])
        assert client.post(address, {"minutes_before": 1}).status_code == 403
        assert client.get(reverse(f"admin:followups_{name}_add")).status_code == 403
        gone = client.post(reverse(f"admin:followups_{name}_delete", args=[row.pk]))
        assert gone.status_code == 403
    assert "15" in page(client, "alarm", rows[2]).text


def test_those_of_what_is_private_are_not_there(client, administrator):
    owner = make_user()
    hidden = []
    for fields in ({"visibility": "owner"}, {"visibility": "group"}):
        if fields["visibility"] == "group":
            fields["visible_group"] = make_group(members=[owner])
        hidden.append(make_all(owner, "Xylophone", **fields))

    for rows in hidden:
        for name, row in zip(("change", "series", "alarm"), rows, strict=True):
            assert "Xylophone" not in listed(client, name).text
            assert page(client, name, row).status_code == 302


def test_a_change_says_which_fields_and_not_what_stood_in_them(client, administrator):
    task = make_task(administrator, title="Xylophone", visibility="owner")
    task.title, task.visibility = "Ordinary", "all"
    applied = changes.change(task, verb="edit", by=administrator, at=NOW)
    client.force_login(make_user("other", is_staff=True, is_superuser=True))

    shown = page(client, "change", Change.objects.get(batch=applied.batch)).text

    assert "Title" in shown
    assert "Visible for" in shown
    assert "Xylophone" not in shown


@pytest.mark.parametrize("name", ["change", "series", "alarm"])
def test_the_lists_ask_as_often_for_many_as_for_one(
    client, administrator, django_assert_max_num_queries, name
):
    for _ in range(8):
        make_all(make_user(), "Route planner")

    with django_assert_max_num_queries(10):
        listed(client, name)
