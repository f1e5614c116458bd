"""What a coder must see of a sampled report: its text, its events as they are coded, and who and what else is named in it."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dateline.model import Versions
from dateline.verdicts.carried_over import claim_of

if TYPE_CHECKING:
    import duckdb

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SampledEvent:
    """An event as coded: its id in the coding, its row in the view ``events``, its sides, and what all that claims."""

    id: str
    row: Row
    sides: tuple[Row, ...]

    @property
    def claims(self) -> dict[str, Any]:
        return claim_of(self.row, self.sides)


@dataclass(frozen=True, slots=True)
class SampledReport:
    """A report with all that was coded in it. ``text`` is None where the archive was made without texts."""

    id: str
    publisher: str | None
    published: date | None
    title: str | None
    versions: Versions
    text: str | None
    sentences: tuple[tuple[int, int], ...]
    actors: tuple[Row, ...]
    places: tuple[Row, ...]
    events: Mapping[str, SampledEvent]

    def words(self, start: int, end: int) -> str:
        return "" if self.text is None else self.text[start:end]


def sampled_reports(connection: duckdb.DuckDBPyConnection, reports: Iterable[str]) -> dict[str, SampledReport]:
    """The reports of these ids that the connection sees."""
    connection.execute("CREATE OR REPLACE TEMP TABLE sampled_reports (report_id VARCHAR)")
    connection.execute("INSERT INTO sampled_reports SELECT DISTINCT unnest(?::VARCHAR[])", [list(reports)])

    def rows(view: str, order: str) -> dict[str, list[Row]]:
        found = connection.execute(f"SELECT * FROM {view} SEMI JOIN sampled_reports USING (report_id) ORDER BY {order}")
        names = [column[0] for column in found.description or ()]
        by_report: dict[str, list[Row]] = defaultdict(list)
        for values in found.fetchall():
            row = dict(zip(names, values, strict=True))
            by_report[row["report_id"]].append(row)
        return by_report

    events, sides = rows("events", "event_id"), _by_event(rows("sides", "event_id, side, position"))
    actors, places = rows("actors", "actor_id"), rows("places", "place_id")
    sentences, texts = rows("sentences", "sentence"), rows("texts", "report_id")
    return {
        key: SampledReport(
            key,
            head["publisher"],
            head["published"],
            head["title"],
            Versions(head["coder"], *(head[f"{made}_version"] for made in ("dateline", "reader", "codebook"))),
            next((row["text"] for row in texts[key]), None),
            tuple((row["start"], row["end"]) for row in sentences[key]),
            tuple(actors[key]),
            tuple(places[key]),
            dict(_event(key, row, sides) for row in sorted(events[key], key=lambda row: row["trigger_start"] or 0)),
        )
        for key, (head,) in rows("reports", "report_id").items()
    }


def _by_event(by_report: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for rows in by_report.values():
        for row in rows:
            found[row["event_id"]].append(row)
    return found


def _event(report: str, row: Row, sides: Mapping[str, list[Row]]) -> tuple[str, SampledEvent]:
    key = row["event_id"][len(report) + 1 :]
    return key, SampledEvent(key, row, tuple(sides[row["event_id"]]))
