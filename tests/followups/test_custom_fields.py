"""The administrator's own fields of follow-ups: the tab More."""

import uuid

import pytest
from django.urls import reverse

from followups.custom_fields import FieldsByType
from followups.models import FollowUp, FollowUpType
from tests.factories import (
    choice_of,
    make_appointment,
    make_field,
    make_task,
    make_user,
    sent_as,
    type_of,
)
from tests.sent import fields_of

pytestmark = pytest.mark.django_db


def address(followup, page="detail"):
    return reverse(f"followups:follow-up-{page}", args=[followup.public_id])


def edit(client, followup, /, **values):
    sent = fields_of(client.get(address(followup))) | values
    response = client.post(address(followup), sent)
    followup.refresh_from_db()
    return response


def new(client, kind="appointment", /, **values):
    url = reverse("followups:follow-up-create", args=[kind])
    return client.post(url, fields_of(client.get(url)) | {"title": "Demo"} | values)


@pytest.fixture
def meeting(ingrid):
    return make_appointment(ingrid)


@pytest.fixture
def external():
    return FollowUpType.objects.get(name="Meeting (external)")


@pytest.fixture
def internal():
    return FollowUpType.objects.get(name="Meeting (internal)")


def test_without_fields_there_is_no_more(as_ingrid, meeting):
    make_field("company")
    make_field("followup", is_active=False)

    assert "more-tab" not in as_ingrid.get(address(meeting)).text


def test_what_is_written_is_saved_shown_and_read_again(as_ingrid, ingrid):
    number = make_field("followup", "number", "Travel")
    when = make_field("followup", "date", "Ends")
    likes = make_field("followup", "choices", "Likes", choices=["Tea", "Beer"])
    tea = choice_of(likes, "Tea")

    new(as_ingrid, **{sent_as(number): "1 200", sent_as(when): "fri", sent_as(likes): [tea]})

    made = FollowUp.objects.get()
    stored = {number.key: 1200, when.key: "2026-06-12", likes.key: {tea: True}}
    assert made.custom == stored
    sent = fields_of(as_ingrid.get(address(made)))
    assert sent[sent_as(when)] == ["Fri 12 Jun 2026"]
    edit(as_ingrid, made, title="Other")
    assert made.custom == stored
    for page in ("detail", "peek"):
        as_ingrid.post(address(made, "complete"))
        text = as_ingrid.get(address(made, page)).text.replace("\N{NO-BREAK SPACE}", " ")
        assert "<dt>Travel</dt><dd>1 200</dd>" in text
        assert "<dt>Ends</dt><dd>12 June 2026</dd>" in text
        assert "<dt>Likes</dt><dd>Tea</dd>" in text


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("number", "twelve"),
        ("decimal", "1,2,3"),
        ("money", "much"),
        ("date", "31.2"),
        ("time", "25:00"),
        ("choice", "x"),
        ("choices", "x"),
        ("link", "javascript:alert(1)"),
        ("text", "x" * 201),
        ("long_text", "x" * 4001),
    ],
)
def test_what_makes_no_sense_is_refused_and_kept(as_ingrid, meeting, kind, typed):
    field = make_field("followup", kind, choices=["Gold"])

    response = edit(as_ingrid, meeting, **{sent_as(field): typed})

    assert response.status_code == 400
    assert sent_as(field) in response.context["form"].errors
    if kind not in ("choice", "choices"):
        assert fields_of(response)[sent_as(field)] == [typed]
    assert meeting.custom == {}


# -- types -------------------------------------------------------------------------------------


def test_a_field_of_chosen_types_is_shown_for_these_alone(as_ingrid, meeting, external, internal):
    make_field("followup", name="Travel", types=[external])

    page = as_ingrid.get(address(meeting)).text
    assert f'data-types="{external.pk}"' in page
    assert f'data-types="{external.pk}" hidden' not in page
    meeting.change_type(internal)
    meeting.save()
    page = as_ingrid.get(address(meeting)).text

    assert f'data-types="{external.pk}" hidden' in page
    assert '<section class="fu-more" id="more-tab" aria-labelledby="more-h" hidden>' in page


def test_a_value_is_kept_where_the_type_lacks_the_field_and_is_there_again_with_it(
    as_ingrid, meeting, external, internal
):
    field = make_field("followup", "number", "Travel", types=[external])
    edit(as_ingrid, meeting, **{sent_as(field): "42"})

    edit(as_ingrid, meeting, type=internal.pk)

    assert meeting.custom == {field.key: 42}
    assert "Travel" not in as_ingrid.get(address(meeting, "peek")).text
    edit(as_ingrid, meeting, kind="task", due_on="12.6")
    edit(as_ingrid, meeting, kind="appointment", type=external.pk)
    assert meeting.custom == {field.key: 42}
    assert "<dt>Travel</dt><dd>42</dd>" in as_ingrid.get(address(meeting, "peek")).text


