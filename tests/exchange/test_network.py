"""One node a person, whatever single reports call it."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest

from dateline.exchange.network import network


def names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return sorted(row["name"] for row in network(connection)[0].rows)


def tell_again(connection: duckdb.DuckDBPyConnection, called: str, country: str | None, times: int = 1) -> None:
    """The talks of Wanjala and Brekke in further reports, where she has another name or country."""
    for n in range(times):
        report = f"{called}{n}"
        for table in ("reports", "events", "sides", "mentions"):
            columns = ["$1 AS report_id"]
            columns += ["$1 || ':e1' AS event_id"] if table in ("events", "sides") else []
            mine = "report_id = 'r1'" + (" AND event_id = 'r1:e1'" if table in ("events", "sides") else "")
            if table in ("sides", "mentions"):
                columns += [
                    f"CASE WHEN actor_id = 'a-wanjala' THEN ${k} ELSE {c} END AS {c}"
                    for k, c in ((2, "name"), (3, "country"))
                ]
                columns += ["NULL AS wikidata"] if table == "sides" else []
            values = [report, called, country][: 3 if table in ("sides", "mentions") else 1]
            connection.execute(
                f"INSERT INTO {table} SELECT * REPLACE ({', '.join(columns)}) FROM {table} WHERE {mine}",
                values,
            )


@pytest.fixture
def change_wanjala(change: Callable[..., None]) -> None:
    change("sides", "actor_id", "a-wanjala", wikidata=None)


@pytest.mark.usefixtures("change_wanjala")
@pytest.mark.parametrize(
    ("called", "country"),
    [
        ("Wanjala", None),
        ("Wanjala", "KEN"),
        ("A. Wanjala", "KEN"),
        ("Amina N. Wanjala", "KEN"),
        ("AMINA WANJALA", "KEN"),
    ],
)
def test_a_person_whom_a_report_names_in_part_is_one_node(
    archive: duckdb.DuckDBPyConnection, called: str, country: str | None
) -> None:
    tell_again(archive, called, country)
    assert [name for name in names(archive) if "anjala" in name.lower()] == ["Amina Wanjala"]
    node = next(row for row in network(archive)[0].rows if row["name"] == "Amina Wanjala")
    assert node["events"] == 2


@pytest.mark.usefixtures("change_wanjala")
def test_a_country_that_one_report_of_many_gives_a_person_makes_no_second_one(
    archive: duckdb.DuckDBPyConnection,
) -> None:
    tell_again(archive, "Amina Wanjala", "KEN", times=5)
    tell_again(archive, "Amina  Wanjala", "UGA")
    assert [name for name in names(archive) if "Wanjala" in name] == ["Amina Wanjala"]


@pytest.mark.usefixtures("change_wanjala")
def test_another_first_name_is_another_person(archive: duckdb.DuckDBPyConnection) -> None:
    tell_again(archive, "Joseph Wanjala", "KEN")
    assert [name for name in names(archive) if "Wanjala" in name] == ["Amina Wanjala", "Joseph Wanjala"]


@pytest.mark.usefixtures("change_wanjala")
def test_a_surname_that_two_have_alike_joins_neither(archive: duckdb.DuckDBPyConnection) -> None:
    tell_again(archive, "Joseph Wanjala", "KEN")
    tell_again(archive, "Wanjala", "KEN")
    assert [name for name in names(archive) if "Wanjala" in name] == ["Amina Wanjala", "Joseph Wanjala", "Wanjala"]


@pytest.mark.usefixtures("change_wanjala")
def test_a_surname_means_whom_nearly_all_reports_mean(archive: duckdb.DuckDBPyConnection) -> None:
    tell_again(archive, "Amina Wanjala", "KEN", times=8)
    tell_again(archive, "Joseph Wanjala", "KEN")
    tell_again(archive, "Wanjala", "KEN")
    assert [name for name in names(archive) if "Wanjala" in name] == ["Amina Wanjala", "Joseph Wanjala"]
