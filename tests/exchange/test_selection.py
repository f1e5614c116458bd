"""Filters, and what hangs on the events that they choose."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from dateline.exchange import format_named, selection
from dateline.exchange.selection import Filters, chosen, count, not_happened, select_events, without_point


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), 9),
        (Filters(since=date(2025, 3, 18)), 5),
        (Filters(until=date(2025, 3, 12)), 3),
        (Filters(since=date(2025, 3, 18), until=date(2025, 3, 18)), 2),
        (Filters(types=["ASSAULT", "AID"]), 3),
        (Filters(countries=["KEN"]), 4),
        (Filters(countries=["CHE"]), 1),
        (Filters(statuses=["planned", "denied"]), 2),
        (Filters(types=["CONSULT"], countries=["NOR"], statuses=["happened"]), 1),
        (Filters(least_confidence=0.95), 0),
        (Filters(least_confidence=0.5, types=["CONSULT"]), 3),
        (Filters(actors=["Amina Wanjala"]), 2),
        (Filters(actors=["Amina Wanjala", "Ukraine"]), 5),
        (Filters(dyads=[("RUS", "UKR")]), 2),
        (Filters(dyads=[("UKR", "RUS")]), 0),
        (Filters(dyads=[("IND", "CHN")]), 1),
        (Filters(dyads=[("RUS", "UKR"), ("DEU", "UKR")]), 3),
        (Filters(places=["Kharkiv"]), 2),
        (Filters(place_countries=["UKR"]), 3),
        (Filters(places=["Beijing"], place_countries=["UKR"]), 4),
        (Filters(query="SELECT event_id FROM events WHERE killed > 0;"), 2),
    ],
)
def test_filters_choose_events(archive: duckdb.DuckDBPyConnection, filters: Filters, expected: int) -> None:
    assert select_events(archive, filters) == expected
    assert count(archive, chosen(archive).events) == expected


def test_a_second_choice_replaces_the_first(archive: duckdb.DuckDBPyConnection) -> None:
    select_events(archive, Filters(statuses=["planned"]))
    assert select_events(archive, Filters()) == 9
    assert count(archive, chosen(archive, happened=True).events) == 6


def test_what_a_format_leaves_out_is_counted(archive: duckdb.DuckDBPyConnection) -> None:
    assert not_happened(archive) == {"denied": 1, "historical": 1, "planned": 1}
    assert without_point(archive) == 4


def test_events_read_in_portions_are_those_read_at_once(
    with_stories: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written() -> list[bytes]:
        for name in ("polecat", "plover", "gdelt", "ftm"):
            format_named(name).export(with_stories, tmp_path / name, text=True)
        return [file.read_bytes() for file in sorted(tmp_path.iterdir())]

    at_once = written()
    monkeypatch.setattr(selection, "_SIZE", 2)
    assert written() == at_once
    assert not [t for (t,) in with_stories.execute("SHOW TABLES").fetchall() if t.startswith("exchange")]