def test_what_stands_in_a_hidden_field_hinders_nothing(as_ingrid, meeting, external, internal):
    field = make_field("followup", "number", types=[external], is_required=True)
    meeting.custom = {field.key: 7}
    meeting.save()

    response = edit(as_ingrid, meeting, type=internal.pk, **{sent_as(field): "nonsense"})

    assert response.status_code == 303
    assert meeting.custom == {field.key: 7}


def test_the_form_comes_back_when_the_new_type_asks_for_more(as_ingrid, ingrid, internal):
    """Without script a field is shown once its type is chosen and sent."""
    field = make_field("followup", "number", "Travel", types=[internal], is_required=True)
    meeting = make_appointment(ingrid)

    response = edit(as_ingrid, meeting, type=internal.pk)

    assert response.status_code == 400
    assert response.context["form"].errors == {sent_as(field): ["This field is required."]}
    assert f'data-types="{internal.pk}">' in response.text
    assert (
        as_ingrid.post(address(meeting), fields_of(response) | {sent_as(field): "5"}).status_code
        == 303
    )
    meeting.refresh_from_db()
    assert (meeting.type, meeting.custom) == (internal, {field.key: 5})


# -- quick ways --------------------------------------------------------------------------------


def test_a_quick_entry_takes_the_defaults(as_ingrid, ingrid):
    number = make_field("followup", "number", default="10")
    tick = make_field("followup", "tick", default="yes")

    url = reverse("followups:follow-up-create", args=["appointment"])
    as_ingrid.post(url, {"form_key": uuid.uuid4(), "title": "Demo", "start": "13", "end": "14"})

    assert FollowUp.objects.get().custom == {number.key: 10, tick.key: True}


def test_a_quick_entry_leads_to_the_form_where_more_is_required(as_ingrid, ingrid):
    field = make_field("followup", name="Travel", is_required=True)

    url = reverse("followups:follow-up-create", args=["appointment"])
    response = as_ingrid.post(url, {"form_key": uuid.uuid4(), "title": "Demo", "start": "13"})

    assert response.status_code == 400
    assert sent_as(field) in response.context["form"].errors
    assert fields_of(response)["title"] == ["Demo"]


def test_what_a_change_leaves_out_stays_also_what_became_required_since(as_ingrid, meeting):
    field = make_field("followup", "tick")
    meeting.custom = {field.key: True}
    meeting.save()
    make_field("followup", is_required=True)

    response = as_ingrid.post(address(meeting), {"title": "Moved", "version": meeting.version})

    meeting.refresh_from_db()
    assert (response.status_code, meeting.title) == (303, "Moved")
    assert meeting.custom == {field.key: True}


# -- history, conflicts, undo, copy --------------------------------------------------------------


def test_the_history_tells_the_old_and_the_new_value(as_ingrid, meeting):
    field = make_field("followup", "choice", "Level", choices=["Gold", "Silver"])
    edit(as_ingrid, meeting, **{sent_as(field): choice_of(field, "Gold")})
    edit(as_ingrid, meeting, **{sent_as(field): choice_of(field, "Silver")})

    lines = as_ingrid.get(address(meeting)).context["history"]

    assert lines[0].parts == [("Level", "Gold", "Silver")]
    assert lines[1].parts == [("Level", "", "Gold")]


def test_what_was_written_while_it_was_private_stays_with_the_owner(as_ingrid, client, ingrid):
    field = make_field("followup", name="Level")
    meeting = make_appointment(ingrid, visibility="owner")
    edit(as_ingrid, meeting, **{sent_as(field): "Xylophone"})
    edit(as_ingrid, meeting, **{sent_as(field): "Zither"})
    edit(as_ingrid, meeting, visibility="all")

    assert "Xylophone" in as_ingrid.get(address(meeting)).text
    client.force_login(make_user())
    page = client.get(address(meeting)).text
    assert "Zither" in page
    assert "Xylophone" not in page


def test_two_versions_stand_side_by_side_and_one_chooses(as_ingrid, meeting):
    text = make_field("followup", name="Shoes")
    likes = make_field("followup", "choices", "Likes", choices=["Tea", "Beer"])
    beer = choice_of(likes, "Beer")
    old = fields_of(as_ingrid.get(address(meeting)))
    as_ingrid.post(address(meeting), old | {sent_as(text): "Blue", sent_as(likes): [beer]})

    response = as_ingrid.post(address(meeting), old | {sent_as(text): "Red"})

    assert response.status_code == 409
    shown = {part.label: (part.mine, part.theirs) for part in response.context["differences"]}
    assert shown == {"Shoes": ("Red", "Blue"), "Likes": ("", "Beer")}
    chosen = fields_of(response)
    assert chosen[f"choose_{sent_as(text)}"] == ["mine"]
    assert chosen[f"choose_{sent_as(likes)}"] == ["theirs"]
    as_ingrid.post(address(meeting), chosen)
    meeting.refresh_from_db()
    assert meeting.custom == {text.key: "Red", likes.key: {beer: True}}


