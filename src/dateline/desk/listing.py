"""Events as lists show them: who did what to whom, where, when, how sure, and the sentence that tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.desk.asking import Asked


@dataclass(frozen=True, slots=True)
class SideName:
    """Somebody on a side of an event, as the report names it; ``who`` is the name that it goes by over all reports."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    who: str


@dataclass(frozen=True, slots=True)
class ListedEvent:
    """An event in a list; ``day`` is the one that it counts for where its date is open."""

    event_id: str
    report_id: str
    type: str
    mode: str | None
    quad: str
    status: str
    day: date | None
    date_start: date | None
    date_end: date | None
    place_name: str | None
    place_country: str | None
    place_from: str | None
    confidence: float | None
    publisher: str | None
    published: date | None
    trigger_text: str | None
    sentence_text: str | None
    actors: tuple[SideName, ...]
    recipients: tuple[SideName, ...]

    @property
    def record(self) -> str:
        """The id of the event within its report."""
        return self.event_id.removeprefix(f"{self.report_id}:")


_COLUMNS = [name for name in ListedEvent.__dataclass_fields__ if name not in ("actors", "recipients")]


def list_events(
    asked: Asked,
    order: str = "e.n",
    limits: str | None = None,
    where: str = "true",
    given: Mapping[str, object] | None = None,
) -> tuple[ListedEvent, ...]:
    """The chosen events in an order (SQL of ours over ``e``), those of one page, or all for a table.

    ``where`` is SQL of ours that narrows them further, ``given`` the values that it asks for.
    """
    chosen, values = asked.where()
    rows = asked.snapshot.ask(
        f"SELECT e.n, {', '.join(f'e.{name}' for name in _COLUMNS)} FROM desk.events e"  # noqa: S608 names of ours
        f" WHERE {chosen} AND {where} ORDER BY {order} {asked.limits if limits is None else limits}",
        values | dict(given or {}),
    )
    return tuple(_with_sides(asked, rows))


def count_events(asked: Asked, where: str = "true", given: Mapping[str, object] | None = None) -> int:
    """How many events are chosen; ``where`` and ``given`` as :func:`list_events` takes them."""
    chosen, values = asked.where()
    sql = f"SELECT count(*) AS n FROM desk.events e WHERE {chosen} AND {where}"  # noqa: S608 names of ours
    return int(asked.snapshot.one(sql, values | dict(given or {}))["n"])


def table_rows(events: Iterable[ListedEvent]) -> Iterable[dict[str, Any]]:
    """The events as a table, sides joined by semicolons."""
    for event in events:
        row = {name: getattr(event, name) for name in _COLUMNS}
        for side in ("actors", "recipients"):
            parties: tuple[SideName, ...] = getattr(event, side)
            row[side] = [party.name for party in parties]
            row[f"{side}_countries"] = [party.country or "" for party in parties]
        yield row


def _with_sides(asked: Asked, rows: list[dict[str, Any]]) -> Iterable[ListedEvent]:
    numbers = [row.pop("n") for row in rows]
    sides: dict[tuple[int, str], list[SideName]] = {}
    found = asked.snapshot.ask(
        "SELECT n, side, actor_id, name, kind, country, who FROM desk.sides WHERE n IN (SELECT unnest($numbers::BIGINT[]))"
        " ORDER BY n, side, position",
        {"numbers": numbers},
    )
    for party in found:
        sides.setdefault((party.pop("n"), party.pop("side")), []).append(SideName(**party))
    for number, row in zip(numbers, rows, strict=True):
        actors, recipients = (tuple(sides.get((number, side), ())) for side in ("actor", "recipient"))
        yield ListedEvent(**row, actors=actors, recipients=recipients)
