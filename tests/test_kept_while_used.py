"""What follow-ups and records use cannot be deleted from the administration; it is put away."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from crm.models import Company, CustomField, Selection, Stage
from followups import changes
from followups.models import Change, FollowUp, FollowUpType, Priority, Round
from tests.factories import (
    NOW,
    make_appointment,
    make_company,
    make_document,
    make_field,
    make_group,
    make_person,
    make_project,
    make_resource,
    make_sale,
    make_selection,
    make_task,
    make_user,
    type_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = make_user("admin", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def address(record, page="delete"):
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[record.pk])


def delete(client, record):
    return client.post(address(record), {"post": "yes"})


def still_there(record):
    return type(record)._base_manager.filter(pk=record.pk).exists()


def used_things():
    """(thing, what uses it) of every way in which something is used."""
    owner = make_user(first_name="Lars")
    company, person, project = make_company(), make_person(), make_project()
    sale, document = make_sale(), make_document()
    group, room = make_group(), make_resource()
    make_task(owner, company=company, sale=sale, project=project)
    make_task(owner, visibility="group", visible_group=group)
    make_appointment(owner, resources=[room])
    task = make_task(owner)
    task.links.create(document=document)
    task.participants.create(person=person)
    selection = make_selection(members=[make_company("Sunbeam")])
    Round.objects.create(
        selection=selection, batch=NOW_BATCH, title="Invited", planned_by=owner, planned_at=NOW
    )
    return {
        company: "Follow-ups",
        sale: "Follow-ups",
        project: "Follow-ups",
        document: "Links",
        person: "Participants",
        group: "Follow-ups",
        room: "Participants",
        selection: "Rounds",
        selection.members.get().company: "Members of selections",
        task.type: "Follow-ups",
        sale.stage: "Sales",
    }


NOW_BATCH = "00000000-0000-4000-8000-000000000001"


def test_what_is_used_is_kept_and_the_page_says_what_uses_it(client, administrator):
    for thing, user in used_things().items():
        answer = delete(client, thing)

        assert still_there(thing)
        assert f"“{thing}” cannot be deleted".replace("'", "&#x27;") in answer.text
        assert f"It is in use: {user}" in answer.text


def test_the_database_keeps_what_is_used_where_nobody_asks_first():
    company = make_company()
    make_task(make_user(), company=company)

    with pytest.raises(ProtectedError):
        company.delete()


def test_a_company_in_use_is_archived_instead_and_its_follow_ups_stay_readable(
    client, administrator
):
    company = make_company()
    task = make_task(administrator, title="Call Moonbeam", company=company)
    page = client.get(address(company))
    assert "Archive it instead" in page.text

    client.post(reverse("crm:company-archive", args=[company.public_id]))

    assert Company.objects.get(pk=company.pk).is_archived
    assert "Call Moonbeam" in client.get(f"/companies/{company.public_id}/").text
    shown = client.get(reverse("followups:follow-up-detail", args=[task.public_id]))
    assert "Moonbeam Ladders Ltd" in shown.text
    assert "Archive it instead" not in client.get(address(company)).text


def test_a_type_in_use_is_deactivated_instead(client, administrator):
    demo = FollowUpType.objects.get(name="Demo")
    make_appointment(administrator, type=demo)
    assert "Deactivate it instead" in client.get(address(demo)).text

    answer = client.post(address(demo), {"put-away": "Deactivate it instead"}, follow=True)

    assert "“Demo” is no longer active. What uses it keeps it." in answer.text
    assert not FollowUpType.objects.get(pk=demo.pk).is_active
    assert "put away already" in client.get(address(demo)).text


def test_a_document_of_somebody_else_is_not_archived_for_them(client, administrator):
    document = make_document(owner=make_user())
    make_task(administrator).links.create(document=document)

    page = client.get(address(document)).text

    assert "It is in use" in page
    assert "instead" not in page


def test_a_field_with_values_is_deactivated_and_no_longer_found_by(client, administrator):
    field = make_field("company", name="Nickname")
    make_company(custom={field.key: "Ladderfolk"})

    client.post(address(field), {"put-away": "x"})

    assert not CustomField.objects.get(pk=field.pk).is_active
    assert not Company.objects.matching("ladderfolk").exists()


def test_what_nobody_uses_is_deleted(client, administrator):
    unused = [make_company(), make_person(), make_project(), make_selection(), make_resource()]

    for thing in unused:
        delete(client, thing)

    assert not any(still_there(thing) for thing in unused)


def test_undo_leaves_out_what_was_deleted_for_good_meanwhile(administrator):
    company = make_company()
    task = make_task(administrator, company=company)
    task.participants.create(person=make_person())
    task = FollowUp.objects.get(pk=task.pk)
    task.company = None
    task.title = "Sunbeam"
    mine = [seat for seat in changes.seats_of(task) if seat.user]
    applied = changes.change(task, verb="edit", by=administrator, at=NOW, seats=tuple(mine))
    company.delete()
    Change.objects.get(batch=applied.batch)

    changes.undo(applied.batch, by=administrator, at=NOW)

    task = FollowUp.objects.get(pk=task.pk)
    assert (task.title, task.company) == ("Demo: route planner", None)


# -- the last of its kind -------------------------------------------------------------------------


def alone(entry, **group):
    type(entry).objects.filter(**group).exclude(pk=entry.pk).update(is_active=False)
    return entry


def changed(client, entry, **changes):
    form = client.get(address(entry, "change")).context["adminform"].form
    data = {name: "" if value is None else value for name, value in form.initial.items()} | changes
    data = {name: value for name, value in data.items() if value is not False}
    return client.post(address(entry, "change"), data)


def test_the_last_active_type_of_a_kind_stays(client, administrator):
    task = alone(type_of("task"), kind="task")

    for answer in (changed(client, task, is_active=False), delete(client, task)):
        assert "It is the last active type of its kind. Add another one first." in answer.text
    assert "last active type" in changed(client, task, kind="call").text
    assert "instead" not in delete(client, task).text
    assert FollowUpType.objects.get(pk=task.pk).is_active


def test_the_last_active_stage_stays(client, administrator):
    stage = alone(Stage.objects.first())

    for answer in (changed(client, stage, is_active=False), delete(client, stage)):
        assert "It is the last active one. Add another one first." in answer.text
    assert Stage.objects.get(pk=stage.pk).is_active


def test_the_last_ones_stay_also_when_a_list_puts_them_away_together(client, administrator):
    stages = list(Stage.objects.all())
    data = {"form-TOTAL_FORMS": len(stages), "form-INITIAL_FORMS": len(stages), "_save": "Save"}
    for number, stage in enumerate(stages):
        row = {"id": stage.pk, "probability": stage.probability, "order": stage.order}
        data |= {f"form-{number}-{name}": value for name, value in row.items()}

    answer = client.post(reverse("admin:crm_stage_changelist"), data)

    assert "It is the last active one." in answer.text
    assert Stage.objects.filter(is_active=True).count() == len(stages)
    data["form-0-is_active"] = "on"
    assert client.post(reverse("admin:crm_stage_changelist"), data).status_code == 302
    assert Stage.objects.filter(is_active=True).count() == 1


def test_the_default_priority_stays_the_default_and_active(client, administrator):
    usual = Priority.objects.get(is_default=True)

    assert "Make another priority the default first." in delete(client, usual).text
    assert "The default priority is an active one." in changed(client, usual, is_active=False).text
    assert "Make another priority" in changed(client, usual, is_default=False).text
    usual.refresh_from_db()
    assert usual.is_default
    assert usual.is_active


def test_a_selection_goes_with_those_picked_by_hand(client, administrator):
    selection = make_selection(members=[make_company()])

    delete(client, selection)

    assert not Selection.objects.filter(pk=selection.pk).exists()
