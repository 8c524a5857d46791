"""New, from the page of a record: what the record is about is filled in already."""

import pytest
from django.urls import reverse

from followups.models import Kind
from tests.factories import make_company, make_person, make_project, make_sale
from tests.sent import fields_of

pytestmark = pytest.mark.django_db

FILLED = ("company_text", "person_text", "sale_text", "project_text")


@pytest.fixture
def records():
    company = make_company("Moonbeam Ladders Ltd")
    penny = make_person(company=company)
    return {
        "company": company,
        "person": penny,
        "sale": make_sale(company=company, person=penny),
        "project": make_project(company=company),
    }


@pytest.mark.parametrize("kind", Kind.values)
@pytest.mark.parametrize(
    ("page", "filled"),
    [
        ("company", ["Moonbeam Ladders Ltd", "", "", ""]),
        ("person", ["Moonbeam Ladders Ltd", "Penny Rung", "", ""]),
        ("sale", ["Moonbeam Ladders Ltd", "Penny Rung", "Ladder van routing", ""]),
        ("project", ["Moonbeam Ladders Ltd", "", "", "project"]),
    ],
)
def test_new_on_the_page_of_a_record_is_about_it(as_ingrid, records, kind, page, filled):
    filled = [str(records["project"]) if text == "project" else text for text in filled]
    html = as_ingrid.get(reverse(f"crm:{page}-detail", args=[records[page].public_id])).text
    start = html.index(f'href="/followups/new/{kind}/?')
    address = html[start + len('href="') : html.index('"', start + len('href="'))]

    fields = fields_of(as_ingrid.get(address.replace("&amp;", "&")))

    assert [fields[name] for name in FILLED] == [[text] for text in filled]


def test_the_contact_of_a_sale_is_left_out_where_another_company_is_asked_for(as_ingrid, records):
    other = make_company("Other AS")
    query = f"company={other.public_id}&sale={records['sale'].public_id}"

    fields = fields_of(as_ingrid.get(f"/followups/new/task/?{query}"))

    assert (fields["company_text"], fields["person_text"]) == (["Other AS"], [""])
