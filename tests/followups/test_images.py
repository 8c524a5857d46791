"""Images in agendas: handed in, shown to those who may see the follow-up, and cleared away."""

import datetime
import os
import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from followups import changes, images
from followups.copying import copy_of
from followups.models import AgendaImage, Change, FollowUp
from followups.richtext import ADDRESS
from tests.factories import (
    NOW,
    image_file,
    make_appointment,
    make_file,
    make_group,
    make_image,
    make_user,
)
from tests.sent import fields_of

DAY = datetime.timedelta(days=1)
NEW = "/followups/images/new/"
TASK = "/followups/new/task/"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def ingrid(db, client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


@pytest.fixture
def lars(db):
    return make_user("lars", first_name="Lars")


def address(image):
    return reverse("followups:image", args=[image.public_id])


def status(client, image, user=None):
    if user:
        client.force_login(user)
    response = client.get(address(image))
    b"".join(response)  # to the end, which closes the file
    return response.status_code


def write(followup, agenda, by=None, at=NOW):
    followup.agenda = agenda
    return changes.change(followup, verb="edit", by=by or followup.owner, at=at)


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


# -- handing in --------------------------------------------------------------------------------


def test_an_image_is_kept_and_its_html_given_back(client, ingrid):
    response = client.post(NEW, {"image": image_file("C:\\fakepath\\Floor plan.png")})

    image = AgendaImage.objects.get()
    assert response.status_code == 201
    assert response.text == (
        f'<img src="{address(image)}" alt="Floor plan" width="40" height="30">'
    )
    assert image.by == ingrid


def test_the_name_of_a_file_writes_no_markup(client, ingrid):
    response = client.post(NEW, {"image": image_file('a"><script>x.png')})

    assert "<script" not in response.text


@pytest.mark.parametrize(
    "upload",
    [
        {},
        {"image": "text"},
        {"image": SimpleUploadedFile("a.svg", b"<svg onload='alert(1)'/>")},
        {"image": SimpleUploadedFile("a.png", b"")},
    ],
)
def test_what_is_no_image_is_refused_in_words(client, ingrid, folder, upload):
    response = client.post(NEW, upload)

    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "image" in response.text
    assert not AgendaImage.objects.exists()
    assert files_in(folder) == []


def test_a_file_above_the_limit_is_refused_in_words(client, ingrid, settings):
    settings.LARGEST_FILE = settings.LARGEST_IMAGE = 1_000_000
    upload = SimpleUploadedFile("a.png", image_file().read() + b" " * 2_000_000)

    response = client.post(NEW, {"image": upload})

    assert response.status_code == 400
    assert "too large" in response.text


def test_a_stranger_hands_in_nothing(client, db):
    assert client.post(NEW, {"image": image_file()}).status_code == 302
    assert not AgendaImage.objects.exists()


# -- those who may -----------------------------------------------------------------------------


def test_an_image_leaves_with_headers_that_let_it_only_show(client, ingrid):
    image, _html = make_image(ingrid)

    response = client.get(address(image))

    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-cache"
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")


def test_a_browser_that_kept_it_asks_whether_it_still_may(client, ingrid, lars):
    image, _html = make_image(ingrid)
    first = client.get(address(image))
    b"".join(first)
    kept = {"HTTP_IF_NONE_MATCH": first["ETag"]}

    assert client.get(address(image), **kept).status_code == 304
    client.force_login(lars)
    assert client.get(address(image), **kept).status_code == 404


def test_an_image_in_nothing_is_for_who_handed_it_in(client, ingrid, lars):
    image, _html = make_image(ingrid)

    assert status(client, image) == 200
    assert status(client, image, lars) == 404
    client.logout()
    assert status(client, image) == 302


@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [
        ("all", {"owner", "participant", "member", "colleague", "administrator"}),
        ("group", {"owner", "participant", "member"}),
        ("owner", {"owner", "participant"}),
    ],
)
def test_an_image_is_for_those_who_see_the_follow_up(client, db, visibility, seen_by):
    people = {
        name: make_user(name)
        for name in ("owner", "participant", "member", "colleague", "uploader")
    }
    people["administrator"] = make_user("admin", is_staff=True, is_superuser=True)
    group = make_group("Skunkworks", [people["member"]])
    image, html = make_image(people["owner"])
    make_appointment(
        people["owner"],
        users=[people["participant"]],
        agenda=html,
        visibility=visibility,
        visible_group=group if visibility == "group" else None,
    )

    answers = {name: status(client, image, user) for name, user in people.items()}

    everybody = {"uploader"} if visibility == "all" else set()
    expected = seen_by | everybody
    assert answers == {name: 200 if name in expected else 404 for name in people}


