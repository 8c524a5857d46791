"""An administrator keeps the fields and their choices."""

import html

import pytest
from django.urls import reverse

from crm.models import Company, CustomChoice, CustomField
from followups.models import FollowUpType
from tests.factories import (
    choice_of,
    make_company,
    make_field,
    make_task,
    make_user,
    type_of,
)

LIST = "admin:crm_customfield_changelist"


@pytest.fixture(autouse=True)
def administrator(db, client):
    user = make_user("admin", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def choices_sent(field=None, names=(), deleted=()):
    rows = list(field.choices.all()) if field else []
    sent = {"choices-TOTAL_FORMS": len(rows) + len(names), "choices-INITIAL_FORMS": len(rows)}
    for number, row in enumerate(rows):
        values = {"id": row.pk, "field": field.pk, "name": row.name, "order": row.order}
        values["is_active"] = "on"
        if row.name in deleted:
            values["DELETE"] = "on"
        sent |= {f"choices-{number}-{name}": value for name, value in values.items()}
    for number, name in enumerate(names, len(rows)):
        sent |= {f"choices-{number}-name": name, f"choices-{number}-order": number}
        sent[f"choices-{number}-is_active"] = "on"
    return sent


def add(client, *, choices=(), **values):
    sent = {"name": "Shoes", "of": "company", "kind": "text", "order": 0, "currency": "NOK"}
    sent |= {"is_active": "on"} | values | choices_sent(names=choices)
    return client.post(reverse("admin:crm_customfield_add"), sent)


def change(client, field, *, names=(), deleted=(), **values):
    sent = {name: getattr(field, name) for name in ("name", "of", "kind", "order", "currency")}
    sent |= {"is_active": "on"} | values | choices_sent(field, names, deleted)
    sent = {name: value for name, value in sent.items() if value is not None}
    return client.post(reverse("admin:crm_customfield_change", args=[field.pk]), sent)


def errors_of(response):
    assert response.status_code == 200
    assert response.context["errors"]
    return html.unescape(response.text)


@pytest.mark.parametrize("kind", CustomField.Kind)
def test_a_field_of_each_kind_is_made(client, kind):
    choices = ["Gold", "Silver"] if kind in CustomField.WITH_CHOICES else []

    assert add(client, kind=kind, choices=choices).status_code == 302

    assert CustomField.objects.get().kind == kind
    assert CustomChoice.objects.count() == len(choices)


@pytest.mark.parametrize(
    ("kind", "default"),
    [
        ("text", "x" * 201),
        ("number", "many"),
        ("decimal", "1,2,3"),
        ("money", "much"),
        ("date", "31.2"),
        ("time", "25:00"),
        ("tick", "perhaps"),
        ("link", "javascript:alert(1)"),
        ("choice", "Gold"),
        ("choices", "Gold"),
    ],
)
def test_a_default_that_the_field_would_not_take_is_refused(client, kind, default):
    response = add(client, kind=kind, default=default, choices=["Gold"])

    assert errors_of(response)
    assert not CustomField.objects.exists()


@pytest.mark.parametrize(
    ("kind", "default"),
    [("date", "today"), ("number", "1 200"), ("tick", "ja"), ("link", "moon.example")],
)
def test_a_default_is_typed_as_people_type(client, kind, default):
    assert add(client, kind=kind, default=default).status_code == 302


@pytest.mark.parametrize("kind", CustomField.WITH_CHOICES)
def test_a_choice_without_choices_is_refused(client, kind):
    assert "Write at least one choice." in errors_of(add(client, kind=kind))


def test_one_choice_alone_is_the_default(client):
    response = add(
        client,
        kind="choice",
        choices=["Gold", "Silver"],
        **{"choices-0-is_default": "on", "choices-1-is_default": "on"},
    )

    assert "One choice alone can be the default." in errors_of(response)


def test_two_fields_of_the_same_name_are_refused_in_words(client):
    make_field("company", name="Shoes")

    assert errors_of(add(client))
    assert CustomField.objects.count() == 1


def test_a_currency_is_three_letters(client):
    assert "three letters" in errors_of(add(client, kind="money", currency="kr"))


@pytest.mark.parametrize("wrong", [{"kind": "number"}, {"of": "person"}])
def test_a_field_in_use_keeps_its_kind_and_whose_it_is(client, wrong):
    field = make_field("company")
    company = make_company(custom={field.key: "Red"})

    assert "Values are written in this field" in errors_of(change(client, field, **wrong))

    company.custom = {}
    company.save()
    assert change(client, field, **wrong).status_code == 302


def test_a_field_in_use_is_not_deleted_and_what_uses_it_not_named(client):
    field = make_field("followup")
    make_task(make_user(), title="Xylophone", visibility="owner", custom={field.key: "Zither"})
    address = reverse("admin:crm_customfield_delete", args=[field.pk])

    for response in (client.get(address, follow=True), client.post(address, follow=True)):
        assert "in use" in response.text
        assert "Xylophone" not in response.text
        assert "Zither" not in response.text
    assert CustomField.objects.exists()


def test_a_field_that_nobody_uses_is_deleted(client):
    field = make_field("company", "choice", choices=["Gold"])

    client.post(reverse("admin:crm_customfield_delete", args=[field.pk]), {"post": "yes"})

    assert not CustomField.objects.exists()


@pytest.mark.parametrize("kind", CustomField.WITH_CHOICES)
def test_a_choice_in_use_stays_and_another_goes(client, kind):
    field = make_field("company", kind, choices=["Gold", "Silver"])
    gold = choice_of(field, "Gold")
    make_company(custom={field.key: gold if kind == "choice" else {gold: True}})

    refused = change(client, field, deleted=["Gold"])
    done = change(client, field, deleted=["Silver"])

    assert "“Gold” is in use." in errors_of(refused)
    assert done.status_code == 302
    assert [choice.name for choice in field.choices.all()] == ["Gold"]


def test_a_field_is_limited_to_types_of_follow_ups_alone(client):
    types = [type_of("task").pk, type_of("call").pk]

    add(client, of="followup", followup_types=types)
    add(client, of="company", followup_types=types)

    of_followups, of_companies = CustomField.objects.order_by("pk")
    assert {row.pk for row in of_followups.followup_types.all()} == set(types)
    assert not of_companies.followup_types.exists()
    page = client.get(reverse("admin:crm_customfield_change", args=[of_followups.pk])).context
    assert set(page["adminform"].form.initial["followup_types"]) == set(
        FollowUpType.objects.filter(pk__in=types)
    )


def test_a_type_that_has_a_field_of_its_own_is_kept(client):
    spare = FollowUpType.objects.create(name="Spare", kind="task")
    make_field("followup", types=[spare])

    client.post(reverse("admin:followups_followuptype_delete", args=[spare.pk]), {"post": "yes"})

    assert FollowUpType.objects.filter(pk=spare.pk).exists()


def test_saving_a_type_keeps_its_fields(client):
    call = type_of("call")
    field = make_field("followup", types=[call])
    address = reverse("admin:followups_followuptype_change", args=[call.pk])
    form = client.get(address).context["adminform"].form
    sent = {name: "" if value is None else value for name, value in form.initial.items()}

    client.post(address, {name: value for name, value in sent.items() if value is not False})

    assert list(call.custom_fields.all()) == [field]


def test_a_field_put_away_in_the_list_is_found_no_more(client):
    field = make_field("company")
    make_company(custom={field.key: "xylophone"})
    make_field("followup", types=[type_of("task")], name="Of tasks")
    rows = list(client.get(reverse(LIST)).context["cl"].result_list)
    sent = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "Save"}
    for number, row in enumerate(rows):
        sent |= {f"form-{number}-id": row.pk, f"form-{number}-order": 5}
        if row != field:
            sent[f"form-{number}-is_active"] = "on"

    assert client.post(reverse(LIST), sent).status_code == 302

    assert not Company.objects.filter(search_key__has_words="xylophone").exists()
    assert Company.objects.get().custom == {field.key: "xylophone"}
    assert CustomField.objects.get(name="Of tasks").followup_types.count() == 1


def test_fields_are_found_and_narrowed_in_the_list(client):
    make_field("company", name="Shoes", help_text="EU sizes")
    make_field("person", "tick", "Newsletter")

    found = client.get(reverse(LIST), {"q": "sizes"}).text
    narrowed = client.get(reverse(LIST), {"of": "person", "kind": "tick"}).text

    assert "Shoes" in found
    assert "Newsletter" not in found
    assert "Newsletter" in narrowed
    assert "Shoes" not in narrowed


def test_the_list_asks_as_often_for_many_as_for_one(client, django_assert_max_num_queries):
    for number in range(12):
        make_field("followup", name=f"Field of tasks {number}", types=[type_of("task")])

    with django_assert_max_num_queries(10):
        client.get(reverse(LIST))


def test_a_colleague_without_rights_does_not_get_there(client):
    client.force_login(make_user())

    assert client.get(reverse(LIST)).status_code == 302
