import pytest
from django.contrib import admin
from django.urls import reverse

from crm.admin.looking import LookOnly
from crm.models import Company, Import, Role, SaleReason, User, UserGroup
from tests.factories import (
    NOW,
    make_company,
    make_group,
    make_person,
    make_project,
    make_sale,
    make_task,
    make_user,
)


@pytest.fixture
def administrator(db, client):
    user = make_user("admin", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def make_one_of_each():
    company = make_company()
    make_person(company=company)
    make_sale(company=company)
    make_project(company=company)
    make_group()
    make_import()


def make_import():
    user = make_user("importer")
    return Import.objects.create(
        user=user,
        owner=user,
        kind="companies",
        file_name="customers.csv",
        created_at=NOW,
        beat_at=NOW,
    )


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
def test_every_list_and_form_of_the_administrator_opens(client, administrator, model):
    make_one_of_each()
    make_task(administrator)
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"

    assert client.get(reverse(f"{name}_changelist"), {"q": "a"}).status_code == 200
    if not isinstance(admin.site._registry[model], LookOnly):
        assert client.get(reverse(f"{name}_add")).status_code == 200
    record = model._default_manager.first()
    if record:
        assert client.get(reverse(f"{name}_change", args=[record.pk])).status_code == 200


def test_only_staff_comes_in(client, db):
    client.force_login(make_user())

    assert client.get("/admin/", follow=True).status_code == 403


def test_signing_in_to_the_administration_is_signing_in_to_the_diary(client, db):
    response = client.get("/admin/login/?next=/admin/")

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_the_administration_is_called_settings_and_maintenance(client, administrator):
    assert "Settings and maintenance" in client.get("/admin/").text


def test_a_new_colleague_has_preferences(client, administrator):
    password = "a quite long phrase"

    client.post(
        reverse("admin:crm_user_add"),
        {
            "username": "lars",
            "usable_password": "true",
            "password1": password,
            "password2": password,
            "first_name": "Lars",
            "last_name": "Vik",
            "title": "",
            "email": "lars@example.com",
        },
    )

    lars = User.objects.get(username="lars")
    assert lars.preferences.call_minutes == 15
    assert lars.check_password(password)


def test_a_colleague_cannot_be_deleted_only_made_inactive(client, administrator):
    lars = make_user("lars")

    assert client.post(reverse("admin:crm_user_delete", args=[lars.pk])).status_code == 403
    assert User.objects.filter(pk=lars.pk).exists()


def test_the_preferences_of_a_colleague_are_edited_beside_the_colleague(client, administrator):
    page = client.get(reverse("admin:crm_user_change", args=[make_user().pk]))

    assert "Duration for new appointment" in page.text
    assert "preferences-0-time_zone" in page.text


def test_a_group_that_a_private_follow_up_names_is_kept_and_the_follow_up_not_named(
    client, administrator
):
    owner = make_user()
    group = make_group(members=[owner])
    make_task(owner, title="Xylophone", visibility="group", visible_group=group)

    response = client.post(
        reverse("admin:crm_usergroup_delete", args=[group.pk]), {"post": "yes"}, follow=True
    )

    assert UserGroup.objects.filter(pk=group.pk).exists()
    assert "in use" in response.text
    assert "Xylophone" not in response.text


def test_a_role_that_a_colleague_has_is_kept(client, administrator):
    role = Role.objects.create(name="Managers")
    unused = Role.objects.create(name="Trainees")
    make_user().groups.add(role)

    for each in (role, unused):
        client.post(reverse("admin:crm_role_delete", args=[each.pk]), {"post": "yes"})

    assert Role.objects.filter(pk__in=[role.pk, unused.pk]).get() == role


def test_an_import_is_looked_at_and_not_changed(client, administrator):
    source = make_import()
    address = reverse("admin:crm_import_change", args=[source.pk])

    assert "customers.csv" in client.get(address).text
    assert client.post(address, {"file_name": "other.csv"}).status_code == 403


def test_a_group_nobody_uses_can_be_deleted(client, administrator):
    group = make_group(members=[make_user()])

    client.post(reverse("admin:crm_usergroup_delete", args=[group.pk]), {"post": "yes"})

    assert not UserGroup.objects.filter(pk=group.pk).exists()


def test_a_stage_with_sales_is_kept(client, administrator):
    stage = make_sale().stage

    page = client.get(reverse("admin:crm_stage_delete", args=[stage.pk]), follow=True)

    assert "Take away the tick at “Active” instead." in page.text


def test_a_project_is_deleted_with_its_members(client, administrator):
    project = make_project()
    project.projectmember_set.create(user=administrator)

    client.post(reverse("admin:crm_project_delete", args=[project.pk]), {"post": "yes"})

    assert not type(project).objects.filter(pk=project.pk).exists()


def test_names_are_found_whatever_their_case(client, administrator):
    make_company("Østfold Ål")
    make_company("Bergen Båt")

    page = client.get(reverse("admin:crm_company_changelist"), {"q": "ØSTFOLD"})

    assert "Østfold Ål" in page.text
    assert "Bergen Båt" not in page.text


def test_what_changed_in_a_company_is_remembered_with_who_did_it(client, administrator):
    company = make_company("Moonbeam")
    form = client.get(reverse("admin:crm_company_change", args=[company.pk])).context["adminform"]
    data = {key: value or "" for key, value in form.form.initial.items()} | {"name": "Sunbeam"}

    client.post(reverse("admin:crm_company_change", args=[company.pk]), data)

    latest = Company.history.latest()
    assert (latest.name, latest.history_user) == ("Sunbeam", administrator)
    page = client.get(reverse("admin:crm_company_history", args=[company.pk]))
    assert page.status_code == 200


def test_a_reason_that_sales_have_is_kept(client, administrator):
    reason = SaleReason.objects.first()
    make_sale(status=reason.outcome, reason=reason)

    page = client.get(reverse("admin:crm_salereason_delete", args=[reason.pk]), follow=True)

    assert "Sales have this reason." in page.text
    assert SaleReason.objects.filter(pk=reason.pk).exists()