def test_who_handed_it_in_loses_it_with_the_follow_up(client, ingrid, lars):
    image, html = make_image(ingrid)
    followup = make_appointment(ingrid, agenda=html, visibility="owner")
    followup.owner = lars
    changes.change(followup, verb="edit", by=ingrid, at=NOW, seats=())

    assert status(client, image, ingrid) == 404
    assert status(client, image, lars) == 200


def test_an_image_of_what_is_in_the_trash_is_not_shown(client, ingrid):
    image, html = make_image(ingrid)
    followup = make_appointment(ingrid, agenda=html)
    followup.trash(NOW, ingrid)
    changes.change(followup, verb="delete", by=ingrid, at=NOW)

    assert status(client, image) == 404
    followup.restore()
    changes.change(followup, verb="restore", by=ingrid, at=NOW)
    assert status(client, image) == 200


def test_hidden_and_absent_are_answered_alike(client, ingrid, lars):
    image, html = make_image(lars)
    make_appointment(lars, agenda=html, visibility="owner")
    absent = AgendaImage(public_id=uuid.uuid4())

    answers = [client.get(address(each)) for each in (image, absent)]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_nobody_opens_an_image_by_writing_its_address(client, ingrid, lars):
    image, html = make_image(lars)
    make_appointment(lars, agenda=html, visibility="owner")

    mine = make_appointment(ingrid, agenda=f"<p>Look {html}</p>")

    assert mine.agenda == "<p>Look </p>"
    assert status(client, image) == 404


def test_a_lost_file_is_not_found(client, ingrid):
    image, _html = make_image(ingrid)
    Path(image.file.path).unlink()

    assert status(client, image) == 404


def test_looking_takes_one_query_however_many_hold_it(client, ingrid, lars):
    image, html = make_image(lars)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert status(client, image) == 200
        return len([query for query in captured if "followups_" in query["sql"]])

    make_appointment(lars, agenda=html)
    few = queries()
    for _ in range(5):
        make_appointment(lars, agenda=html)
    assert few == queries() == 1


# -- the follow-ups that hold it ---------------------------------------------------------------


def held(image):
    return set(FollowUp.objects.filter(agenda_images=image).values_list("pk", flat=True))


def test_it_is_held_as_long_as_it_stands_in_the_agenda(ingrid):
    image, html = make_image(ingrid)
    followup = make_appointment(ingrid, agenda=f"<p>Plan {html}</p>")

    assert held(image) == {followup.pk}
    write(followup, "<p>Plan</p>")
    assert held(image) == set()


def test_undo_brings_it_back(ingrid):
    image, html = make_image(ingrid)
    followup = make_appointment(ingrid, agenda=html)
    batch = write(followup, "Nothing").batch

    changes.undo(batch, by=ingrid, at=NOW)

    followup.refresh_from_db()
    assert html in followup.agenda
    assert held(image) == {followup.pk}


def test_undo_brings_back_what_another_handed_in(ingrid, lars):
    image, html = make_image(lars)
    followup = make_appointment(lars, agenda=html)
    followup.owner = ingrid
    changes.change(followup, verb="edit", by=lars, at=NOW)
    followup.refresh_from_db()
    batch = write(followup, "", by=ingrid).batch

    changes.undo(batch, by=ingrid, at=NOW)

    assert held(image) == {followup.pk}


def test_a_copy_holds_it_too(ingrid, lars):
    image, html = make_image(lars)
    followup = make_appointment(lars, agenda=html)
    draft = copy_of(followup, owner=ingrid)

    changes.apply(changes.plan([draft], verb=Change.Verb.COPY, by=ingrid, at=NOW))

    assert held(image) == {followup.pk, draft.followup.pk}


def test_saving_an_agenda_without_new_images_asks_for_none(ingrid):
    _image, html = make_image(ingrid)
    followup = make_appointment(ingrid, agenda=html)

    with CaptureQueriesContext(connection) as captured:
        write(followup, f"<p>More</p>{html}")

    assert not [query for query in captured if "agendaimage" in query["sql"]]


# -- clearing away -----------------------------------------------------------------------------


def age(path, days):
    then = timezone.now().timestamp() - days * 86_400
    os.utime(path, (then, then))


def test_what_is_in_no_agenda_for_a_day_is_deleted_with_its_file(ingrid, folder, capsys):
    now = timezone.now()
    make_image(ingrid, at=now - 2 * DAY)
    recent, _html = make_image(ingrid, at=now)
    used, html = make_image(ingrid, at=now - 2 * DAY)
    make_appointment(ingrid, agenda=html)

    call_command("empty_trash")

    assert set(AgendaImage.objects.all()) == {recent, used}
    assert {Path(image.file.path) for image in (recent, used)} == set(files_in(folder))
    assert "Deleted files that nothing used: 1\n" in capsys.readouterr().out


