"""Which events each cell of a panel holds, and which events are in none, by the first reason that holds: both as tables."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dateline.exchange.codes import NON_STATES
from dateline.exchange.country_pairs import country_pairs
from dateline.exchange.panel_rule import PERIODS, PanelRule
from dateline.exchange.selection import DAY, Selected, chosen
from dateline.exchange.tellings import tellings

if TYPE_CHECKING:
    import duckdb

CELLS = "panel_cells"
_EVENTS, _UNITS = "panel_events", "panel_units"

#: Why an event is in no cell, in the order in which it is asked.
REASONS = {
    "planned": "only planned",
    "hypothetical": "hypothetical",
    "denied": "denied",
    "historical": "long past (historical)",
    "retold": "that tell again what a story counts once",
    "undated": "not dated to within a {period}",
    "one_side": "with {nobody}",
    "no_country": "with {nobody} whose country is known",
    "self_dyad": "of a country with itself",
    "non_state": "of bodies that belong to no state",
}
_NOBODY = {
    "actor": "no actor",
    "recipient": "no recipient",
    "place": "no place",
    "dyad": "a side on which there is nobody",
}


@contextmanager
def cells(connection: duckdb.DuckDBPyConnection, rule: PanelRule) -> Iterator[str]:
    """The table of cells while it is asked: a row an event and unit, with the period."""
    source = chosen(connection)
    _forget(connection)
    connection.execute(f"CREATE TEMP TABLE {_EVENTS} AS {_dated(connection, rule)}")
    connection.execute(f"CREATE TEMP TABLE {_UNITS} AS {_units(source, rule)}")
    connection.execute(f"""
CREATE TEMP TABLE {CELLS} AS SELECT DISTINCT {", ".join(rule.keys)}, period, e.*
FROM {_UNITS} u JOIN (SELECT * EXCLUDE reason FROM {_EVENTS} WHERE reason IS NULL) e USING (event_id) WHERE why IS NULL""")
    try:
        yield CELLS
    finally:
        _forget(connection)


def without_cell(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """While the cells are there: how many of the chosen events are in none, by reason, in the order of the reasons."""
    found = connection.execute(f"""
WITH best AS (SELECT event_id, bool_or(why IS NULL) AS counted, max(why) AS why FROM {_UNITS} GROUP BY event_id)
SELECT coalesce(reason, why, 'one_side'), count(*)
FROM {_EVENTS} LEFT JOIN best USING (event_id) WHERE reason IS NOT NULL OR NOT coalesce(counted, false) GROUP BY 1""")
    numbers = {reason.split(" ")[-1]: number for reason, number in found.fetchall()}
    return {reason: numbers[reason] for reason in REASONS if reason in numbers}


def say_reason(reason: str, rule: PanelRule) -> str:
    """In words, to stand behind "12 events"."""
    return REASONS[reason].format(period=rule.period, nobody=_NOBODY[rule.unit])


def _dated(connection: duckdb.DuckDBPyConnection, rule: PanelRule) -> str:
    """Every chosen event with its period, and the reason if it is in no cell whatever its sides are."""
    every, counted = chosen(connection), chosen(connection, happened=True)
    longest, written = PERIODS[rule.period]
    first = "is_first" if rule.count == "stories" else "true"
    dated = f"{DAY} IS NOT NULL AND (date_start IS NULL OR coalesce(date_end, date_start) - date_start <= {longest})"
    once = "max(killed) OVER (PARTITION BY story_id)" if rule.count == "stories" else "killed"
    told = "mentions" if rule.count == "stories" else "1"
    return f"""
SELECT event_id, report_id, type, quad, intensity, story_id, {told} AS tellings, {once} AS killed,
  date_trunc('{rule.period}', {DAY})::DATE AS first_day, strftime(date_trunc('{rule.period}', {DAY}), '{written}') AS period,
  CASE WHEN story_id IS NULL THEN status WHEN NOT {first} THEN 'retold' WHEN NOT ({dated}) THEN 'undated' END AS reason
FROM {every.events} LEFT JOIN ({tellings(connection, counted).query}) t USING (event_id)"""


def _units(source: Selected, rule: PanelRule) -> str:
    """Event and unit, also those that are in no cell: ``why`` orders the reasons, the one that is nearest to a cell last."""
    if rule.unit == "dyad":
        return pairs_of(source, rule)
    of = (
        f"SELECT event_id, place_country AS country FROM {source.events} WHERE place_id IS NOT NULL"
        if rule.unit == "place"
        else f"SELECT event_id, country FROM {source.sides} WHERE side = '{rule.unit}'"
    )
    return f"SELECT event_id, country, {_why(rule, 'country')} AS why FROM ({of})"


def pairs_of(source: Selected, rule: PanelRule) -> str:
    """The pairs of countries as the rule names them, with why a pair is in no cell."""
    first, second = rule.keys
    a, b = ("least(source, target)", "greatest(source, target)") if rule.undirected else ("source", "target")
    return f"""
SELECT event_id, CASE WHEN source IS NULL OR target IS NULL THEN NULL ELSE {a} END AS {first},
  CASE WHEN source IS NULL OR target IS NULL THEN NULL ELSE {b} END AS {second}, {_why(rule, "source", "target")} AS why
FROM ({country_pairs(source.events, source.sides)})"""


def _why(rule: PanelRule, *sides: str) -> str:
    unknown = " OR ".join(f"{side} IS NULL" for side in sides)
    codes = ", ".join(f"'{code}'" for code in sorted(NON_STATES))
    stateless = "false" if rule.non_state else " OR ".join(f"{side} IN ({codes})" for side in sides)
    itself = "false" if rule.self_dyads or len(sides) < 2 else " = ".join(sides)
    return f"CASE WHEN {unknown} THEN '1 no_country' WHEN {itself} THEN '3 self_dyad' WHEN {stateless} THEN '2 non_state' END"


def _forget(connection: duckdb.DuckDBPyConnection) -> None:
    for table in (CELLS, _UNITS, _EVENTS):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
