"""The map of an archive: where events happened, on the whole world or the part of it that they are in."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import altair as alt

from dateline.exchange.series import Row, Told, points
from dateline.show.chart_style import (
    WIDE,
    Chart,
    Picture,
    finished,
    inline_data,
    present,
    quad_colours,
    quad_scale,
    readable,
)
from dateline.show.labels import Dot, dot_radius, place_labels
from dateline.show.palette import MUTED

if TYPE_CHECKING:
    import duckdb

_LAND, _BORDER = "#e7e3d9", "#c9c3b5"
_HIGH = 480
_SMALLEST, _LARGEST = 45, 700  # areas of dots
_REGIONAL = 120  # degrees of longitude: what is wider is shown on a map of the world


def world_map(connection: duckdb.DuckDBPyConnection, title: str | None) -> Picture:
    """A dot a place, by how many events, of which quad mostly; pale where only the country or region is known."""
    series = points(connection)
    found = present(series, "no chosen event has a place with coordinates")
    projection = _projection(found)
    world = alt.Chart(
        alt.InlineData(values=_world(), format=alt.TopoDataFormat(feature="countries", type="topojson")),
        width=WIDE,
        height=_HIGH,
    ).mark_geoshape(fill=_LAND, stroke=_BORDER, strokeWidth=0.6)
    grid = alt.Chart(alt.graticule(step=[15, 15])).mark_geoshape(stroke="#dfe6e8", strokeWidth=0.5, filled=False)
    most = max(row["events"] for row in found)
    dots = alt.Chart(inline_data(found, series.told)).mark_circle(strokeWidth=1.8, opacity=1).encode(
        longitude="lon:Q", latitude="lat:Q",
        size=alt.Size("events:Q", scale=alt.Scale(type="sqrt", domain=[1, max(most, 2)], range=[_SMALLEST, _LARGEST]),
                      legend=alt.Legend(values=_steps(most), format="d", symbolFillColor=MUTED.light, symbolStrokeWidth=0)),
        color=quad_colours(found, "mostly"), stroke=alt.Stroke("quad:N", scale=quad_scale(found), legend=None),
        fillOpacity=alt.FillOpacity("exact:N", scale=alt.Scale(domain=[True, False], range=[0.72, 0.12]), legend=None),
        tooltip=["place:N", "country:N", "place is:N", "quad:N", "events:Q"],
    )  # fmt: skip
    hollow = [] if all(row["exact"] for row in found) else ["Pale dots: known to the country or region alone"]
    chart = alt.layer(grid, world, dots, *_labels(found, series.told, projection)).project(**projection)
    return finished(chart, title or "Where events happened", series, hollow, zooms=True)


def _labels(rows: list[Row], told: Told, projection: dict[str, Any]) -> list[Chart]:
    """The names of the busiest places, each where there is room for it."""
    at, most = _pixels(projection), max(2, *(row["events"] for row in rows))
    dots = [Dot(*at(row["lon"], row["lat"]), dot_radius(row["events"], most, (_SMALLEST, _LARGEST))) for row in rows]
    placed = place_labels(dots, [row["place"] for row in rows], (WIDE, _HIGH))
    layers: list[Chart] = []
    for number, label in placed.items():
        name = alt.Chart(inline_data([rows[number]], told)).encode(longitude="lon:Q", latitude="lat:Q", text="place:N")
        layers += readable(name, dx=label.dx, dy=label.dy, align=label.align)
    return layers


def _steps(most: int) -> list[int]:
    """Numbers of events that a legend of sizes shows."""
    return sorted({1, max(1, round(most / 4)), max(1, most)})


@cache
def _world() -> dict[str, Any]:
    text = (files("dateline.show") / "data" / "world.topojson").read_text(encoding="utf-8")
    world: dict[str, Any] = json.loads(text)
    return world


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(max(-80.0, min(80.0, lat))) / 2))


def _projection(rows: list[Row]) -> dict[str, Any]:
    """The whole world, or the part of it that the events are in."""
    west, east = min(r["lon"] for r in rows), max(r["lon"] for r in rows)
    south, north = min(r["lat"] for r in rows), max(r["lat"] for r in rows)
    frame = [[0, 0], [WIDE, _HIGH]]
    if east - west > _REGIONAL:
        return {"type": "equalEarth", "scale": 165, "translate": [WIDE / 2, _HIGH / 2 + 12], "clipExtent": frame}
    wide = math.radians(max(east - west, 8.0))
    low, high = _mercator(south), _mercator(north)
    scale = 0.8 * min(WIDE / wide, _HIGH / max(high - low, 0.1))
    middle = math.degrees(2 * math.atan(math.exp((low + high) / 2)) - math.pi / 2)
    return {
        "type": "mercator", "center": [(west + east) / 2, middle], "scale": scale,
        "translate": [WIDE / 2, _HIGH / 2], "clipExtent": frame,
    }  # fmt: skip


def _pixels(projection: dict[str, Any]) -> Callable[[float, float], tuple[float, float]]:
    """Where the projection puts a longitude and latitude, as d3 reckons it."""
    scale, (right, down) = projection["scale"], projection["translate"]

    def mercator(lon: float, lat: float) -> tuple[float, float]:
        west, middle = projection["center"]
        return right + scale * math.radians(lon - west), down - scale * (_mercator(lat) - _mercator(middle))

    def equal_earth(lon: float, lat: float) -> tuple[float, float]:
        a, b, c, d = 1.340264, -0.081106, 0.000893, 0.003796
        turned = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
        two, six = turned**2, turned**6
        x = math.radians(lon) * math.cos(turned) / (math.sqrt(3) / 2 * (a + 3 * b * two + six * (7 * c + 9 * d * two)))
        return right + scale * x, down - scale * turned * (a + b * two + six * (c + d * two))

    return mercator if projection["type"] == "mercator" else equal_earth
