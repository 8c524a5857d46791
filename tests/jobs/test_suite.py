import psycopg
import pytest

from jobs import postgres, suite
from jobs.suite import NO_TESTS


@pytest.mark.parametrize(
    ("results", "missing", "in_ci", "code"),
    [
        ([0, 0], [], True, 0),
        ([0, 1], [], False, 1),
        ([0, NO_TESTS], [], False, 0),  # a browser test alone: nothing for PostgreSQL
        ([NO_TESTS, NO_TESTS], [], False, NO_TESTS),
        ([0], ["no PostgreSQL"], False, 0),
        ([0], ["no PostgreSQL"], True, 1),
    ],
)
def test_the_suite_passes_if_nothing_failed_and_in_ci_nothing_is_missing(
    monkeypatch, results, missing, in_ci, code
):
    monkeypatch.setattr(suite, "IN_CI", in_ci)

    assert suite.verdict(results, missing) == code


def test_a_server_in_the_address_is_taken_as_it_is(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://me@elsewhere/db")

    assert postgres.running() == "postgres://me@elsewhere/db"


def test_a_port_where_nothing_answers_is_no_server(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("PGPORT", str(postgres.free_port()))

    assert postgres.running() is None


@pytest.mark.skipif(not postgres.programs(), reason="PostgreSQL is not installed here")
def test_a_private_server_answers_and_leaves_nothing_behind():
    with postgres.private(postgres.programs()) as url:
        with psycopg.connect(url) as connection:
            folder = connection.execute("SHOW data_directory").fetchone()[0]

        assert postgres.may_make_databases(url)

    assert not postgres.may_make_databases(url)
    assert not postgres.Path(folder).exists()
