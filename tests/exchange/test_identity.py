"""Who is taken for the same across reports, and by which name that one is shown."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from dateline.exchange.identity import SHOWN_NAME, identify
from dateline.exchange.selection import chosen


@pytest.fixture
def views() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE events (event_id VARCHAR, status VARCHAR)")
        connection.execute(
            "CREATE TABLE sides (event_id VARCHAR, report_id VARCHAR, actor_id VARCHAR, name VARCHAR, kind VARCHAR,"
            " country VARCHAR, sectors VARCHAR[], wikidata VARCHAR)"
        )
        connection.execute(
            "CREATE TABLE mentions (report_id VARCHAR, actor_id VARCHAR, name VARCHAR, kind VARCHAR, country VARCHAR, form VARCHAR)"
        )
        yield connection


def groups(connection: duckdb.DuckDBPyConnection, *actors: tuple[str, str | None]) -> list[list[int]]:
    """Numbers of the actors, (name, country) of one report each, that are taken for the same."""
    for n, (name, country) in enumerate(actors):
        connection.execute("INSERT INTO mentions VALUES (?, 'a1', ?, 'person', ?, 'name')", [f"r{n}", name, country])
    table = identify(connection, chosen(connection))
    found = connection.execute(f"SELECT list(report_id[2:]::INT) FROM {table} GROUP BY identity").fetchall()
    return sorted(sorted(numbers) for (numbers,) in found)


def test_one_whose_country_is_not_told_is_who_bears_the_name(views: duckdb.DuckDBPyConnection) -> None:
    assert groups(views, ("Ana Beltran", "PER"), ("ANA BELTRAN", None), ("Ana Beltran", "PER")) == [[0, 1, 2]]


def test_namesakes_of_two_countries_stay_apart_and_whoever_may_be_either_too(views: duckdb.DuckDBPyConnection) -> None:
    assert groups(views, ("Ana Beltran", "PER"), ("Ana Beltran", "ESP"), ("Ana Beltran", None)) == [[0], [1], [2]]


def test_one_slip_among_many_does_not_part_them(views: duckdb.DuckDBPyConnection) -> None:
    told = [("Ana Beltran", "PER")] * 12 + [("Ana Beltran", "ESP"), ("Ana Beltran", None)]
    assert groups(views, *told) == [[*range(12), 13], [12]]


def test_case_accents_hyphens_and_a_leading_article_make_no_difference(views: duckdb.DuckDBPyConnection) -> None:
    names = ["José Díaz-Muñoz", "JOSE DIAZ MUNOZ", "Jose Diaz", "the Andean Bank", "Andean Bank"]
    assert groups(views, *((name, "PER") for name in names)) == [[0, 1], [2], [3, 4]]


def test_a_surname_alone_is_nobody_elses(views: duckdb.DuckDBPyConnection) -> None:
    assert groups(views, ("Ana Beltran", "PER"), ("Beltran", None)) == [[0], [1]]


@pytest.mark.parametrize(
    ("names", "shown"), [(["ANA BELTRAN", "Ana Beltran"], "Ana Beltran"), (["UNHCR", "UNHCR"], "UNHCR")]
)
def test_a_name_is_shown_in_small_letters_if_some_report_has_it_so(
    views: duckdb.DuckDBPyConnection, names: list[str], shown: str
) -> None:
    groups(views, *((name, "PER") for name in names))
    assert views.execute(f"SELECT {SHOWN_NAME} FROM exchange_identities i GROUP BY identity").fetchall() == [(shown,)]
