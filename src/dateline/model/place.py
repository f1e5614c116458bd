"""Places, resolved to the gazetteer where they can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from dateline.model.because import Because
from dateline.model.record import Record, line
from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Place(Record):
    """Somewhere the report speaks of.

    >>> Place("p1", "Oslo", (), country="NOR", lat=59.91, lon=10.75)
    <Place p1: Oslo, NOR, 59.91 10.75>
    """

    id: Annotated[str, "Which; the same id within one report."]
    name: Annotated[str, "Its name in the report, in full where the report shortens it."]
    mentions: Annotated[tuple[Span, ...], "Where the report names it, in text order."]
    country: Annotated[str | None, "ISO 3166 alpha-3 code."] = None
    geonames_id: Annotated[int | None, "GeoNames id."] = None
    lat: Annotated[float | None, "Latitude, degrees."] = None
    lon: Annotated[float | None, "Longitude, degrees."] = None
    feature: Annotated[str | None, "GeoNames feature code: PPL, PPLC, ADM1 …"] = None
    inside: Annotated[str | None, "The town whose coordinates a building or monument has."] = None
    because: Annotated[tuple[Because, ...], "Why this one of its namesakes."] = ()

    def __repr__(self) -> str:
        at = f"{self.lat:.2f} {self.lon:.2f}" if self.lat is not None and self.lon is not None else None
        return line(self, self.id, self.name, self.country, at)
