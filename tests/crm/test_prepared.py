import datetime

import pytest
from django.db import connection
from django.db.models.functions import Length
from django.test.utils import CaptureQueriesContext

from crm.models import User
from crm.prepared import Prepared
from followups.models import FollowUp, Participant
from tests.factories import at, make_appointment, make_company, make_task, make_user

pytestmark = pytest.mark.django_db


def claims(asked, descending):
    rows = Participant.objects.filter(
        user__in=asked.users, listed_on__gte=asked.first, listed_on__lt=asked.last
    )
    rows = rows.exclude(followup__title="left out").filter(followup__created_at__lt=asked.before)
    order = "-listed_on" if descending else "listed_on"
    return rows.order_by(order).values_list("listed_on", "followup__public_id", "starts_at")


def test_a_prepared_question_answers_like_its_queryset_for_every_value():
    ingrid, lars = make_user(), make_user()
    make_task(ingrid, due_on="2026-06-09", title="left out")
    make_task(ingrid, due_on="2026-06-10")
    make_appointment(lars, start="2026-06-11 10:00", end="2026-06-11 11:00")
    question = Prepared(claims)

    for users in ([ingrid.pk], [lars.pk], [ingrid.pk, lars.pk], [lars.pk, ingrid.pk]):
        for first in (datetime.date(2026, 6, 9), datetime.date(2026, 6, 11)):
            for descending in (True, False):
                values = {
                    "users": users,
                    "first": first,
                    "last": datetime.date(2026, 6, 12),
                    "before": at("2027-01-01 00:00"),
                }
                rows = question.rows(descending, **values)
                assert rows == list(claims(Values(values), descending))


def test_an_id_finds_its_row_and_no_other():
    ingrid = make_user()
    tasks = [make_task(ingrid, title=title) for title in ("Quote", "Forecast")]
    question = Prepared(
        lambda asked: FollowUp.objects.filter(public_id=asked.key).values_list("title")
    )

    found = [question.rows(key=task.public_id) for task in tasks]

    assert found == [[("Quote",)], [("Forecast",)]]


def test_nobody_asked_for_gives_nothing():
    question = Prepared(lambda asked: claims(asked, False))

    rows = question.rows(
        users=[], first=datetime.date.min, last=datetime.date.max, before=at("2027-01-01 00:00")
    )

    assert rows == []


class Values:
    def __init__(self, values):
        vars(self).update(values)


def test_instances_are_those_of_the_queryset_with_what_stands_beside():
    ingrid = make_user()
    company = make_company("Fjordlys")
    make_task(ingrid, title="Quote", company=company)
    make_task(ingrid, title="Forecast")
    question = Prepared(
        lambda asked: (
            FollowUp.objects.filter(owner=asked.owner)
            .select_related("company", "type")
            .order_by("pk")
        )
    )

    with CaptureQueriesContext(connection) as asked:
        quote, forecast = question.instances(owner=ingrid.pk)
        told = [(row.title, row.company, row.type.kind) for row in (quote, forecast)]

    assert told == [("Quote", company, "task"), ("Forecast", None, "task")]
    assert len(asked) == 1
    stored = FollowUp.objects.get(title="Quote")
    assert {f.attname: getattr(quote, f.attname) for f in FollowUp._meta.concrete_fields} == {
        f.attname: getattr(stored, f.attname) for f in FollowUp._meta.concrete_fields
    }
    assert question.instances(owner=0) == []


def test_a_list_of_ids_finds_the_rows_of_all_of_them():
    colleagues = [make_user() for _ in range(3)]
    question = Prepared(lambda asked: User.objects.filter(public_id__in=asked.keys).order_by("pk"))

    found = question.instances(keys=[user.public_id for user in colleagues[:2]])

    assert found == colleagues[:2]


def test_what_is_annotated_stands_on_the_instances():
    make_task(make_user(), title="Quote")
    question = Prepared(
        lambda asked: FollowUp.objects.filter(title=asked.title).annotate(length=Length("title"))
    )

    (quote,) = question.instances(title="Quote")

    assert quote.length == 5


def test_postgresql_plans_a_question_once_for_all_its_values():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite plans in no time")
    make_task(make_user(), title="100 % of the quote")
    question = Prepared(
        lambda asked: (
            FollowUp.objects.filter(pk__gt=asked.least, due_on__gte=asked.first)
            .filter(title__contains="%")
            .values_list("title")
        )
    )

    rows = [question.rows(least=least, first=datetime.date(2000, 1, 1)) for least in (0, 7_000_000)]

    assert rows == [[("100 % of the quote",)], []]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements"
            """ WHERE statement LIKE '%"title"::text LIKE%'"""
        )
        assert cursor.fetchall() == [(2, 0)]


def test_a_question_for_words_is_planned_each_time():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite plans in no time")
    question = Prepared(
        lambda asked: User.objects.filter(username=asked.name).exclude(last_name="unkept"),
        keeps_plan=False,
    )

    question.instances(name="ingrid")

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_prepared_statements WHERE statement LIKE %s", ["%unkept%"])
        assert cursor.fetchall() == []
