"""Filters, and what hangs on the events that they choose."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

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
    assert not_happened(archive) == 3
    assert without_point(archive) == 4
