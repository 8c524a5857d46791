"""Files of all kinds are read into lines; whatever cannot be is told in words."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.importing import reading, tables
from crm.importing.tables import Unreadable

TABLE = "Name;City\nMoonbeam Ladders;Ås\nBjørn & Co;Tromsø\n"
READ = [["Name", "City"], ["Moonbeam Ladders", "Ås"], ["Bjørn & Co", "Tromsø"]]


def lines_of(content):
    file, _headings, _count = reading.kept(io.BytesIO(content))
    with file:
        return list(tables.read(file))


def cells_of(content):
    return [line.cells for line in lines_of(content)]


def refusal_of(content):
    with pytest.raises(Unreadable) as refused:
        reading.kept(io.BytesIO(content))
    return str(refused.value)


def workbook(*rows, **parts):
    """The bytes of a workbook with these rows; `parts` are put in place of its own."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    if not parts:
        return file.getvalue()
    made = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(
                name, parts.get(name.rpartition("/")[2].removesuffix(".xml")) or old.read(name)
            )
    return made.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_a_text_is_read_in_the_encoding_it_was_written_in(encoding):
    assert cells_of(TABLE.encode(encoding)) == READ


@pytest.mark.parametrize("separator", ";,\t")
def test_separators_are_told_apart_by_themselves(separator):
    text = TABLE.replace(";", separator)

    assert cells_of(text.encode()) == READ
    assert cells_of(f"sep={separator}\n{text}".encode()) == READ


def test_quoted_separators_and_line_ends_stand_inside_a_cell():
    text = 'Name,"City; or, town"\r\n"Moon, ""beam""","Road 1\r\n0026 Oslo"\r\n'

    lines = lines_of(text.encode())

    assert [line.cells for line in lines] == [
        ["Name", "City; or, town"],
        ['Moon, "beam"', "Road 1 0026 Oslo"],
    ]


def test_lines_know_where_they_begin_and_empty_ones_are_left_out():
    text = 'Name;City\n\n"Moon\nbeam";Ås\n;;\nLadder;Oslo'

    assert [line.number for line in lines_of(text.encode())] == [1, 3, 6]


def test_a_workbook_gives_the_values_of_its_first_sheet():
    content = workbook(["Name", "Number", "Share"], ["Moonbeam", 987654321, 0.5], [None, True])

    assert cells_of(content) == [
        ["Name", "Number", "Share"],
        ["Moonbeam", "987654321", "0.5"],
        ["", "True"],
    ]


def test_a_formula_in_a_workbook_is_what_it_last_came_to_and_never_itself():
    assert cells_of(workbook(["Name", "Number"], ["Moonbeam", "=1+1"]))[1] == ["Moonbeam"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<!DOCTYPE html><table><tr><td>Name</td></tr></table>", "web page"),
        (b"\n <html><body>Name;City\nA;B", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "older Excel"),
        (b"PK\x03\x04 and nothing else", "cannot be read"),
        (workbook(["Name"], ["Moonbeam"])[:900], "cannot be read"),
        (workbook(["Name"], ["A"], sheet1=b"<worksheet><sheetData><row><c"), "cannot be read"),
        (workbook(["Name"], ["A"], workbook=b"<workbook/>"), "cannot be read"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\1\2\3" * 99, "neither CSV"),
        (b"Name;City", "no line below"),
        (b"\n\n\n", "no line below"),
        (b'Name;City\n"Moonbeam;Oslo\nA;B\n', "Line 2: a quotation mark"),
        (b"Name\n" + b"x" * 6000, "Line 2 holds more than 5000"),
    ],
)
def test_what_is_no_table_is_refused_in_words(content, told):
    assert told in refusal_of(content).replace("A cell of line", "Line")


def test_too_much_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(tables, "MOST_LINES", 3)
    monkeypatch.setattr(tables, "MOST_COLUMNS", 4)
    monkeypatch.setattr(tables, "MOST_CELLS", 8)

    assert "more than 3 lines" in refusal_of(b"N\nA\nB\nC\nD\n")
    assert "more than 4 columns" in refusal_of(b"N;O;P;Q;R\nA;B\n")
    assert "more than 8 cells" in refusal_of(b"N;O;P;Q\nA;B;C;D\nE\n")


def test_a_workbook_that_grows_when_it_is_unpacked_is_refused_before_it_does():
    bomb = workbook(["Name"], ["A"], sheet1=b" " * (61 * 1024 * 1024))

    assert len(bomb) < 200_000
    assert "too large when it is unpacked" in refusal_of(bomb)


def test_entities_that_multiply_are_refused():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE w [<!ENTITY e0 "ha">{entities}]><worksheet>&e9;</worksheet>'

    assert "cannot be read" in refusal_of(workbook(["Name"], ["A"], sheet1=laughs.encode()))


def test_a_row_far_down_is_read_without_the_empty_ones_above():
    far = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="str"><v>Name</v></c></row>'
        b'<row r="1000000"><c r="A1000000" t="str"><v>Moonbeam</v></c></row>'
        b"</sheetData></worksheet>"
    )

    lines = lines_of(workbook(["Name"], ["A"], sheet1=far))

    assert [line.cells for line in lines] == [["Name"], ["Moonbeam"]]


def test_signs_that_no_text_holds_are_left_out():
    assert cells_of("Name;City\nMoon\x07beam\u00a0 Ltd;\x1bÅs".encode())[1] == [
        "Moon beam Ltd",
        "Ås",
    ]


STARTS = [
    b"",
    b"Name;City\n",
    b"\xff\xfe",
    b"PK\x03\x04",
    b"BEGIN:VCARD\n",
    b"sep=;\n",
    b"\xef\xbb\xbf",
]


@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused_in_words(start, content):
    try:
        file, headings, count = reading.kept(io.BytesIO(start + content))
    except Unreadable as refused:
        told = str(refused)
    else:
        told = "read"
        with file:
            lines = list(tables.read(file))
        assert len(lines) == count + 1
        assert len(set(headings)) == len(headings)
    assert told


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=20))
def test_a_workbook_that_was_damaged_is_read_or_refused_in_words(place, noise):
    content = bytearray(workbook(["Name", "City"], ["Moonbeam", "Ås"]))
    content[place : place + len(noise)] = noise
    told = "read"
    try:
        reading.kept(io.BytesIO(bytes(content)))[0].close()
    except Unreadable as refused:
        told = str(refused)
    assert told
