"""Samples: which events or reports were drawn to be judged, and out of what, so that shares can be weighted to the whole."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import astuple, dataclass
from dataclasses import field as dataclass_field
from datetime import datetime, timedelta
from typing import Annotated, Literal

from dateline.model.brief import brief
from dateline.model.record import Record, line

Unit = Literal["event", "report"]
Order = Literal["random", "least_sure", "stratified"]


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of what was drawn from: each of its items had the same chance to be drawn."""

    name: Annotated[str, "What its items share: 'ASSAULT', 'RUS UKR, 0.9 to 1' …; 'all' where there are no parts."]
    population: Annotated[int, "How many items it had."]
    drawn: Annotated[int, "How many of them were drawn."]


@dataclass(frozen=True, slots=True)
class SampleItem:
    """One event, or one whole report, that was drawn."""

    report: Annotated[str, "The report (report_id)."]
    record: Annotated[str | None, "The event's id inside its coding; None for the whole report."]
    stratum: Annotated[str, "Which stratum it was drawn in."]


@dataclass(frozen=True, slots=True)
class Sample(Record):
    """What was drawn, in the order in which it is judged: a coder who stops half-way has judged a sample too.

    Raises ValueError for a moment that is not in UTC, a frame that is no JSON, and strata that do not fit the items.

    >>> from datetime import UTC, datetime
    >>> drawn = (SampleItem("r1", "e1", "all"),)
    >>> Sample("pilot", "ana", datetime(2026, 3, 1, tzinfo=UTC), "event", "random", 7, "{}", (Stratum("all", 90, 1),), drawn)
    <Sample seb5b46a7a2dd: pilot, random, 1 of 90 events, seed 7>
    """

    name: Annotated[str, "What its drawer calls it."]
    who: Annotated[str, "Who drew it."]
    when: Annotated[datetime, "The moment, in UTC."]
    unit: Annotated[Unit, "event, or report where whole reports are judged."]
    order: Annotated[
        Order, "random, stratified (random within strata), or least_sure: the least sure first, which is no chance."
    ]
    seed: Annotated[int, "Of the draw: the same seed draws the same from the same."]
    frame: Annotated[str, "What it was drawn out of, as JSON: filters, coder, versions, how strata were made."]
    strata: Annotated[tuple[Stratum, ...], "The parts that were drawn from."]
    items: Annotated[tuple[SampleItem, ...], "What was drawn, in the order in which it is judged."]
    id: Annotated[str, "A hash of all the rest."] = dataclass_field(init=False)

    def __post_init__(self) -> None:
        if self.when.utcoffset() != timedelta(0):
            raise ValueError(f"a sample's moment is in UTC, and this is {self.when.isoformat()}")
        if not self.name.strip() or not self.who.strip():
            raise ValueError("a sample has a name, and says who drew it")
        try:
            json.loads(self.frame)
        except (ValueError, RecursionError):
            raise ValueError(f"a sample's frame is JSON, and this is none: {self.frame[:80]!r}") from None
        drawn = Counter(item.stratum for item in self.items)
        if {stratum.name: stratum.drawn for stratum in self.strata if stratum.drawn} != dict(drawn):
            raise ValueError("a sample's strata do not count its items")
        if any(stratum.drawn > stratum.population for stratum in self.strata):
            raise ValueError("more was drawn than there is")
        if any((item.record is None) == (self.unit == "event") for item in self.items):
            raise ValueError("a sample of events names their ids, and one of reports does not")
        object.__setattr__(self, "id", self._hash())

    def __repr__(self) -> str:
        size = f"{len(self.items):,} of {self.population:,} {self.unit}s"
        return line(self, self.id, brief(self.name), self.order, size, f"seed {self.seed}")

    @property
    def population(self) -> int:
        """How many items it was drawn from."""
        return sum(stratum.population for stratum in self.strata)

    def _hash(self) -> str:
        said = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "id"}
        said |= {
            "when": self.when.isoformat(),
            "strata": [*map(astuple, self.strata)],
            "items": [*map(astuple, self.items)],
        }
        return f"s{hashlib.sha256(json.dumps(said).encode('ascii')).hexdigest()[:12]}"
