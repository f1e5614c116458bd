"""The map of an archive: where events happened, on the whole world or the part of it that they are in."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import altair as alt

from dateline.exchange.series import Row, points
from dateline.show.chart_style import WIDE, Chart, finished, inline_data, present, quad_colours, quad_scale, readable
from dateline.show.palette import MUTED

if TYPE_CHECKING:
    import duckdb

_LAND, _BORDER = "#e7e3d9", "#c9c3b5"
_HIGH = 480
_LABELLED = 10
_REGIONAL = 120  # degrees of longitude: what is wider is shown on a map of the world


def world_map(connection: duckdb.DuckDBPyConnection, title: str | None) -> Chart:
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
    dots = alt.Chart(inline_data(found)).mark_circle(strokeWidth=1.8, opacity=1).encode(
        longitude="lon:Q", latitude="lat:Q",
        size=alt.Size("events:Q", scale=alt.Scale(type="sqrt", domain=[1, max(most, 2)], range=[45, 700]),
                      legend=alt.Legend(values=_steps(most), format="d", symbolFillColor=MUTED.light, symbolStrokeWidth=0)),
        color=quad_colours(found, "mostly"), stroke=alt.Stroke("quad:N", scale=quad_scale(found), legend=None),
        fillOpacity=alt.FillOpacity("exact:N", scale=alt.Scale(domain=[True, False], range=[0.72, 0.12]), legend=None),
        tooltip=["place:N", "country:N", "place is:N", "quad:N", "events:Q"],
    )  # fmt: skip
    labels = alt.Chart(inline_data(_labelled(found))).encode(longitude="lon:Q", latitude="lat:Q", text="place:N")
    hollow = [] if all(row["exact"] for row in found) else ["Pale dots: known to the country or region alone"]
    chart = alt.layer(grid, world, dots, *readable(labels, -18)).project(**projection)
    return finished(chart, title or "Where events happened", series, hollow)


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


def _labelled(rows: list[Row]) -> list[Row]:
    """The busiest places, as far as their names do not run into each other."""
    spread = max(max(r["lon"] for r in rows) - min(r["lon"] for r in rows), 8.0)
    kept: list[Row] = []
    for row in rows:
        near = (r for r in kept if abs(r["lon"] - row["lon"]) < spread / 9 and abs(r["lat"] - row["lat"]) < spread / 18)
        if len(kept) < _LABELLED and next(near, None) is None:
            kept.append(row)
    return kept
