"""Charts of an archive: counted events in, Altair charts out, in the colours of the page and the terminal."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import altair as alt

from dateline.errors import DatelineError
from dateline.exchange.codes import quads, types
from dateline.exchange.series import Row, Series, dyads, network, points, timeline
from dateline.show.layout import place_nodes
from dateline.show.palette import INK, KINDS, MUTED, PAPER, QUADS

if TYPE_CHECKING:
    import duckdb

Chart = Any

_FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"
_LAND, _BORDER, _SEA = "#e7e3d9", "#c9c3b5", "#f6f9fa"
_WIDE, _HIGH = 900, 480
_LABELLED = 10
_REGIONAL = 120  # degrees of longitude: what is wider is shown on a map of the world


class NothingToDrawError(DatelineError):
    """No chosen event has what the chart shows."""


def draw(connection: duckdb.DuckDBPyConnection, kind: str, title: str | None) -> Chart:
    """The chart of this kind, over the chosen events that happened, each story once."""
    return _KINDS[kind](connection, title)


def _timeline(connection: duckdb.DuckDBPyConnection, title: str | None) -> Chart:
    series = timeline(connection)
    found = _present(series, "no chosen event has a date")
    known = [t for t in types() if any(row["type"] == t for row in found)]
    order = known + sorted({row["type"] for row in found} - set(known))
    most = max(row["events"] for row in found)
    left_out = (
        [f"Left out: {series.earlier:,} earlier ones (--until {series.first} draws them)"] if series.earlier else []
    )
    return _finished(
        alt.Chart(_data(found), width=_WIDE - 200, height=34)
        .mark_bar(binSpacing=0, stroke=PAPER.light, strokeWidth=0.4)
        .encode(
            x=alt.X("start:T", title=None, axis=alt.Axis(grid=True, labelOverlap=True, tickCount=8, format=_dates(series))),
            x2="end:T",
            y=alt.Y("events:Q", title=None, scale=alt.Scale(domain=[0, most]),
                    axis=alt.Axis(values=[most], grid=False, domain=False, ticks=False)),
            y2=alt.Y2Datum(0),
            color=_quad_colour(found),
            row=alt.Row("type:N", sort=order, title=None, spacing=12,
                        header=alt.Header(labelAngle=0, labelAlign="left", labelOrient="left", labelFontSize=12)),
            tooltip=["type:N", "start:T", "events:Q"],
        ),
        title or f"Events per {series.unit}, by type", series, left_out,
    )  # fmt: skip


def _dyads(connection: duckdb.DuckDBPyConnection, title: str | None) -> Chart:
    series = dyads(connection)
    found = _present(series, "no chosen event joins two countries")
    sides = [sorted({row[side] for row in found}) for side in ("source", "target")]
    deeds, words = QUADS["MATERIAL CONFLICT"].light, QUADS["VERBAL CONFLICT"].light
    colours = [deeds, words, "#efeade", QUADS["VERBAL COOPERATION"].light, QUADS["MATERIAL COOPERATION"].light]
    base = alt.Chart(_data(found), width=alt.Step(46), height=alt.Step(30)).encode(
        x=alt.X("target:N", sort=sides[1], title="to", axis=alt.Axis(orient="top", labelAngle=-40, labelLimit=160)),
        y=alt.Y("source:N", sort=sides[0], title="from", axis=alt.Axis(labelLimit=160)),
        tooltip=["source:N", "target:N", "events:Q", "intensity:Q"],
    )
    cells = base.mark_rect(stroke=PAPER.light, strokeWidth=2).encode(
        color=alt.Color(
            "intensity:Q", title=["mean intensity,", "conflict to", "cooperation"],
            scale=alt.Scale(domain=[-10, -4, 0, 4, 10], range=colours, interpolate="lab"),
            legend=alt.Legend(gradientLength=140, values=[-10, -5, 0, 5, 10]),
        )
    )  # fmt: skip
    strong = alt.expr.abs(alt.datum.intensity) > 2.5
    numbers = base.mark_text(fontSize=12).encode(
        text="events:Q", color=alt.condition(strong, alt.value("white"), alt.value(INK.light))
    )
    return _finished(cells + numbers, title or "Events from country to country", series)


def _map(connection: duckdb.DuckDBPyConnection, title: str | None) -> Chart:
    series = points(connection)
    found = _present(series, "no chosen event has a place with coordinates")
    projection = _projection(found)
    world = alt.Chart(
        alt.InlineData(values=_world(), format=alt.TopoDataFormat(feature="countries", type="topojson")),
        width=_WIDE,
        height=_HIGH,
    ).mark_geoshape(fill=_LAND, stroke=_BORDER, strokeWidth=0.6)
    grid = alt.Chart(alt.graticule(step=[15, 15])).mark_geoshape(stroke="#dfe6e8", strokeWidth=0.5, filled=False)
    most = max(row["events"] for row in found)
    dots = alt.Chart(_data(found)).mark_circle(strokeWidth=1.8, opacity=1).encode(
        longitude="lon:Q", latitude="lat:Q",
        size=alt.Size("events:Q", scale=alt.Scale(type="sqrt", domain=[1, max(most, 2)], range=[45, 700]),
                      legend=alt.Legend(values=_steps(most), format="d", symbolFillColor=MUTED.light, symbolStrokeWidth=0)),
        color=_quad_colour(found, "mostly"), stroke=alt.Stroke("quad:N", scale=_quad_scale(found), legend=None),
        fillOpacity=alt.FillOpacity("exact:N", scale=alt.Scale(domain=[True, False], range=[0.72, 0.12]), legend=None),
        tooltip=["place:N", "country:N", "place is:N", "quad:N", "events:Q"],
    )  # fmt: skip
    labels = alt.Chart(_data(_labelled(found))).encode(longitude="lon:Q", latitude="lat:Q", text="place:N")
    hollow = [] if all(row["exact"] for row in found) else ["Pale dots: known to the country or region alone"]
    chart = alt.layer(grid, world, dots, *_readable(labels, -18)).project(**projection)
    return _finished(chart, title or "Where events happened", series, hollow)


def _network(connection: duckdb.DuckDBPyConnection, title: str | None) -> Chart:
    series, edges = network(connection)
    nodes = _present(series, "no chosen event joins two participants that have a name")
    number = {node["id"]: at for at, node in enumerate(nodes)}
    at = place_nodes(len(nodes), [(number[e["source"]], number[e["target"]], e["events"]) for e in edges])
    placed = [
        {**node, "x": float(x), "y": float(y), "label": _short(node["name"])}
        for node, (x, y) in zip(nodes, at, strict=True)
    ]
    ends = {node["id"]: node for node in placed}
    lines = [
        {**e, "x": a["x"], "y": a["y"], "x2": b["x"], "y2": b["y"], "between": f"{a['name']} – {b['name']}"}
        for e in edges
        for a, b in [(ends[e["source"]], ends[e["target"]])]
    ]
    kinds = [kind for kind in KINDS if any(node["kind"] == kind for node in nodes)]
    scale = alt.Scale(domain=[-0.08, 1.08], nice=False)
    x, y = alt.X("x:Q", axis=None, scale=scale), alt.Y("y:Q", axis=None, scale=scale)
    most, heaviest = max(n["events"] for n in nodes), max((e["events"] for e in lines), default=1)
    links = alt.Chart(_data(lines), width=_WIDE, height=640).mark_rule(opacity=0.6).encode(
        x=x, y=y, x2="x2:Q", y2="y2:Q",
        color=_quad_colour(lines, "mostly", symbolType="stroke", symbolStrokeWidth=4, symbolOpacity=0.8),
        strokeWidth=alt.StrokeWidth("events:Q", scale=alt.Scale(domain=[1, max(heaviest, 2)], range=[1.2, 7]), legend=None),
        tooltip=["between:N", "events:Q", "quad:N"],
    )  # fmt: skip
    dots = alt.Chart(_data(placed)).mark_circle(opacity=1, stroke=PAPER.light, strokeWidth=1.5).encode(
        x=x, y=y,
        size=alt.Size("events:Q", scale=alt.Scale(type="sqrt", domain=[1, max(most, 2)], range=[70, 700]), legend=None),
        fill=alt.Fill("kind:N", title="who", scale=alt.Scale(domain=kinds, range=[KINDS[k].light for k in kinds]),
                      legend=alt.Legend(symbolType="circle", symbolSize=110, symbolStrokeWidth=0)),
        tooltip=["name:N", "kind:N", "country:N", "events:Q"],
    )  # fmt: skip
    labels = alt.Chart(_data(placed)).encode(x=x, y=y, text="label:N")
    chart = alt.layer(links, dots, *_readable(labels, -16)).resolve_scale(
        color="independent", fill="independent", size="independent"
    )
    return _finished(chart, title or "Who has to do with whom", series)


_KINDS = {"timeline": _timeline, "dyads": _dyads, "map": _map, "network": _network}
KINDS_OF_CHARTS = tuple(_KINDS)


def _present(series: Series, problem: str) -> list[Row]:
    if not series.rows:
        raise NothingToDrawError(problem)
    return series.rows


def _readable(labels: Chart, dy: int) -> list[Chart]:
    """Names with a rim in the colour of the paper, over whatever lies behind them."""
    rim = labels.mark_text(dy=dy, fontSize=12, stroke=PAPER.light, strokeWidth=3, strokeJoin="round")
    return [rim, labels.mark_text(dy=dy, fontSize=12, color=INK.light)]


def _data(rows: list[Row]) -> Any:
    return alt.InlineData(values=rows)


def _quad_scale(rows: list[Row]) -> Any:
    present = {row["quad"] for row in rows}
    order = [q for q in quads() if q in present] + sorted(present - set(quads()))
    return alt.Scale(domain=order, range=[QUADS.get(q, MUTED).light for q in order])


def _quad_colour(rows: list[Row], title: str | None = None, **symbol: Any) -> Any:
    drawn = {"symbolType": "circle", "symbolSize": 110, "symbolStrokeWidth": 0, **symbol}
    legend = alt.Legend(title=title, labelExpr="lower(datum.label)", **drawn)
    return alt.Color("quad:N", scale=_quad_scale(rows), legend=legend)


def _dates(series: Series) -> str:
    if series.unit == "day":
        return "%-d %b"
    return "%b %Y"


def _steps(most: int) -> list[int]:
    """Numbers of events that a legend of sizes shows."""
    return sorted({1, max(1, round(most / 4)), max(1, most)})


def _short(name: str, longest: int = 30) -> str:
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


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
    frame = [[0, 0], [_WIDE, _HIGH]]
    if east - west > _REGIONAL:
        return {"type": "equalEarth", "scale": 165, "translate": [_WIDE / 2, _HIGH / 2 + 12], "clipExtent": frame}
    wide = math.radians(max(east - west, 8.0))
    low, high = _mercator(south), _mercator(north)
    scale = 0.8 * min(_WIDE / wide, _HIGH / max(high - low, 0.1))
    middle = math.degrees(2 * math.atan(math.exp((low + high) / 2)) - math.pi / 2)
    return {
        "type": "mercator", "center": [(west + east) / 2, middle], "scale": scale,
        "translate": [_WIDE / 2, _HIGH / 2], "clipExtent": frame,
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


def _finished(chart: Chart, title: str, series: Series, notes: list[str] | None = None) -> Chart:
    """Title, how many events from when to when, and the page's paper, ink and letters."""
    span = "" if series.first is None else f", {_day(series.first)} to {_day(series.last)}"
    of = "" if series.shown == series.events else f"{series.shown:,} of "
    about = f"{of}{series.events:,} event{'s' if series.events != 1 else ''}{span}"
    heading = alt.TitleParams(
        title,
        subtitle=[about, *(notes or [])],
        anchor="start",
        fontSize=18,
        subtitleFontSize=12.5,
        subtitleColor=MUTED.light,
        offset=14,
    )
    return (
        chart.properties(title=heading, background=PAPER.light, padding=18)
        .configure(font=_FONT)
        .configure_view(stroke=None, fill=None)
        .configure_axis(
            labelColor=INK.light,
            titleColor=MUTED.light,
            gridColor="#e4dfd3",
            domainColor="#b9b2a3",
            tickColor="#b9b2a3",
        )
        .configure_legend(labelColor=INK.light, titleColor=MUTED.light, labelLimit=240, titleFontWeight="normal")
        .configure_header(labelColor=INK.light)
        .configure_title(color=INK.light)
    )


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"
