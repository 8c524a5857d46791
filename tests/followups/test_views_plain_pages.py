"""The form where no script runs: what it shows is what is sent."""

import pytest

from followups.models import FollowUp
from tests.factories import at, make_all_day, make_appointment
from tests.followups.test_views_editing import toasts
from tests.sent import fields_of

pytestmark = pytest.mark.django_db

AGENDA = "<p>Rungs and <b>steps</b></p>\n<ul>\n<li>one</li>\n</ul>"


def sent(client, followup, **changes):
    """The form of `followup` as it came, with some fields typed anew, and its answer."""
    address = f"/followups/{followup.public_id}/"
    fields = fields_of(client.get(address)) | {"next": "/diary/week/"}
    response = client.post(address, fields | changes)
    followup = FollowUp.objects.get(pk=followup.pk)
    return followup, response


def span(followup):
    return followup.starts_at, followup.ends_at


@pytest.fixture
def meeting(ingrid):
    return make_appointment(ingrid, agenda=AGENDA)  # 13:00 to 14:00


def test_notes_are_shown_as_text_and_not_as_html(as_ingrid, meeting):
    fields = fields_of(as_ingrid.get(f"/followups/{meeting.public_id}/"))

    assert fields["agenda"] == ["Rungs and steps\n\n- one"]


def test_saving_something_else_keeps_the_formatting(as_ingrid, meeting):
    saved, _response = sent(as_ingrid, meeting, title="Other")

    assert (saved.title, saved.agenda) == ("Other", AGENDA)


def test_typed_signs_are_text(as_ingrid, meeting):
    saved, _response = sent(as_ingrid, meeting, agenda="a <b> c\r\n\r\n- one")

    assert saved.agenda == "<p>a &lt;b&gt; c</p>\n<ul>\n<li>one</li>\n</ul>"


def test_a_refused_form_keeps_what_was_typed_and_the_formatting(as_ingrid, meeting):
    address = f"/followups/{meeting.public_id}/"
    fields = fields_of(as_ingrid.get(address))
    changed = fields["agenda"][0].replace("- one", "- two")
    refused = as_ingrid.post(address, fields | {"title": "", "agenda": changed})
    assert refused.status_code == 400
    again = fields_of(refused)
    assert again["agenda"] == [changed]

    as_ingrid.post(address, again | {"title": "Demo"})

    saved = FollowUp.objects.get()
    assert saved.agenda == "<p>Rungs and <b>steps</b></p>\n<ul>\n<li>two</li>\n</ul>"


def test_a_start_moved_alone_takes_the_end_along_and_says_so(as_ingrid, meeting):
    saved, response = sent(as_ingrid, meeting, start="15:30")

    assert span(saved) == (at("2026-06-10 15:30"), at("2026-06-10 16:30"))
    assert "15:30–16:30. The end moved along with the start." in toasts(response)[0]


def test_also_over_midnight_and_to_another_day(as_ingrid, meeting):
    saved, _response = sent(as_ingrid, meeting, date="12.6", start="23:30")

    assert span(saved) == (at("2026-06-12 23:30"), at("2026-06-13 00:30"))


def test_another_day_alone_keeps_the_hours_and_says_nothing_of_them(as_ingrid, meeting):
    saved, response = sent(as_ingrid, meeting, date="12.6")

    assert span(saved) == (at("2026-06-12 13:00"), at("2026-06-12 14:00"))
    assert "moved along" not in toasts(response)[0]


def test_an_end_that_was_typed_stands(as_ingrid, meeting):
    saved, _response = sent(as_ingrid, meeting, start="9", end="12")

    assert span(saved) == (at("2026-06-10 09:00"), at("2026-06-10 12:00"))


def test_the_last_of_whole_days_goes_along_with_the_first(as_ingrid, ingrid):
    expo = make_all_day(ingrid, first="2026-06-10", last="2026-06-12")

    saved, _response = sent(as_ingrid, expo, date="15.6")

    assert (str(saved.starts_on), str(saved.ends_on)) == ("2026-06-15", "2026-06-18")


def test_where_the_script_runs_it_moves_the_end_itself(as_ingrid, meeting):
    saved, _response = sent(as_ingrid, meeting, start="12:00", shown_when="")

    assert span(saved) == (at("2026-06-10 12:00"), at("2026-06-10 14:00"))


def test_working_day_sets_both_times_whatever_stood_there(as_ingrid, ingrid):
    late = make_appointment(ingrid, start="2026-06-10 15:00", end="2026-06-10 16:00")

    _saved, response = sent(as_ingrid, late, working_day="1")

    fields = fields_of(response)
    assert (fields["start"], fields["end"]) == (["08:00"], ["16:00"])


@pytest.mark.parametrize("nonsense", ["x", "2026-06-10T13:00", "/", "9999-99-99/2026-01-01"])
def test_nonsense_about_the_times_shown_changes_nothing(as_ingrid, meeting, nonsense):
    saved, _response = sent(as_ingrid, meeting, start="12:00", shown_when=nonsense)

    assert span(saved) == (at("2026-06-10 12:00"), at("2026-06-10 14:00"))
