import datetime

import pytest
from django.urls import reverse

from followups.models import (
    DeclineReason,
    FollowUp,
    FollowUpType,
    Participant,
    Priority,
    Resource,
    ResourceGroup,
)
from tests.factories import (
    make_all_day,
    make_appointment,
    make_group,
    make_resource,
    make_task,
    make_user,
    type_of,
)


@pytest.fixture
def administrator(db, client):
    user = make_user("admin", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def form_data(client, name, record, **changes):
    """What the browser would send back from the form of `record`, with some fields changed."""
    page = client.get(reverse(f"admin:followups_{name}_change", args=[record.pk]))
    form = page.context["adminform"].form
    data = {field: "" if value is None else value for field, value in form.initial.items()}
    return {key: value for key, value in (data | changes).items() if value is not False}


def save(client, name, record, **changes):
    data = form_data(client, name, record, **changes)
    return client.post(reverse(f"admin:followups_{name}_change", args=[record.pk]), data)


# -- follow-ups -----------------------------------------------------------------------------------


def test_an_administrator_does_not_see_private_follow_ups(client, administrator):
    owner = make_user()
    make_task(owner, title="Ordinary")
    mine = make_task(owner, title="Xylophone", visibility="owner")
    ours = make_task(
        owner, title="Zeppelin", visibility="group", visible_group=make_group(members=[owner])
    )

    page = client.get(reverse("admin:followups_followup_changelist"))

    assert "Ordinary" in page.text
    assert "Xylophone" not in page.text
    assert "Zeppelin" not in page.text
    for hidden in (mine, ours):
        found = client.get(
            reverse("admin:followups_followup_change", args=[hidden.pk]), follow=True
        )
        assert hidden.title not in found.text


def test_follow_ups_can_only_be_looked_at(client, administrator):
    task = make_task(make_user())
    change = reverse("admin:followups_followup_change", args=[task.pk])

    assert client.get(change).status_code == 200
    assert client.post(change, {"title": "Other"}).status_code == 403
    assert client.get(reverse("admin:followups_followup_add")).status_code == 403
    assert (
        client.post(reverse("admin:followups_followup_delete", args=[task.pk])).status_code == 403
    )
    assert (
        client.get(reverse("admin:followups_followup_history", args=[task.pk])).status_code == 404
    )


def test_the_list_of_follow_ups_asks_as_often_for_many_as_for_one(
    client, administrator, django_assert_max_num_queries
):
    for _ in range(12):
        make_task(make_user())

    with django_assert_max_num_queries(9):
        client.get(reverse("admin:followups_followup_changelist"))


# -- types and priorities -------------------------------------------------------------------------


def test_a_type_in_use_is_kept_and_its_follow_ups_not_named(client, administrator):
    task = make_task(make_user(), title="Xylophone", visibility="owner")
    address = reverse("admin:followups_followuptype_delete", args=[task.type.pk])

    for answer in (client.get(address, follow=True), client.post(address, follow=True)):
        assert "in use" in answer.text
        assert "Xylophone" not in answer.text
    assert FollowUpType.objects.filter(pk=task.type.pk).exists()


def test_a_type_in_use_keeps_its_kind(client, administrator):
    task = make_task(make_user())

    response = save(client, "followuptype", task.type, kind="call")

    assert "so its kind stays" in response.text
    assert FollowUpType.objects.get(pk=task.type.pk).kind == "task"


def test_an_agenda_that_a_type_gives_is_harmless(client, administrator):
    meeting = type_of("appointment")

    save(client, "followuptype", meeting, agenda="<p onclick='x'>Who?</p><script>x</script>")

    meeting.refresh_from_db()
    assert meeting.agenda == "<p>Who?</p>"


def test_a_type_locks_only_a_length_that_it_has(client, administrator):
    response = save(client, "followuptype", type_of("appointment"), locks_minutes="on")

    assert "Give the duration that everybody gets." in response.text


def test_a_type_nobody_uses_can_change_and_go(client, administrator):
    unused = type_of("task")

    assert save(client, "followuptype", unused, kind="call").status_code == 302
    client.post(reverse("admin:followups_followuptype_delete", args=[unused.pk]), {"post": "yes"})

    assert not FollowUpType.objects.filter(pk=unused.pk).exists()


def test_several_types_are_never_deleted_at_once(client, administrator):
    page = client.get(reverse("admin:followups_followuptype_changelist"))

    assert "delete_selected" not in page.text


def test_a_colour_is_shown_without_a_style(client, administrator):
    page = client.get(reverse("admin:followups_followuptype_changelist"))

    assert '<rect width="28" height="16" rx="3" fill="#2563a8"/>' in page.text
    assert "style=" not in page.text


def test_a_new_default_priority_takes_the_place_of_the_former(client, administrator):
    high = Priority.objects.get(order=10)

    response = save(client, "priority", high, is_default=True)

    assert response.status_code == 302
    assert list(Priority.objects.filter(is_default=True)) == [high]


# -- resources ------------------------------------------------------------------------------------


def test_a_room_booked_twice_cannot_be_protected_and_the_times_are_listed(client, administrator):
    room = make_resource(booking="double")
    for title in ("Xylophone", "Zeppelin"):
        make_appointment(make_user(), title=title, resources=[room])

    response = save(client, "resource", room, booking="protected")

    assert "It is booked twice at these times" in response.text
    assert "13:00–14:00" in response.text
    assert "Xylophone" not in response.text
    assert Resource.objects.get(pk=room.pk).booking == "double"


def test_protecting_a_room_protects_the_bookings_it_has(client, administrator):
    room = make_resource(booking="double")
    make_appointment(make_user(), resources=[room])

    assert save(client, "resource", room, booking="protected").status_code == 302

    assert Participant.objects.get(resource=room).protected


def test_a_room_may_be_booked_twice_again_once_it_is_no_longer_protected(client, administrator):
    room = make_resource()
    make_appointment(make_user(), resources=[room])

    save(client, "resource", room, booking="double")

    make_appointment(make_user(), resources=[room])
    assert Participant.objects.filter(resource=room, protected=False).count() == 2


def test_the_all_day_bookings_of_a_room_move_with_its_time_zone(client, administrator):
    room = make_resource()
    for day in ("2026-06-09", "2026-06-10", "2026-06-11"):
        make_all_day(make_user(), first=day, last=day, resources=[room])
    make_appointment(
        make_user(), start="2026-06-12 13:00", end="2026-06-12 14:00", resources=[room]
    )

    assert save(client, "resource", room, time_zone="Asia/Tokyo").status_code == 302

    bookings = Participant.objects.filter(resource=room).order_by("starts_at")
    tokyo, oslo = "2026-06-10 00:00+0900", "2026-06-12 13:00+0200"
    assert [booking.starts_at for booking in bookings][1::2] == [
        datetime.datetime.fromisoformat(each) for each in (tokyo, oslo)
    ]
    assert all(booking.protected for booking in bookings)


def test_a_time_zone_in_which_a_room_would_be_booked_twice_is_refused(client, administrator):
    room = make_resource()
    make_all_day(make_user(), resources=[room])
    make_appointment(
        make_user(), start="2026-06-09 20:00", end="2026-06-09 21:00", resources=[room]
    )

    response = save(client, "resource", room, time_zone="Asia/Tokyo")

    assert "In that time zone these would overlap others" in response.text
    assert "Tue 9 June, 17:00 – Wed 10 June, 17:00" in response.text
    assert Resource.objects.get(pk=room.pk).time_zone == "Europe/Oslo"


def test_a_room_with_bookings_is_kept(client, administrator):
    room = make_resource()
    meeting = make_appointment(make_user(), title="Xylophone", resources=[room])

    page = client.post(
        reverse("admin:followups_resource_delete", args=[room.pk]), {"post": "yes"}, follow=True
    )

    assert "It has bookings." in page.text
    assert meeting.title not in page.text
    assert Resource.objects.filter(pk=room.pk).exists()


def test_the_administrator_reads_what_everyone_may_see(client, administrator):
    meeting = make_appointment(make_user(), title="Ordinary", users=[make_user()])

    page = client.get(reverse("admin:followups_followup_change", args=[meeting.pk]))

    assert "Ordinary" in page.text
    assert "Organiser" in page.text
    assert FollowUp.objects.get().title == "Ordinary"


# -- groups and reasons ---------------------------------------------------------------------------


def test_a_group_with_resources_is_kept(client, administrator):
    group = ResourceGroup.objects.create(name="Cars")
    make_resource("Volvo", group=group)

    page = client.post(
        reverse("admin:followups_resourcegroup_delete", args=[group.pk]),
        {"post": "yes"},
        follow=True,
    )

    assert "Move its resources to another group first." in page.text
    assert ResourceGroup.objects.filter(pk=group.pk).exists()


def test_a_reason_for_declining_is_put_in_order_and_away(client, administrator):
    first = DeclineReason.objects.first()
    page = client.get(reverse("admin:followups_declinereason_changelist"))
    data = fields_of_list(page) | {"form-0-order": "90"}
    del data["form-0-is_active"]

    client.post(reverse("admin:followups_declinereason_changelist"), data)

    first.refresh_from_db()
    assert (first.order, first.is_active) == (90, False)


def fields_of_list(page):
    """What the browser would send back from a list that is edited in place."""
    formset = page.context["cl"].formset
    forms = [formset.management_form, *formset.forms]
    fields = {field.html_name: field.value() for form in forms for field in form}
    sent = {name: value for name, value in fields.items() if value not in (None, False)}
    return sent | {"_save": "Save"}


def test_a_type_of_a_group_is_offered_to_its_members_alone(client, administrator):
    ingrid, lars = make_user(), make_user()
    demo = FollowUpType.objects.get(name="Demo")
    demo.groups.add(make_group(members=[ingrid]), make_group(members=[ingrid, make_user()]))
    option = f'<option value="{demo.pk}"'

    client.force_login(ingrid)
    assert client.get("/followups/new/appointment/").text.count(option) == 1
    client.force_login(lars)
    assert option not in client.get("/followups/new/appointment/").text


def test_a_follow_up_keeps_a_type_that_its_owner_is_no_longer_offered(client, administrator):
    demo = FollowUpType.objects.get(name="Demo")
    meeting = make_appointment(administrator, type=demo)
    demo.groups.add(make_group())

    page = client.get(reverse("followups:follow-up-detail", args=[meeting.public_id]))

    assert f'<option value="{demo.pk}"' in page.text


def test_a_type_limited_to_a_group_can_still_be_deleted_while_nobody_uses_it(client, administrator):
    demo = FollowUpType.objects.get(name="Demo")
    demo.groups.add(make_group())

    client.post(reverse("admin:followups_followuptype_delete", args=[demo.pk]), {"post": "yes"})

    assert not FollowUpType.objects.filter(pk=demo.pk).exists()
