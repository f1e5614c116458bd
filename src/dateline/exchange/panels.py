"""Panels: counts, scores and fatalities per country or pair of countries and day, week, month or year, for statistics: CSV,
Parquet or JSON. Every cell names its events: in JSON beside its numbers, else in a second file, ``x.events.csv``.

What counts is said by :class:`dateline.exchange.panel_rule.PanelRule` and in ``docs/panels.md``; what is left out is counted by
reason. Countries that no event was coded for have no row, and periods without an event none either, unless the panel is filled
with zeros.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.exchange.codes import cow_codes, quads, types
from dateline.exchange.output import json_text, unfinished, whole_file
from dateline.exchange.panel_cells import cells, without_cell
from dateline.exchange.panel_rule import PERIODS, PanelRule
from dateline.exchange.selection import chosen, count, has_table

if TYPE_CHECKING:
    import duckdb

_COW = "panel_cow"
_STEPS = {"day": "1 DAY", "week": "7 DAY", "month": "1 MONTH", "year": "1 YEAR"}
_BATCH = 1_000


def export_panel(connection: duckdb.DuckDBPyConnection, output: Path, *, text: bool, rule: PanelRule) -> int:
    """Write the panel, and which events its cells hold; gives the number of rows."""
    del text  # a panel holds none
    with cells(connection, rule) as source:
        query, events = _panel(connection, source, rule), _events(source, rule)
        if output.suffix == ".json":
            return _write_json(connection, output, query, rule)
        rows = _copy(connection, f"SELECT * EXCLUDE (event_ids, first_day) FROM ({query}) ORDER BY ALL", output)
        _copy(connection, events, events_file(output))
        return rows


def events_file(output: Path) -> Path:
    """Where the events of the cells stand, beside the panel: ``panel.events.csv``."""
    return output.with_name(f"{output.stem}.events{output.suffix or '.csv'}")


def left_out(connection: duckdb.DuckDBPyConnection, rule: PanelRule) -> dict[str, int]:
    """How many of the chosen events are in no cell, by the first reason that holds."""
    with cells(connection, rule):
        return without_cell(connection)


def in_no_story(connection: duckdb.DuckDBPyConnection) -> int:
    """How many of the chosen events that happened have not been told as stories yet: each counts as a story of its own."""
    events = chosen(connection, happened=True).events
    if not has_table(connection, "stories"):
        return count(connection, events)
    return count(connection, f"(SELECT 1 FROM {events} ANTI JOIN stories USING (event_id))")


def _copy(connection: duckdb.DuckDBPyConnection, query: str, output: Path) -> int:
    form = "(FORMAT parquet)" if output.suffix == ".parquet" else "(FORMAT csv, HEADER)"
    with unfinished(output) as part:
        target = str(part).replace("'", "''")
        written = connection.execute(f"COPY ({query}) TO '{target}' {form}").fetchone()
    return int(written[0]) if written is not None else 0


def _events(source: str, rule: PanelRule) -> str:
    """The second file: a row an event of a cell."""
    by = ", ".join((*rule.keys, f"period AS {rule.period}"))
    return f"SELECT {by}, event_id, report_id, story_id FROM {source} ORDER BY ALL"


def _write_json(connection: duckdb.DuckDBPyConnection, output: Path, query: str, rule: PanelRule) -> int:
    """One object: the rule, what was left out, and the rows with the ids of their events, a row a line."""
    head = {"rule": list(rule), "in_no_story": in_no_story(connection), "left_out": without_cell(connection)}
    found = connection.execute(f"SELECT * EXCLUDE first_day FROM ({query}) ORDER BY ALL")
    names = [column[0] for column in found.description or ()]
    rows = 0
    with whole_file(output) as out:
        out.write(json_text(head)[:-1] + ', "rows": [')
        for row in _rows(found):
            out.write(",\n" if rows else "\n")
            out.write(json_text(dict(zip(names, row, strict=True))))
            rows += 1
        out.write("\n]}\n")
    return rows


def _rows(found: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while batch := found.fetchmany(_BATCH):
        yield from batch


def _panel(connection: duckdb.DuckDBPyConnection, source: str, rule: PanelRule) -> str:
    counts = _counts(connection, source)
    by = ", ".join(rule.keys)
    sums = ", ".join(f"count(*) FILTER ({test}) AS {_named(name)}" for name, test in counts.items())
    query = f"""
SELECT {by}, period AS {rule.period}, first_day, {sums}, sum(tellings)::BIGINT AS tellings, sum(killed)::BIGINT AS fatalities,
  round(avg(intensity), 4) AS intensity_mean, median(intensity) AS intensity_median, min(intensity) AS intensity_min,
  max(intensity) AS intensity_max, round(sum(intensity), 4) AS intensity_sum, list(event_id ORDER BY event_id) AS event_ids
FROM {source} GROUP BY {by}, period, first_day"""
    if rule.zero_fill:
        query = _filled(query, rule, [*counts, "tellings", "fatalities", "intensity_sum"])
    return _with_cow(connection, query, rule)


def _counts(connection: duckdb.DuckDBPyConnection, source: str) -> dict[str, str]:
    """The columns that count, each with its condition; types of a user's own codebook come after PLOVER's."""
    found = {row[0] for row in connection.execute(f"SELECT DISTINCT type FROM {source}").fetchall()}
    columns = {"events": "true"}
    columns |= {quad.lower().replace(" ", "_"): f"quad = {_quoted(quad)}" for quad in quads()}
    columns |= {name: f"type = {_quoted(name)}" for name in (*types(), *sorted(found - set(types())))}
    return columns


def _filled(query: str, rule: PanelRule, counts: list[str]) -> str:
    """Every unit in every period between the first and the last of the whole panel; what no event gives a number stays open."""
    by, period = ", ".join(rule.keys), rule.period
    zeros = ", ".join(f"CASE WHEN events IS NULL THEN 0 ELSE {_named(n)} END AS {_named(n)}" for n in counts)
    written = f"strftime(first_day, '{PERIODS[period][1]}') AS {period}"
    span = f"generate_series(min(first_day)::TIMESTAMP, max(first_day)::TIMESTAMP, INTERVAL {_STEPS[period]})"
    return f"""
WITH panel AS ({query}), periods AS (SELECT unnest({span})::DATE AS first_day FROM panel)
SELECT * REPLACE ({written}, {zeros}, coalesce(event_ids, []) AS event_ids)
FROM (SELECT DISTINCT {by} FROM panel) CROSS JOIN periods LEFT JOIN panel USING ({by}, first_day)"""


def _with_cow(connection: duckdb.DuckDBPyConnection, query: str, rule: PanelRule) -> str:
    """The Correlates of War number of each country behind its code; empty for what is no state there."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {_COW} (iso3 VARCHAR, cow INTEGER)")
    connection.executemany(f"INSERT INTO {_COW} VALUES (?, ?)", [[iso3, int(n)] for iso3, n in cow_codes().items()])
    numbers = ", ".join(f"(SELECT cow FROM {_COW} WHERE iso3 = {key}) AS {_cow_name(key)}" for key in rule.keys)
    keys = ", ".join(rule.keys)
    return f"SELECT {keys}, {rule.period}, {numbers}, * EXCLUDE ({keys}, {rule.period}) FROM ({query})"


def _cow_name(key: str) -> str:
    return "cow" if key == "country" else key.replace("country_", "cow_") if "country_" in key else f"{key}_cow"


def _named(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
