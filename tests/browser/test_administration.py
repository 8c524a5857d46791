"""Settings and maintenance work under the strict security policy: the console stays silent."""

import pytest
from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import expect

from crm.models import UserGroup
from followups.models import FollowUp, FollowUpType, Resource
from tests.factories import (
    make_appointment,
    make_company,
    make_person,
    make_project,
    make_resource,
    make_sale,
    make_task,
    make_user,
)


@pytest.fixture
def administration(sign_in):
    administrator = make_user("admin", first_name="Astrid", is_staff=True, is_superuser=True)
    return sign_in(administrator)


def open_form(page, record):
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"
    page.goto(reverse(name, args=[record.pk]))


def test_every_list_and_form_opens_without_a_complaint(administration):
    page = administration
    company = make_company()
    make_person(company=company)
    make_sale(company=company)
    make_project(company=company)
    make_task(make_user(), company=company)

    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        page.goto(reverse(f"{name}_changelist"))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if model is not FollowUp:
            page.goto(reverse(f"{name}_add"))
            expect(page.get_by_role("heading", level=1)).to_be_visible()
        if model._default_manager.exists():
            open_form(page, model._default_manager.first())
            expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_types_are_put_in_order_and_switched_off_in_their_list(administration):
    page = administration
    demo = FollowUpType.objects.get(name="Demo")

    page.goto(reverse("admin:followups_followuptype_changelist"))
    row = page.get_by_role("row", name="Demo")
    row.get_by_role("spinbutton").fill("5")
    row.locator("input[type=checkbox]").last.uncheck()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("was changed successfully")).to_be_visible()
    demo.refresh_from_db()
    assert (demo.order, demo.is_active) == (5, False)


def test_a_type_in_use_is_not_deleted_and_the_page_says_why(administration):
    page = administration
    task = make_task(make_user())

    open_form(page, task.type)
    page.get_by_role("link", name="Delete").click()

    expect(page.get_by_text("It is in use: Follow-ups.")).to_be_visible()


def test_members_of_a_group_are_chosen_from_two_lists(administration):
    page = administration
    lars = make_user("lars", first_name="Lars", last_name="Vik")

    page.goto(reverse("admin:crm_usergroup_add"))
    page.get_by_label("Name:").fill("Sales, Oslo")
    page.locator("#id_members_from").select_option(label="Lars Vik")
    page.locator("#id_members_add, #id_members_add_link").first.click()
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert list(UserGroup.objects.get(name="Sales, Oslo").members.all()) == [lars]


def test_a_company_is_found_while_one_types(administration):
    page = administration
    make_company("Cloudberry")
    moonbeam = make_company("Moonbeam")
    person = make_person()

    open_form(page, person)
    page.locator(".field-company .select2-selection").click()
    page.locator(".select2-search__field").fill("moon")
    page.get_by_role("option", name="Moonbeam").click()
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("was changed successfully")).to_be_visible()
    person.refresh_from_db()
    assert person.company == moonbeam


def test_a_room_booked_twice_is_not_protected_and_the_times_are_listed(administration):
    page = administration
    room = make_resource("Galdhøpiggen", booking="double")
    for _ in range(2):
        make_appointment(make_user(), resources=[room])

    open_form(page, room)
    page.get_by_label("Booking").select_option(label="Protected: never booked twice")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("It is booked twice at these times.")).to_be_visible()
    assert Resource.objects.get(pk=room.pk).booking == "double"


def test_the_history_of_a_company_tells_what_changed(administration):
    page = administration
    company = make_company("Moonbeam")

    open_form(page, company)
    page.get_by_label("Name:").fill("Sunbeam")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("link", name="History").click()

    expect(page.get_by_text("Moonbeam → Sunbeam")).to_be_visible()
