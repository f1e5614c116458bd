"""``/map``: where the chosen events happened, and on what basis each place is given; a click on a dot leads to its sentences."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from dateline.desk.asking import Answer, Asked, Page
from dateline.desk.facets import Facet, facets
from dateline.desk.figures.bins import DayBars, bars
from dateline.desk.figures.scale import BASES
from dateline.desk.figures.world import stands_at

_MOST = 1_500  # dots: a page with more is slow, and nobody can tell them apart
_POINTS = """
SELECT place_name AS place, any_value(place_country) AS country, any_value(lat) AS lat, any_value(lon) AS lon, count(*) AS events,
  mode(quad) AS quad, count(*) FILTER (place_from = 'clause') AS clause, count(*) FILTER (place_from = 'telling') AS telling,
  count(*) FILTER (place_from = 'scene') AS scene, count(*) FILTER (place_from = 'participant') AS participant,
  any_value(place_feature) AS feature
FROM desk.events e WHERE lat IS NOT NULL AND lon IS NOT NULL AND {where}
GROUP BY place_name, round(lat, 2), round(lon, 2) ORDER BY events DESC, place
"""
_COUNTS = """
SELECT count(*) AS total, count(*) FILTER (lat IS NULL AND place_name IS NOT NULL) AS nowhere,
  count(*) FILTER (place_name IS NULL) AS placeless FROM desk.events e WHERE {where}"""


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place with the chosen events there, by the basis on which each is put there. ``x`` and ``y``: on the figure."""

    place: str
    country: str | None
    lat: float
    lon: float
    events: int
    quad: str
    clause: int
    telling: int
    scene: int
    participant: int
    feature: str | None
    x: float
    y: float

    @property
    def basis(self) -> str:
        """On which basis most of its events are put there."""
        return max(BASES, key=lambda name: getattr(self, name))


@dataclass(frozen=True, slots=True)
class MapPage:
    """The dots; ``more`` places are not drawn for their number, ``nowhere`` events have a place without coordinates."""

    total: int
    points: tuple[MapPoint, ...]
    more: int
    nowhere: int
    placeless: int
    strip: DayBars | None
    facets: tuple[Facet, ...]


def _answer(asked: Asked) -> Answer:
    where, values = asked.where()
    rows = asked.snapshot.ask(_POINTS.format(where=where), values)
    kept = rows if asked.whole else rows[:_MOST]
    points = tuple(_point(row) for row in kept)
    counts = asked.snapshot.one(_COUNTS.format(where=where), values)
    around: dict[str, Any] = (
        {"strip": None, "facets": ()} if asked.whole else {"strip": bars(asked), "facets": facets(asked)}
    )
    found = MapPage(points=points, more=len(rows) - len(kept), **counts, **around)
    return Answer("Map", found, map(asdict, points))


def _point(row: dict[str, Any]) -> MapPoint:
    x, y = stands_at(row["lon"], row["lat"])
    return MapPoint(**row, x=x, y=y)


PAGE = Page("/map", "map.html", _answer, "Where it happened, and on what basis.", MapPage, name="Map", steady=True)