def test_what_left_an_agenda_stays_a_day_for_undo(ingrid):
    image, html = make_image(ingrid, at=NOW - 9 * DAY)
    followup = make_appointment(ingrid, agenda=html)
    write(followup, "", at=NOW)

    images.delete_unused(NOW - DAY)
    assert AgendaImage.objects.filter(pk=image.pk).exists()
    images.delete_unused(NOW + DAY)
    assert not AgendaImage.objects.exists()


def test_what_is_in_the_trash_keeps_its_images_until_it_is_emptied(ingrid):
    _image, html = make_image(ingrid)
    followup = make_appointment(ingrid, agenda=html)
    followup.trash(NOW, ingrid)
    changes.change(followup, verb="delete", by=ingrid, at=NOW)

    images.delete_unused(NOW + 9 * DAY)
    assert AgendaImage.objects.exists()
    changes.empty_trash(NOW + 40 * DAY)
    images.delete_unused(NOW + 9 * DAY)
    assert not AgendaImage.objects.exists()


def test_files_that_no_row_names_are_deleted_and_nothing_else(ingrid, folder):
    document = make_file(owner=ingrid)
    former = Path(document.file.path)
    document.keep(SimpleUploadedFile("new.pdf", b"%PDF-1.7 new"))
    document.save()
    kept = [former, Path(document.file.path), folder / "README"]
    (folder / "aa").mkdir(exist_ok=True)
    orphan, half = (folder / "aa" / f"{'a' * 32}{end}" for end in ("", ".half"))
    young = folder / "aa" / ("b" * 32)
    for path in (orphan, half, young, folder / "README"):
        path.write_bytes(b"x")
    for path in (*kept, orphan, half):
        age(path, 3)

    images.delete_unused(timezone.now() - DAY)

    assert set(files_in(folder)) == {*kept, young}


# -- in pages ----------------------------------------------------------------------------------


def test_the_address_in_texts_is_the_one_that_serves_it(ingrid):
    image, html = make_image(ingrid)

    assert f'src="{address(image)}"' in html
    assert images.IMAGE.fullmatch(html)[1] == str(image.public_id)
    assert ADDRESS.startswith("/followups/images/")


def test_without_script_an_image_comes_at_the_end_of_the_agenda(client, ingrid):
    data = fields_of(client.get(TASK)) | {"title": "Measure", "agenda": "Floor first"}

    response = client.post(TASK, data | {"agenda_image": image_file("floor.png")})

    image, followup = AgendaImage.objects.get(), FollowUp.objects.get()
    assert response.status_code == 303
    assert followup.agenda == (
        f'<p>Floor first</p>\n<p><img src="{address(image)}" alt="floor" '
        'width="40" height="30"></p>'
    )
    assert held(image) == {followup.pk}


def test_a_refused_image_is_told_and_what_was_typed_is_kept(client, ingrid):
    data = fields_of(client.get(TASK)) | {"title": "Measure", "agenda": "Floor first"}

    response = client.post(TASK, data | {"agenda_image": SimpleUploadedFile("a.png", b"<svg/>")})

    assert response.status_code == 400
    assert "This is not an image that can be shown." in response.text
    assert "Floor first" in response.text
    assert not FollowUp.objects.exists()


def test_an_image_outlives_another_fault_in_the_form(client, ingrid):
    data = fields_of(client.get(TASK)) | {"title": "", "agenda": "Floor first"}

    response = client.post(TASK, data | {"agenda_image": image_file("floor.png")})

    assert response.status_code == 400
    assert "[image: floor]" in response.text
    client.post(TASK, fields_of(response) | {"title": "Measure"})
    assert address(AgendaImage.objects.get()) in FollowUp.objects.get().agenda


def test_internal_notes_hold_no_images(client, ingrid):
    _image, html = make_image(ingrid)
    data = fields_of(client.get(TASK)) | {"title": "Measure"}
    data.pop("internal_notes", None)

    client.post(TASK, data | {"internal_notes_html": f"<p>So {html}</p>"})

    assert FollowUp.objects.get().internal_notes == "<p>So </p>"


def test_the_pages_show_it_and_the_history_names_it(client, ingrid, lars):
    image, html = make_image(lars)
    followup = make_appointment(lars, agenda="")
    write(followup, html)

    page = client.get(reverse("followups:follow-up-detail", args=[followup.public_id])).text
    brief = client.get(reverse("followups:follow-up-brief", args=[followup.public_id])).text

    assert f'<img src="{address(image)}" alt="plan" width="40" height="30">' in page
    assert address(image) in brief
    assert "[image: plan]" in page


def test_a_search_finds_what_describes_it_and_no_address(ingrid):
    image, html = make_image(ingrid, name="Floor plan.png")
    followup = make_appointment(ingrid, agenda=html)

    assert "floor plan" in followup.search_key
    assert "followups" not in followup.search_key
    assert str(image.public_id)[:8] not in followup.search_key
