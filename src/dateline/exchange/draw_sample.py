"""A sample out of an archive: the chosen events, or whole reports, drawn by chance, by strata, or the least sure first."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from dateline.exchange.asked_words import UnfitFilterError
from dateline.exchange.selection import Filters, bracketed, check_query, chosen
from dateline.exchange.strata import stratum_sql
from dateline.model import Sample, SampleItem, Stratum
from dateline.model.sample import Unit
from dateline.verdicts.lots import Allocation, allocate, lots

if TYPE_CHECKING:
    import duckdb

#: More than anybody judges, and what a sample that is kept can hold.
MOST = 100_000
OTHER = "other"
_BY_CODING = {
    "types": "--type", "countries": "--country", "statuses": "--status", "least_confidence": "--least-confidence",
    "actors": "--actor", "dyads": "--dyad", "places": "--place",
}  # fmt: skip
_VERSIONS = """
SELECT coder, dateline_version AS dateline, reader_version AS reader, codebook_version AS codebook, count(*) AS reports
FROM reports GROUP BY ALL ORDER BY count(*) DESC, 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class Design:
    """How a sample is drawn.

    ``by``: the strata (:func:`dateline.exchange.strata.keys`); none is a plain random sample. Of each stratum at least ``floor``
    items are drawn while there are so many, which takes at most half of the sample: the strata beyond are one, called "other".
    """

    name: str
    who: str
    size: int
    seed: int
    unit: Unit = "event"
    by: tuple[str, ...] = ()
    least_sure: bool = False
    allocation: Allocation = "proportional"
    floor: int = 2


def draw(connection: duckdb.DuckDBPyConnection, design: Design, filters: Filters, coder: str | None = None) -> Sample:
    """The sample that the design draws from what the connection sees (see :func:`dateline.exchange.narrowed.narrowed`).

    The same design draws the same from the same archive. ``filters`` and ``coder`` are kept as what it was drawn out of.
    """
    _lay_frame(connection, design, filters)
    strata = _strata(connection, design)
    drawn = allocate([population for _, population in strata], design.size, design.allocation, design.floor)
    items = (
        _least_sure(connection, design.size) if design.least_sure else _by_lot(connection, strata, drawn, design.seed)
    )
    return Sample(
        design.name,
        design.who,
        datetime.now(UTC),
        design.unit,
        "least_sure" if design.least_sure else "stratified" if design.by else "random",
        design.seed,
        json.dumps(_frame(connection, design, filters, coder), ensure_ascii=False),
        tuple(Stratum(name, population, n) for (name, population), n in zip(strata, drawn, strict=True)),
        tuple(SampleItem(report, _record(report, event), stratum) for report, event, stratum in items),
    )


def _lay_frame(connection: duckdb.DuckDBPyConnection, design: Design, filters: Filters) -> None:
    """A table with a row an item that may be drawn, numbered within its stratum by its id: not by how it came to be stored."""
    if design.unit == "event":
        columns, rows = "e.report_id, e.event_id, e.confidence", chosen(connection).events
    else:
        columns, rows = (
            "e.report_id, NULL::VARCHAR AS event_id, NULL::DOUBLE AS confidence",
            _reports(connection, filters),
        )
    stratum = "'all'" if design.least_sure else stratum_sql(design.unit, design.by)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE sample_named AS SELECT {columns}, {stratum} AS stratum FROM {rows} e"
    )
    most = max(1, design.size // (2 * max(1, design.floor)))
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE sample_strata AS
        SELECT stratum, CASE WHEN kinds <= {most} OR place < {most} THEN stratum ELSE '{OTHER}' END AS name
        FROM (SELECT stratum, row_number() OVER (ORDER BY count(*) DESC, stratum) AS place, count(*) OVER () AS kinds
              FROM sample_named GROUP BY stratum)""")
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE sample_frame AS
        SELECT report_id, event_id, confidence, name AS stratum,
          row_number() OVER (PARTITION BY name ORDER BY report_id, event_id) - 1 AS number
        FROM sample_named JOIN sample_strata USING (stratum)""")


def _reports(connection: duckdb.DuckDBPyConnection, filters: Filters) -> str:
    """The reports that may be drawn: chosen by what they are, and never by what was coded in them."""
    by_coding = next((option for name, option in _BY_CODING.items() if getattr(filters, name)), None)
    if by_coding is not None:
        raise UnfitFilterError(
            f"{by_coding} chooses by what was coded, and a report in which all was missed has nothing to be chosen by; with"
            " --reports give --since, --until, or a --query that yields report_id"
        )
    days = ((">=", filters.since), ("<=", filters.until))
    conditions = [f"published {sign} DATE '{day.isoformat()}'" for sign, day in days if day is not None]
    if filters.query:
        check_query(connection, filters.query, "report_id")
        conditions.append(f"report_id IN (SELECT report_id FROM {bracketed(filters.query)})")
    return f"(SELECT * FROM reports {'WHERE' if conditions else ''} {' AND '.join(conditions)})"


def _strata(connection: duckdb.DuckDBPyConnection, design: Design) -> list[tuple[str, int]]:
    """Each stratum with how many items it has, the largest first; what was put together comes last."""
    found = connection.execute(
        "SELECT stratum, count(*) AS n FROM sample_frame GROUP BY 1 ORDER BY stratum = ?, n DESC, 1",
        [OTHER if design.by else ""],
    )
    return [(str(name), int(n)) for name, n in found.fetchall()]


def _by_lot(
    connection: duckdb.DuckDBPyConnection, strata: Sequence[tuple[str, int]], drawn: Sequence[int], seed: int
) -> list[tuple[str, str | None, str]]:
    found = lots([population for _, population in strata], drawn, seed)
    names, numbers = [strata[lot.stratum][0] for lot in found], [lot.item for lot in found]
    return connection.execute(
        "SELECT f.report_id, f.event_id, f.stratum FROM sample_frame f JOIN"
        " (SELECT unnest(?::VARCHAR[]) AS stratum, unnest(?::BIGINT[]) AS number, unnest(?::BIGINT[]) AS place) l"
        " USING (stratum, number) ORDER BY l.place",
        [names, numbers, list(range(len(found)))],
    ).fetchall()


def _least_sure(connection: duckdb.DuckDBPyConnection, size: int) -> list[tuple[str, str | None, str]]:
    return connection.execute(
        "SELECT report_id, event_id, stratum FROM sample_frame ORDER BY confidence NULLS FIRST, report_id, event_id LIMIT ?",
        [size],
    ).fetchall()


def _frame(
    connection: duckdb.DuckDBPyConnection, design: Design, filters: Filters, coder: str | None
) -> Mapping[str, Any]:
    """What the sample was drawn out of, as anybody who draws it again needs it."""
    versions = connection.execute(_VERSIONS)
    names = [column[0] for column in versions.description or ()]
    asked = {name: value for name, value in asdict(filters).items() if value not in (None, (), [], "")}
    return {
        "filters": {name: value.isoformat() if isinstance(value, date) else value for name, value in asked.items()},
        "coder": coder,
        "by": list(design.by),
        "allocation": design.allocation if design.by else None,
        "floor": design.floor if design.by else None,
        "versions": [dict(zip(names, row, strict=True)) for row in versions.fetchall()],
    }


def _record(report: str, event: str | None) -> str | None:
    """The id of an event inside its coding: the view has the report's before it."""
    return event[len(report) + 1 :] if event is not None else None
