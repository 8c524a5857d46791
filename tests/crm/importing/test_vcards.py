"""Cards of every version become lines under the same headings."""

from hypothesis import given
from hypothesis import strategies as st

from crm.importing import vcards


def people_in(text):
    head, *lines = [line.cells for line in vcards.lines(text)]
    assert head == vcards.HEADS
    return [{name: cell for name, cell in zip(head, cells, strict=True) if cell} for cells in lines]


OLD = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=85sen;Bj=C3=
=B8rn;;;
ORG:Moonbeam Ladders;Sales
TEL;WORK;VOICE:+47 22 33 44 55
TEL;CELL;VOICE:900 11 222
TEL;WORK;FAX:22 33 44 56
ADR;WORK:;;Rung Lane 3;Oslo;;0026;Norway
EMAIL;PREF;INTERNET:bjorn@moonbeam.example
PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQSkZJRg
 ABAQAAAQABAAD/2wBDAAgG
END:VCARD
"""
USUAL = """BEGIN:VCARD\r
VERSION:3.0\r
N:Rung;Penny;;Dr.;\r
FN:Penny Rung\r
item1.EMAIL;type=INTERNET;type=WORK:penny@moonbeam.exam\r
 ple\r
TITLE:Head of sales\\, Nordics\r
TEL;type=CELL;type=VOICE:+44 7700 900123\r
URL:https://moonbeam.example\r
END:VCARD\r
"""
NEW = """BEGIN:VCARD
VERSION:4.0
FN:Kari Nordmann
ORG:Fjell\\; Fjord AS
TEL;VALUE=uri;TYPE="voice,cell":tel:+47-900-11-222;ext=5
TEL;TYPE=work:tel:+47-22-33-44-55
EMAIL:kari@home.example
EMAIL;TYPE=work:kari@fjell.example
END:VCARD
"""


def test_a_card_of_version_2_1_with_quoted_letters():
    assert people_in(OLD) == [
        {
            "First name": "Bjørn",
            "Last name": "Åsen",
            "Company": "Moonbeam Ladders",
            "Phone": "+47 22 33 44 55",
            "Mobile": "900 11 222",
            "E-mail": "bjorn@moonbeam.example",
            "Address": "Rung Lane 3",
            "Postcode": "0026",
            "City": "Oslo",
            "Country": "Norway",
        }
    ]


def test_a_card_of_version_3_with_folded_lines_and_escaped_signs():
    assert people_in(USUAL) == [
        {
            "First name": "Penny",
            "Last name": "Rung",
            "Name": "Penny Rung",
            "Job title": "Head of sales, Nordics",
            "Mobile": "+44 7700 900123",
            "E-mail": "penny@moonbeam.example",
            "Website": "https://moonbeam.example",
        }
    ]


def test_a_card_of_version_4_with_addresses_for_numbers():
    assert people_in(NEW) == [
        {
            "Name": "Kari Nordmann",
            "Company": "Fjell; Fjord AS",
            "Mobile": "+47-900-11-222",
            "Phone": "+47-22-33-44-55",
            "E-mail": "kari@fjell.example",
        }
    ]


def test_several_cards_each_with_the_line_it_begins_at():
    lines = list(vcards.lines(OLD + USUAL + NEW))

    assert [line.number for line in lines] == [0, 1, 14, 24]


def test_a_card_that_does_not_end_and_one_inside_another():
    agent = (
        "BEGIN:VCARD\nFN:Boss\nAGENT:\nBEGIN:VCARD\nFN:Helper\nEND:VCARD\nTITLE:Head\nEND:VCARD\n"
    )

    assert people_in(agent) == [{"Name": "Boss", "Job title": "Head"}]
    assert people_in("BEGIN:VCARD\nFN:One\nBEGIN:VCARD\nFN:Two") == [
        {"Name": "One"},
        {"Name": "Two"},
    ]


@given(
    st.lists(
        st.sampled_from([*(OLD + USUAL + NEW).splitlines(), "", ":", ";:", "N", "=", '"']),
        max_size=30,
    )
)
def test_cards_put_together_wrongly_are_read_all_the_same(lines):
    for line in vcards.lines("\n".join(lines)):
        assert len(line.cells) == len(vcards.HEADS)
