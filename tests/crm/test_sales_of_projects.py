"""A sale may belong to a project: in forms, pages, lists, files, history and follow-ups."""

import csv
import io

import pytest

from tests.factories import (
    make_appointment,
    make_company,
    make_person,
    make_project,
    make_sale,
    make_task,
    make_user,
)
from tests.sent import fields_of


@pytest.fixture(autouse=True)
def ingrid(db, client):
    user = make_user("ingrid")
    client.force_login(user)
    return user


@pytest.fixture
def project():
    return make_project("Expo", company=make_company("Moonbeam"))


def edit(client, sale, **values):
    url = f"/sales/{sale.public_id}/edit/"
    return client.post(url, fields_of(client.get(url)) | values, follow=True)


def test_a_sale_is_tied_to_a_project_whose_company_it_gets(client, project):
    sale = make_sale("Stand")

    html = edit(client, sale, project=project.public_id, project_text="Expo").text

    sale.refresh_from_db()
    assert (sale.project, sale.company) == (project, project.company)
    assert f'href="/projects/{project.public_id}/">Expo</a>' in html


def test_that_is_in_the_history_and_can_be_undone(client, project):
    sale = make_sale("Stand")
    html = edit(client, sale, project=project.public_id, project_text="Expo").text
    assert "Project: Expo" in html or "→ Expo" in html

    batch = sale.history.first().history_change_reason
    client.post(f"/records/undo/{batch}/")

    sale.refresh_from_db()
    assert sale.project is None


def test_an_unknown_project_is_refused_and_what_was_typed_stays(client):
    response = edit(client, make_sale("Stand"), project="", project_text="Xylophone")

    assert response.status_code == 400
    assert "No project fits “Xylophone”" in response.text


def test_the_page_of_a_project_has_cards_of_sales_and_contacts_with_counts(client, project):
    olga = make_person("Olga", "Dahl", company=make_company("Cloudberry"))
    make_person("Penny", "Rung", company=project.company)
    make_sale("Stand", project=project, person=olga)
    make_sale("Of another")

    html = client.get(f"/projects/{project.public_id}/").text

    sales = html.split('id="sales-h"')[1].split("</section>")[0]
    assert '<span class="count">1</span>' in sales
    assert "Stand" in sales
    assert "Of another" not in sales
    contacts = html.split('id="persons-h"')[1].split("</section>")[0]
    assert '<span class="count">2</span>' in contacts
    assert contacts.index("Olga Dahl") < contacts.index("Penny Rung")


def test_a_sale_added_on_the_page_of_a_project_belongs_to_it(client, project):
    html = client.get(f"/sales/new/?project={project.public_id}").text

    assert f'value="{project.public_id}"' in html


def test_the_list_can_be_of_a_project_and_have_a_column_of_it(client, project):
    make_sale("Stand", project=project)
    make_sale("Of another")
    html = client.get(f"/sales/?project={project.public_id}").text
    assert "Of Expo" in html
    assert "Of another" not in html

    client.post("/sales/columns/", {"column": ["project"]})
    for address in ("/sales/", "/sales/?sort=project", "/sales/?sort=-project"):
        assert f'href="/projects/{project.public_id}/">Expo</a>' in client.get(address).text


def test_files_name_the_project(client, project):
    make_sale("Stand", project=project)

    text = client.get("/sales/export/csv/").getvalue().decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(text, newline=""))

    assert dict(zip(head, row, strict=True))["Project"] == "Expo"


@pytest.mark.parametrize("typed", ["sale", "address"])
def test_choosing_a_sale_fills_an_empty_project_and_company(client, ingrid, project, typed):
    sale = make_sale("Stand", project=project, company=project.company)
    if typed == "address":
        form = client.get(f"/followups/new/task/?sale={sale.public_id}").text
        assert f'value="{project.public_id}"' in form
        return
    task = make_task(ingrid)
    url = f"/followups/{task.public_id}/"
    sent = fields_of(client.get(url)) | {"sale": sale.public_id, "sale_text": "Stand"}
    client.post(url, sent)

    task.refresh_from_db()
    assert (task.project, task.company) == (project, project.company)


def test_a_project_that_was_chosen_stays(client, ingrid, project):
    other = make_project("Other")
    sale = make_sale("Stand", project=project)
    meeting = make_appointment(ingrid, project=other)
    url = f"/followups/{meeting.public_id}/"

    client.post(url, fields_of(client.get(url)) | {"sale": sale.public_id, "sale_text": "Stand"})

    meeting.refresh_from_db()
    assert (meeting.sale, meeting.project) == (sale, other)


def test_the_page_asks_as_often_for_many_as_for_few(client, project, django_assert_max_num_queries):
    for number in range(12):
        person = make_person(f"P{number}", company=make_company(f"C{number}"))
        make_sale(f"Sale {number}", project=project, person=person)

    with django_assert_max_num_queries(12):
        client.get(f"/projects/{project.public_id}/")
