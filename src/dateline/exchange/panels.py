"""Panels: counts and scores per country and month, or per pair of countries and month, as a CSV (or Parquet) that R loads.

Only what happened is counted, once for each story (``tellings`` says how often it was told) and once for each country. The
month is that of the event's first day, or of the publication where the text gives no date; an event whose date is not known to
within a month is left out, and :func:`undated` says how many those are. Countries that nobody's act was coded for have no row,
and months without an event none either, unless the panel is filled with zeros.
"""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.exchange.codes import quads, types
from dateline.exchange.output import unfinished
from dateline.exchange.selection import DAY, Selected, chosen, count
from dateline.exchange.tellings import tellings

if TYPE_CHECKING:
    import duckdb

_LONGEST = 31  # days between the first and the last on which an event of one month can have happened
_DATED = f"{DAY} IS NOT NULL AND (date_start IS NULL OR coalesce(date_end, date_start) - date_start <= {_LONGEST})"
_COUNTRY_SIDES = {
    "actor": "SELECT DISTINCT event_id, country FROM {sides} WHERE side = 'actor' AND country IS NOT NULL",
    "recipient": "SELECT DISTINCT event_id, country FROM {sides} WHERE side = 'recipient' AND country IS NOT NULL",
    "place": "SELECT event_id, place_country AS country FROM {events} WHERE place_country IS NOT NULL",
}
# Of talks and clashes, which have no recipient, each side is the other's source and target.
_DYADS = """
WITH party AS (SELECT event_id, side, position, country FROM {sides}),
  directed AS (SELECT DISTINCT event_id FROM party WHERE side = 'recipient')
SELECT DISTINCT event_id, a.country AS source, b.country AS target FROM party a JOIN party b USING (event_id)
WHERE a.side = 'actor' AND a.country IS NOT NULL AND b.country IS NOT NULL
  AND (b.side = 'recipient' OR (event_id NOT IN (SELECT event_id FROM directed) AND a.position <> b.position))
"""


def export_country_month(
    connection: duckdb.DuckDBPyConnection, output: Path, *, text: bool, zero_fill: bool = False, side: str = "actor"
) -> int:
    """Write the panel of countries as ``side`` (actor, recipient or place) of events; gives the number of rows."""
    del text  # a panel holds none
    return _write(connection, output, _COUNTRY_SIDES[side], ("country",), zero_fill)


def export_dyad_month(
    connection: duckdb.DuckDBPyConnection, output: Path, *, text: bool, zero_fill: bool = False
) -> int:
    """Write the panel of pairs of countries, from who acts to whom; gives the number of rows."""
    del text
    return _write(connection, output, _DYADS, ("source", "target"), zero_fill)


def undated(connection: duckdb.DuckDBPyConnection) -> int:
    """How many of the chosen events a panel leaves out, since their month is not known."""
    return count(connection, f"{chosen(connection, happened=True).events} WHERE NOT ({_DATED})")


def _write(
    connection: duckdb.DuckDBPyConnection, output: Path, units: str, keys: tuple[str, ...], zero_fill: bool
) -> int:
    source = chosen(connection, happened=True)
    query = _query(connection, source, units.format(sides=source.sides, events=source.events), keys)
    if zero_fill:
        query = _filled(query, keys, [*_counts(connection, source), "tellings", "intensity_sum"])
    form = "(FORMAT parquet)" if output.suffix == ".parquet" else "(FORMAT csv, HEADER)"
    with unfinished(output) as part:
        target = str(part).replace("'", "''")
        written = connection.execute(f"COPY ({query} ORDER BY ALL) TO '{target}' {form}").fetchone()
    return int(written[0]) if written is not None else 0


def _counts(connection: duckdb.DuckDBPyConnection, source: Selected) -> dict[str, str]:
    """The columns that count, each with its condition; types of a user's own codebook come after PLOVER's."""
    found = {row[0] for row in connection.execute(f"SELECT DISTINCT type FROM {source.events}").fetchall()}
    columns = {"events": "true"}
    columns |= {quad.lower().replace(" ", "_"): f"quad = {_quoted(quad)}" for quad in quads()}
    columns |= {name: f"type = {_quoted(name)}" for name in (*types(), *sorted(found - set(types())))}
    return columns


def _query(connection: duckdb.DuckDBPyConnection, source: Selected, units: str, keys: tuple[str, ...]) -> str:
    sums = (f"count(*) FILTER ({test}) AS {_named(name)}" for name, test in _counts(connection, source).items())
    by = ", ".join(keys)
    return f"""
SELECT {by}, strftime(date_trunc('month', {DAY}), '%Y-%m') AS month, {", ".join(sums)}, sum(mentions)::BIGINT AS tellings,
  round(avg(intensity), 4) AS intensity_mean, median(intensity) AS intensity_median, min(intensity) AS intensity_min,
  max(intensity) AS intensity_max, round(sum(intensity), 4) AS intensity_sum
FROM (SELECT * FROM {source.events} JOIN ({tellings(connection, source).query}) t USING (event_id)
      WHERE is_first AND {_DATED})
JOIN ({units}) u USING (event_id) GROUP BY {by}, month"""


def _filled(query: str, keys: tuple[str, ...], counts: list[str]) -> str:
    """Every unit in every month between the first and the last of the whole panel."""
    by = ", ".join(keys)
    zeros = ", ".join(f"coalesce({_named(name)}, 0) AS {_named(name)}" for name in counts)
    month = "strptime({}(month) || '-01', '%Y-%m-%d')"
    span = f"generate_series({month.format('min')}, {month.format('max')}, INTERVAL 1 MONTH)"
    return f"""
WITH panel AS ({query}), months AS (SELECT strftime(unnest({span}), '%Y-%m') AS month FROM panel)
SELECT * REPLACE ({zeros}) FROM (SELECT DISTINCT {by} FROM panel) CROSS JOIN months LEFT JOIN panel USING ({by}, month)"""


def _named(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
