"""Links of a follow-up: documents, other follow-ups, sales, projects and web addresses."""

import pytest
from django.urls import reverse

from followups.models import Link
from tests.factories import (
    make_appointment,
    make_document,
    make_project,
    make_sale,
    make_task,
    make_user,
)
from tests.sent import fields_of


@pytest.fixture
def ingrid(db, client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


@pytest.fixture
def lars(db):
    return make_user("lars", first_name="Lars")


def address(followup):
    return reverse("followups:follow-up-detail", args=[followup.public_id])


def save(client, followup, **values):
    """Send its form with these values changed."""
    return client.post(address(followup), fields_of(client.get(address(followup))) | values)


def undo(client, response):
    tags = response.wsgi_request._messages._queued_messages[-1].extra_tags
    client.post(reverse("followups:change-undo", args=[tags.removeprefix("undo:")]))


def linked(followup):
    return [str(link) for link in Link.objects.filter(followup=followup)]


def look_up(client, words):
    return client.get(reverse("followups:look-up", args=["links"]), {"q": words}).text


@pytest.mark.parametrize(
    "make",
    [
        lambda user: make_document("Quote, second", owner=user),
        lambda user: make_task(user, title="Send the quote"),
        lambda user: make_sale("Routing"),
        lambda user: make_project("Expo"),
    ],
    ids=["document", "follow-up", "sale", "project"],
)
def test_what_is_named_by_its_title_is_linked(client, ingrid, make):
    target = make(ingrid)
    meeting = make_appointment(ingrid, title="Demo")

    response = save(client, meeting, links_text=str(target))

    assert response.status_code == 303
    assert linked(meeting) == [str(target)]
    assert str(target.public_id) in client.get(address(meeting)).text


def test_a_web_address_is_linked_as_typed(client, ingrid):
    meeting = make_appointment(ingrid)

    save(client, meeting, links_text="https://agenda.example/a,b?c=1")

    assert linked(meeting) == ["https://agenda.example/a,b?c=1"]
    assert 'href="https://agenda.example/a,b?c=1"' in client.get(address(meeting)).text


def test_a_new_follow_up_is_saved_with_its_links(client, ingrid):
    make_sale("Routing")
    url = reverse("followups:follow-up-create", args=["task"])

    client.post(url, fields_of(client.get(url)) | {"title": "Call back", "links_text": "Routing"})

    assert linked(ingrid.followups.get()) == ["Routing"]


@pytest.mark.parametrize(
    "text", ["Nowhere", "javascript:alert(1)", "https://", "http://" + "x" * 1001 + ".example"]
)
def test_what_nothing_fits_is_refused_and_kept_in_the_field(client, ingrid, text):
    meeting = make_appointment(ingrid)

    response = save(client, meeting, links_text=text)

    assert response.status_code == 400
    assert "Nothing fits" in response.text
    assert linked(meeting) == []


def test_where_several_fit_one_is_ticked(client, ingrid):
    first, _second = make_sale("Routing north"), make_sale("Routing south")
    meeting = make_appointment(ingrid)

    refused = save(client, meeting, links_text="Routing")
    assert "Several fit" in refused.text
    client.post(address(meeting), fields_of(refused) | {"links": [f"sale:{first.public_id}"]})

    assert linked(meeting) == ["Routing north"]


def test_a_link_is_removed_by_taking_its_tick_away_and_undo_brings_it_back(client, ingrid):
    make_sale("Routing")
    meeting = make_appointment(ingrid)
    save(client, meeting, links_text="Routing")

    response = save(client, meeting, links=[])
    assert linked(meeting) == []
    undo(client, response)

    assert linked(meeting) == ["Routing"]


def test_saving_something_else_leaves_the_links_alone(client, ingrid):
    make_sale("Routing")
    meeting = make_appointment(ingrid)
    save(client, meeting, links_text="Routing")

    save(client, meeting, title="Second demo")

    assert linked(meeting) == ["Routing"]
    assert "links" not in meeting.changes.first().after


def test_an_added_link_stands_in_the_history_without_its_title(client, ingrid, lars):
    make_document("Takeover", owner=ingrid, visibility="owner")
    meeting = make_appointment(ingrid)
    save(client, meeting, links_text="Takeover")
    client.force_login(lars)

    page = client.get(address(meeting)).text

    assert "Links: Document" in " ".join(page.replace("empty → ", "").split())
    assert "Takeover" not in page


def test_a_copy_leads_where_the_original_does(client, ingrid):
    make_sale("Routing")
    meeting = make_appointment(ingrid)
    save(client, meeting, links_text="Routing")

    client.post(reverse("followups:follow-up-copy", args=[meeting.public_id]))

    assert Link.objects.count() == 2


def test_readers_see_the_links_they_may_follow(client, ingrid, lars):
    make_document("Takeover", owner=ingrid, visibility="owner")
    make_task(ingrid, title="Own business", visibility="owner")
    make_sale("Routing")
    meeting = make_appointment(ingrid)
    for title in ("Takeover", "Own business", "Routing"):
        save(client, meeting, links_text=title)
    client.force_login(lars)

    for page in (address(meeting), f"{address(meeting)}peek/"):
        html = client.get(page).text
        assert "Routing" in html
        assert "Takeover" not in html
        assert "Own business" not in html


def test_links_that_the_owner_cannot_see_any_more_stay(client, ingrid, lars):
    document = make_document("Takeover", owner=lars)
    make_sale("Routing")
    meeting = make_appointment(ingrid)
    save(client, meeting, links_text="Takeover")
    type(document).objects.update(visibility="owner")

    save(client, meeting, links_text="Routing")

    assert linked(meeting) == ["Takeover", "Routing"]
    assert "Takeover" not in client.get(address(meeting)).text


def test_what_one_may_not_see_is_neither_offered_nor_linked(client, ingrid, lars):
    document = make_document("Takeover", owner=lars, visibility="owner")
    task = make_task(lars, title="Takeover talks", visibility="owner")
    meeting = make_appointment(ingrid)

    assert "Takeover" not in look_up(client, "takeover")
    for token in (f"document:{document.public_id}", f"other:{task.public_id}", "other:1", "url:x"):
        response = save(client, meeting, links=[token])
        assert response.status_code == 400
        assert "Takeover" not in response.text
    assert linked(meeting) == []


def test_the_look_up_offers_all_kinds_and_the_address_typed(client, ingrid):
    make_document("Moon quote", owner=ingrid)
    make_task(ingrid, title="Moon call")
    make_sale("Moon lift")
    make_project("Moon expo")

    offered = look_up(client, "moon")

    for title in ("Moon quote", "Moon call", "Moon lift", "Moon expo"):
        assert title in offered
    assert 'data-value="url:https://moon.example/"' in look_up(client, "https://moon.example/")


def test_a_new_document_starts_with_what_the_follow_up_is_about_and_who_sees_it(client, ingrid):
    sale = make_sale("Routing")
    meeting = make_appointment(ingrid, sale=sale, visibility="owner")

    page = client.get(address(meeting)).text

    query = f"visible_for=owner&amp;sale={sale.public_id}"
    assert f'{reverse("crm:document-create")}?{query}"' in page
