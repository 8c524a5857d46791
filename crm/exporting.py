"""Lists as files, CSV and XLSX, with all that the records say; no text becomes a formula."""

import csv
import datetime
import io
import itertools
import re
from decimal import Decimal

import xlsxwriter
from django.utils.formats import get_format, number_format
from django.utils.text import capfirst

MOST = 100_000
CHUNK = 2000
FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?[\d\s()./-]+")  # such as a telephone number


def table_of(section, records, custom, reader, now):
    """The heads, then a row of values for each record; `custom`: the custom fields."""
    fields = [section.model._meta.get_field(name) for name in section.form_class._meta.fields]
    brought = [column for column in section.columns if column.bring]
    yield [
        *(str(capfirst(field.verbose_name)) for field in fields),
        *(str(column.label) for column in brought),
        *(each.name for each in custom),
    ]
    for some in batched(records.iterator(CHUNK), CHUNK):
        for column in brought:
            column.bring(some, reader, now)
        for record in some:
            yield [
                *(value_of(record, field) for field in fields),
                *(column.plain(record) for column in brought),
                *(each.plain(record.custom.get(each.key)) for each in custom),
            ]


def batched(rows, size):
    rows = iter(rows)
    return iter(lambda: list(itertools.islice(rows, size)), [])


def value_of(record, field):
    """A number, a date or a text."""
    if field.choices:
        return str(getattr(record, f"get_{field.name}_display")())
    value = getattr(record, field.name)
    if value is None:
        return ""
    return value if isinstance(value, int | Decimal | datetime.date) else str(value)


def csv_file(table):
    """In UTF-8 with its mark, parted as spreadsheets of the language expect it."""
    binary = io.BytesIO()
    file = io.TextIOWrapper(binary, "utf-8-sig", newline="", write_through=True)
    separator = ";" if get_format("DECIMAL_SEPARATOR") == "," else ","
    writer = csv.writer(file, delimiter=separator)
    writer.writerows([plain(value) for value in row] for row in table)
    file.detach()
    return rewound(binary)


def plain(value):
    """A value as a cell of CSV. What a spreadsheet would reckon out gets an apostrophe."""
    if isinstance(value, Decimal):
        return number_format(value, use_l10n=True, force_grouping=False)
    if not isinstance(value, str):
        return str(value)
    is_formula = FORMULA.match(value) and not NUMBER.fullmatch(value)
    return f"'{value}" if is_formula else value


def xlsx_file(table):
    binary = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(binary, options) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row, None if number else bold)
        sheet.freeze_panes(1, 0)
    return rewound(binary)


def rewound(file):
    file.seek(0)
    return file


FORMATS = {
    "csv": (csv_file, "text/csv; charset=utf-8"),
    "xlsx": (xlsx_file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
