"""What the organisation and groups decide, and what a person may prefer otherwise."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from crm.models import Preferences, SharedPreferences
from tests.crm.test_preferences import ADDRESS, typed
from tests.factories import make_group, make_user, working


@pytest.fixture
def ingrid(db, client):
    user = make_user()
    client.force_login(user)
    return user


def decide(group=None, *, locked=(), **values):
    return SharedPreferences.objects.create(group=group, values=values, locked=list(locked))


def stored(user):
    return Preferences.objects.get(user=user)


def test_who_has_chosen_nothing_follows_the_organisation_at_once(ingrid):
    shared = decide(call_minutes=20)
    assert stored(ingrid).call_minutes == 20

    shared.delete()
    assert stored(ingrid).call_minutes == 15


def test_a_new_colleague_starts_with_what_is_decided(db):
    decide(call_minutes=20)

    assert stored(make_user()).call_minutes == 20


def test_what_one_has_chosen_goes_before_group_and_organisation(client, ingrid):
    client.post(ADDRESS, typed(ingrid, call_minutes="25"))

    decide(make_group(members=[ingrid]), call_minutes=30)
    decide(call_minutes=20)

    assert stored(ingrid).call_minutes == 25


def test_a_group_goes_before_the_organisation(ingrid):
    decide(call_minutes=20, days_ahead=3)
    decide(make_group(members=[ingrid]), call_minutes=30)

    assert (stored(ingrid).call_minutes, stored(ingrid).days_ahead) == (30, 3)


def test_the_first_group_in_order_decides_and_putting_it_elsewhere_decides_anew(ingrid):
    first, second = make_group("A", members=[ingrid]), make_group("B", members=[ingrid])
    decide(second, call_minutes=40)
    decide(first, call_minutes=30)
    assert stored(ingrid).call_minutes == 30

    first.order = 9
    first.save()

    assert stored(ingrid).call_minutes == 40


def test_who_joins_or_leaves_a_group_follows_it(ingrid):
    group = make_group()
    decide(group, call_minutes=30)

    group.members.add(ingrid)
    assert stored(ingrid).call_minutes == 30
    ingrid.user_groups.clear()
    assert stored(ingrid).call_minutes == 15


def test_a_lock_goes_before_what_one_has_chosen_which_is_kept_for_later(client, ingrid):
    client.post(ADDRESS, typed(ingrid, call_minutes="25"))

    shared = decide(call_minutes=20, locked=["call_minutes"])
    assert stored(ingrid).call_minutes == 20

    shared.decide({"call_minutes": 20}, [])
    shared.save()
    assert stored(ingrid).call_minutes == 25


def test_a_lock_of_the_organisation_goes_before_that_of_a_group(ingrid):
    decide(make_group(members=[ingrid]), call_minutes=30, locked=["call_minutes"])
    decide(call_minutes=20, locked=["call_minutes"])

    assert stored(ingrid).call_minutes == 20


def test_what_is_locked_is_shown_disabled_with_who_decided(client, ingrid):
    decide(call_minutes=20, locked=["call_minutes"])
    group = make_group("Field staff", members=[ingrid])
    decide(group, working_hours=working("07:00", "15:00"), locked=["working_hours"])

    form = client.get(ADDRESS).context["form"]

    assert form.fields["call_minutes"].disabled
    assert "Decided for the whole organisation." in form.fields["call_minutes"].help_text
    assert form.fields["working_hours"].disabled
    assert "Decided for the group Field staff." in form.fields["working_hours"].help_text
    assert not form.fields["appointment_minutes"].disabled


def test_what_is_locked_cannot_be_sent(client, ingrid):
    decide(call_minutes=20, locked=["call_minutes"])

    response = client.post(ADDRESS, typed(ingrid, call_minutes="5", days_ahead="9"))

    assert response.status_code == 303
    assert (stored(ingrid).call_minutes, stored(ingrid).days_ahead) == (20, 9)
    assert "call_minutes" not in stored(ingrid).own


def test_what_is_as_usual_is_no_choice_and_goes_on_following(client, ingrid):
    shared = decide(call_minutes=20)
    client.post(ADDRESS, typed(ingrid, call_minutes="25"))
    assert "Usual here: 20." in client.get(ADDRESS).text
    ingrid.preferences.refresh_from_db()

    client.post(ADDRESS, typed(ingrid, call_minutes="20"))
    shared.decide({"call_minutes": 10}, [])
    shared.save()

    assert stored(ingrid).call_minutes == 10


def test_saving_one_setting_chooses_no_other(client, ingrid):
    client.post(ADDRESS, typed(ingrid, days_ahead="9"))

    decide(call_minutes=20, working_hours=working("07:00", "15:00"), marks_overdue=False)

    mine = stored(ingrid)
    assert mine.own == {"days_ahead": 9}
    assert (mine.call_minutes, mine.working_hours) == (20, working("07:00", "15:00"))
    assert mine.marks_overdue is False


def test_the_hours_of_a_week_are_decided_together(client, ingrid):
    client.post(ADDRESS, typed(ingrid, working_hours_4_to="15:00"))

    decide(working_hours=working("06:00", "14:00"))

    assert stored(ingrid).working_hours["0"] == ["08:00", "16:00"]
    page = client.get(ADDRESS).text
    assert "Usual here: Monday–Friday 06:00–14:00." in page


def test_the_organisation_shares_its_preferences_once(db):
    decide(call_minutes=20)

    with pytest.raises(IntegrityError):
        decide(call_minutes=30)


def test_reading_a_page_asks_no_more_with_decisions_than_without(
    client, ingrid, django_assert_max_num_queries
):
    decide(call_minutes=20)
    decide(make_group(members=[ingrid]), days_ahead=3)
    client.get("/followups/trash/")

    with django_assert_max_num_queries(3):
        client.get("/followups/trash/")


# -- settings and maintenance ------------------------------------------------------------------


@pytest.fixture
def administrator(db, client):
    user = make_user("admin", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


ADD = "/admin/crm/sharedpreferences/add/"


def hours(starts, ends, prefix=""):
    """Works on Mondays only."""
    day = f"{prefix}working_hours_0"
    return {day: "on", f"{day}_from": starts, f"{day}_to": ends}


def test_the_administrator_decides_and_locks(client, administrator):
    sent = {"call_minutes": "20", "marks_overdue": "False", "call_minutes_locked": "on"}

    client.post(ADD, sent | hours("7", "15:30"))

    shared = SharedPreferences.objects.get()
    assert shared.values == {
        "call_minutes": 20,
        "marks_overdue": False,
        "working_hours": working("07:00", "15:30", days="0"),
    }
    assert shared.locked == ["call_minutes"]
    assert stored(administrator).working_hours == {"0": ["07:00", "15:30"]}
    page = client.get(reverse("admin:crm_sharedpreferences_changelist")).text
    assert "The whole organisation" in page
    assert "Duration for new call" in page


def test_what_was_decided_is_shown_and_kept_when_nothing_is_touched(client, administrator):
    shared = decide(call_minutes=20, theme="dark", marks_overdue=False, locked=["theme"])
    address = reverse("admin:crm_sharedpreferences_change", args=[shared.pk])
    form = client.get(address).context["adminform"].form
    sent = {field.html_name: field.value() for field in form}
    sent = {name: value for name, value in sent.items() if value not in (None, False)}

    response = client.post(address, sent | {"marks_overdue": "False"})

    assert response.status_code == 302
    shared.refresh_from_db()
    assert shared.values == {"call_minutes": 20, "theme": "dark", "marks_overdue": False}
    assert shared.locked == ["theme"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"working_hours_0": "on", "working_hours_0_from": "7"}, "Monday: "),
        (hours("9", "8"), "Monday: the day ends before it starts."),
        ({"theme_locked": "on"}, "Only what is decided can be locked."),
        ({"call_minutes": "0"}, "greater than or equal to 1"),
        ({"call_minutes": "a while"}, "Enter a whole number."),
        ({"time_zone": "Mars"}, "Choose a time zone from the list"),
        ({"clock": "13"}, "Select a valid choice."),
        ({"first_weekday": "3"}, "Select a valid choice."),
    ],
)
def test_decisions_that_make_no_sense_are_refused(client, administrator, sent, said):
    response = client.post(ADD, sent)

    assert said in response.text
    assert not SharedPreferences.objects.exists()


def test_a_second_decision_for_everybody_is_refused_in_words(client, administrator):
    decide(call_minutes=20)

    response = client.post(ADD, {"call_minutes": "30"})

    assert "Those of the whole organisation are in the list." in response.text


def test_who_is_put_into_a_group_beside_the_colleague_follows_it(client, administrator):
    group, lars = make_group(), make_user("lars")
    decide(group, call_minutes=30)
    address = reverse("admin:crm_user_change", args=[lars.pk])
    forms = client.get(address).context
    fields = [*forms["adminform"].form]
    for inline in forms["inline_admin_formsets"]:
        fields += [*inline.formset.management_form]
        fields += [field for form in inline.formset.forms for field in form]
    sent = {field.html_name: field.value() for field in fields}
    sent = {name: value for name, value in sent.items() if value is not None and value is not False}

    chosen = {"UserGroup_members-0-usergroup": group.pk, **hours("8", "16", "preferences-0-")}
    response = client.post(address, sent | chosen)

    assert response.status_code == 302
    assert stored(lars).call_minutes == 30


def test_a_group_with_decisions_can_be_deleted_and_they_go_with_it(client, administrator):
    group = make_group(members=[administrator])
    decide(group, call_minutes=30)

    client.post(reverse("admin:crm_usergroup_delete", args=[group.pk]), {"post": "yes"})

    assert not SharedPreferences.objects.exists()
    assert stored(administrator).call_minutes == 15