@pytest.mark.parametrize("version", ["", "0", "x"])
def test_a_form_that_says_no_version_shows_both_versions(as_ingrid, meeting, version):
    field = make_field("followup")
    edit(as_ingrid, meeting, **{sent_as(field): "Blue"})

    response = edit(as_ingrid, meeting, version=version, **{sent_as(field): "Red"})

    assert response.status_code == 409
    assert [part.is_mine for part in response.context["differences"]] == [True]
    assert meeting.custom == {field.key: "Blue"}


@pytest.mark.parametrize("wrong", ["", "x", "9" * 5000, "٣"])
def test_a_type_that_is_none_is_refused_in_words(as_ingrid, meeting, external, wrong):
    make_field("followup", types=[external], is_required=True)

    response = edit(as_ingrid, meeting, type=wrong)

    assert response.status_code == 400
    assert "type" in response.context["form"].errors


def undo_last(client, response):
    tags = response.wsgi_request._messages._queued_messages[-1].extra_tags
    batch = next(tag for tag in tags.split() if tag.startswith("undo:")).removeprefix("undo:")
    return client.post(reverse("followups:change-undo", args=[batch]))


def test_a_change_is_taken_back(as_ingrid, meeting):
    field = make_field("followup")
    edit(as_ingrid, meeting, **{sent_as(field): "Red"})
    response = edit(as_ingrid, meeting, **{sent_as(field): "Blue"})

    undo_last(as_ingrid, response)

    meeting.refresh_from_db()
    assert meeting.custom == {field.key: "Red"}
    assert FollowUp.objects.filter(search_key__has_words="red").exists()
    assert not FollowUp.objects.filter(search_key__has_words="blue").exists()


def test_a_copy_says_the_same(as_ingrid, meeting):
    field = make_field("followup")
    edit(as_ingrid, meeting, **{sent_as(field): "Red"})

    as_ingrid.post(address(meeting, "copy"))

    assert [row.custom for row in FollowUp.objects.all()] == [{field.key: "Red"}] * 2


# -- finding -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["text", "long_text", "link"])
def test_it_is_found_by_those_who_may_see_it_and_nobody_else(as_ingrid, client, ingrid, kind):
    field = make_field("followup", kind)
    word = "https://xylophone.example/" if kind == "link" else "a xylophone"
    custom = {field.key: word}
    for visibility in ("owner", "all"):
        make_task(ingrid, title=f"For {visibility}", visibility=visibility, custom=custom)

    own = as_ingrid.get(reverse("followups:search"), {"q": "xyloph"}).text
    client.force_login(make_user())
    others = client.get(reverse("followups:search"), {"q": "xyloph"}).text

    assert "For owner" in own
    assert "For all" in own
    assert "For all" in others
    assert "For owner" not in others


def test_a_colleague_reads_what_is_open(client, ingrid, lars):
    field = make_field("followup", name="Shoes")
    task = make_task(ingrid, custom={field.key: "<b>Red</b>"})
    client.force_login(lars)

    assert "<dt>Shoes</dt><dd>&lt;b&gt;Red&lt;/b&gt;</dd>" in client.get(address(task)).text


# -- queries --------------------------------------------------------------------------------------


def test_the_form_asks_as_often_for_many_fields_as_for_one(
    as_ingrid, meeting, external, django_assert_max_num_queries
):
    make_field("followup", types=[external])
    as_ingrid.get(address(meeting))
    with django_assert_max_num_queries(20) as few:
        as_ingrid.get(address(meeting))
    for kind in ("choice", "choices", "tick", "date"):
        field = make_field("followup", kind, choices=["A", "B"], types=[external, type_of("task")])
        meeting.custom[field.key] = {"choices": {}, "date": "2026-06-12"}.get(kind, "x")
    meeting.save()

    with django_assert_max_num_queries(len(few)):
        as_ingrid.get(address(meeting))


def test_many_changed_at_once_ask_once_for_the_fields(
    as_ingrid, ingrid, django_assert_max_num_queries
):
    field = make_field("followup")
    counts = []
    for number in (2, 8):
        tasks = [make_task(ingrid, custom={field.key: "x"}) for _ in range(number)]
        with django_assert_max_num_queries(200) as asked:
            as_ingrid.post(
                reverse("followups:several-delete"), {"id": [task.public_id for task in tasks]}
            )
        counts.append(sum("crm_customfield" in query["sql"] for query in asked.captured_queries))

    assert counts == [1, 1]


def test_without_fields_one_query_tells_so(ingrid, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert FieldsByType().active() == []
