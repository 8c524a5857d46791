import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "2026-06-10", "datetime.date(2026, 6, 10)"),
        ("time", "09:30:00", "datetime.time(9, 30)"),
        ("datetime", "2026-06-10 09:30:00", "datetime.datetime(2026, 6, 10, 9, 30)"),
        ("datetime", "2026-06-10 09:30:07.5", "datetime.datetime(2026, 6, 10, 9, 30, 7, 500000)"),
        ("date", None, "None"),
    ],
)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite gives texts")
def test_what_is_read_once_is_the_same_the_second_time(kind, text, value):
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE moments (moment {kind})")
        cursor.executemany("INSERT INTO moments VALUES (%s)", [[text], [text]])

        rows = cursor.execute("SELECT moment FROM moments").fetchall()

    assert [repr(moment) for (moment,) in rows] == [value, value]
