"""Samples out of an archive: what is drawn, in which strata, and that the same seed draws the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dateline.archive import Archive
from dateline.errors import ArchiveError
from dateline.exchange import Filters
from dateline.exchange.asked_words import UnfitFilterError
from dateline.exchange.draw_sample import Design, draw
from dateline.exchange.narrowed import narrowed
from dateline.exchange.strata import ABOUT, check_keys, keys
from dateline.model import Coding, Sample
from tests.cli.factory import coding

EVENTS, REPORTS = 6, 30


def numbered(number: int) -> Coding:
    """The factory's coding as another report; every tenth tells nothing."""
    whole = coding()
    report = replace(
        whole.report, id=f"r{number:02}", url=f"https://news.example/{number}", publisher="AP" if number % 3 else "NTB"
    )
    evidence = [
        replace(e, evidence=(replace(e.evidence[0], confidence=(n + 1) / 7),)) for n, e in enumerate(whole.events)
    ]
    return replace(whole, report=report, events=tuple(evidence) if number % 10 else ())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn") / "archive"
    Archive.writable(folder).add([numbered(n) for n in range(REPORTS)])
    return folder


@pytest.fixture
def connection(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with narrowed(Archive(folder), Filters()) as (connection, _):
        yield connection


def sample(connection: duckdb.DuckDBPyConnection, filters: Filters | None = None, **design: Any) -> Sample:
    given: dict[str, Any] = {"name": "pilot", "who": "ana", "size": 40, "seed": 7}
    return draw(connection, Design(**given | design), filters or Filters())


def test_the_same_seed_draws_the_same_and_another_one_others(connection: duckdb.DuckDBPyConnection) -> None:
    once, again, other = sample(connection), sample(connection), sample(connection, seed=8)
    assert once.items == again.items
    assert {*once.items} != {*other.items}
    assert (len({*once.items}), once.population, once.order) == (40, 27 * EVENTS, "random")
    assert all(item.record is not None and item.record.startswith("e") for item in once.items)


def test_it_draws_the_same_however_the_archive_came_to_be_stored(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for number in reversed(range(REPORTS)):
        Archive.writable(other).add([numbered(number)])
    drawn = []
    for each in (folder, other):
        with narrowed(Archive(each), Filters()) as (connection, _):
            drawn.append(sample(connection, by=("publisher",)).items)
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("key", keys("event"))
def test_events_can_be_drawn_within_strata(connection: duckdb.DuckDBPyConnection, key: str) -> None:
    drawn = sample(connection, by=(key,))
    assert drawn.order == "stratified"
    assert sum(stratum.drawn for stratum in drawn.strata) == 40
    assert drawn.population == 27 * EVENTS
    assert key in ABOUT


def test_strata_are_what_they_are_called(connection: duckdb.DuckDBPyConnection) -> None:
    found = {key: {s.name: s.population for s in sample(connection, by=(key,)).strata} for key in keys("event")}
    assert found["type"] == {"CONSULT": 54, "SANCTION": 54, "ASSAULT": 27, "RETREAT": 27}
    assert found["confidence"] == {"below 0.5": 81, "0.5 to 0.7": 27, "0.7 to 0.8": 27, "0.8 to 0.9": 27}
    assert found["dyad"] == {"XOR XVE": 81, "unknown": 54, "XVE XOR": 27}
    assert found["publisher"] == {"AP": 108, "NTB": 54}
    assert sample(connection, by=("type", "publisher")).strata[0].name == "CONSULT, AP"


def test_the_smallest_strata_are_one_if_there_are_too_many(connection: duckdb.DuckDBPyConnection) -> None:
    drawn = sample(connection, by=("type",), size=12, floor=3)
    assert [(s.name, s.population, s.drawn) for s in drawn.strata] == [("CONSULT", 54, 4), ("other", 108, 8)]


def test_as_many_may_be_drawn_of_each(connection: duckdb.DuckDBPyConnection) -> None:
    drawn = sample(connection, by=("type",), allocation="equal")
    assert [s.drawn for s in drawn.strata] == [10, 10, 10, 10]


def test_the_least_sure_come_first(connection: duckdb.DuckDBPyConnection) -> None:
    drawn = sample(connection, least_sure=True, size=30)
    assert (drawn.order, len(drawn.items), drawn.population) == ("least_sure", 30, 162)
    first = {item.record for item in drawn.items[:27]}
    assert len(first) == 1
    assert drawn.items[27].record not in first


def test_whole_reports_are_drawn_also_those_in_which_nothing_was_coded(connection: duckdb.DuckDBPyConnection) -> None:
    drawn = sample(connection, unit="report", by=("events",), size=30)
    assert {(s.name, s.population, s.drawn) for s in drawn.strata} == {("6 events or more", 27, 27), ("no event", 3, 3)}
    assert {item.record for item in drawn.items} == {None}


def test_reports_are_chosen_by_what_they_are_and_never_by_what_was_coded_in_them(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    by_query = Filters(query="SELECT report_id FROM reports WHERE publisher = 'NTB'")
    assert sample(connection, by_query, unit="report").population == 10
    assert sample(connection, Filters(since=date(2030, 1, 1)), unit="report").population == 0
    with pytest.raises(UnfitFilterError, match="--type chooses by what was coded"):
        sample(connection, Filters(types=("AID",)), unit="report")
    with pytest.raises(duckdb.BinderException, match="yields no column report_id"):
        sample(connection, Filters(query="SELECT 1 AS x"), unit="report")
    with pytest.raises(ArchiveError, match="only read"):
        sample(connection, Filters(query="DROP TABLE reports"), unit="report")


def test_filters_choose_what_is_drawn_from_and_are_kept(folder: Path) -> None:
    filters = Filters(types=("CONSULT",), since=date(2024, 3, 1))
    with narrowed(Archive(folder), filters) as (connection, _):
        drawn = sample(connection, filters)
    frame = json.loads(drawn.frame)
    assert drawn.population == 54
    assert frame["filters"] == {"types": ["CONSULT"], "since": "2024-03-01"}
    assert frame["versions"] == [
        {"coder": "dateline", "dateline": "0.1.0", "reader": "en-1", "codebook": "plover-2.0", "reports": REPORTS}
    ]


def test_more_than_there_is_draws_all(connection: duckdb.DuckDBPyConnection) -> None:
    assert len(sample(connection, size=5_000, by=("type",)).items) == 162


def test_strata_that_there_are_not_are_told(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(UnfitFilterError, match="--by dyad: reports have no such strata; there are publisher"):
        check_keys("report", ("dyad",))
    check_keys("event", ("dyad",))
