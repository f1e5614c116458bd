"""Charts of an archive: counted events in, Altair charts out, in the colours of the page and the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from dateline.exchange.codes import types
from dateline.exchange.network import network
from dateline.exchange.series import Row, Series, dyads, timeline
from dateline.show.chart_style import WIDE, Picture, finished, inline_data, present, quad_colours, readable
from dateline.show.labels import Dot, dot_radius, place_labels
from dateline.show.layout import place_nodes
from dateline.show.palette import INK, KINDS, PAPER, QUADS
from dateline.show.world_map import world_map

if TYPE_CHECKING:
    import duckdb

# Of a network: how high it is, how much room is around it, the areas of its dots, and how many have their names in any case.
_HIGH, _MARGIN = 640, 0.08
_SMALLEST, _LARGEST = 70, 700
_ALWAYS = 10


def draw(connection: duckdb.DuckDBPyConnection, kind: str, title: str | None) -> Picture:
    """The picture of this kind, over the chosen events that happened, each story once."""
    return _KINDS[kind](connection, title)


def _timeline(connection: duckdb.DuckDBPyConnection, title: str | None) -> Picture:
    series = timeline(connection)
    found = present(series, "no chosen event has a date")
    known = [t for t in types() if any(row["type"] == t for row in found)]
    order = known + sorted({row["type"] for row in found} - set(known))
    most = max(row["events"] for row in found)
    return finished(
        alt.Chart(inline_data(found, series.told), width=WIDE - 200, height=34)
        .mark_bar(binSpacing=0, stroke=PAPER.light, strokeWidth=0.4)
        .encode(
            x=alt.X("start:T", title=None, axis=alt.Axis(grid=True, labelOverlap=True, tickCount=8, format=_dates(series))),
            x2="end:T",
            y=alt.Y("events:Q", title=None, scale=alt.Scale(domain=[0, most]),
                    axis=alt.Axis(values=[0, most], grid=False, domain=False, ticks=False)),
            y2=alt.Y2Datum(0),
            color=quad_colours(found),
            row=alt.Row("type:N", sort=order, title=None, spacing=12,
                        header=alt.Header(labelAngle=0, labelAlign="left", labelOrient="left", labelFontSize=12)),
            tooltip=["type:N", "start:T", "events:Q"],
        ),
        title or f"Events per {series.unit}, by type", series,
    )  # fmt: skip


def _dyads(connection: duckdb.DuckDBPyConnection, title: str | None) -> Picture:
    series = dyads(connection)
    found = present(series, "no chosen event joins two countries")
    sides = [sorted({row[side] for row in found}) for side in ("source", "target")]
    deeds, words = QUADS["MATERIAL CONFLICT"].light, QUADS["VERBAL CONFLICT"].light
    colours = [deeds, words, "#efeade", QUADS["VERBAL COOPERATION"].light, QUADS["MATERIAL COOPERATION"].light]
    base = alt.Chart(inline_data(found, series.told), width=alt.Step(46), height=alt.Step(30)).encode(
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
    return finished(cells + numbers, title or "Events from country to country", series)


def _network(connection: duckdb.DuckDBPyConnection, title: str | None) -> Picture:
    series, edges = network(connection)
    nodes = present(series, "no chosen event joins two participants that have a name")
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
    scale = alt.Scale(domain=[-_MARGIN, 1 + _MARGIN], nice=False)
    x, y = alt.X("x:Q", axis=None, scale=scale), alt.Y("y:Q", axis=None, scale=scale)
    most, heaviest = max(n["events"] for n in nodes), max((e["events"] for e in lines), default=1)
    links = alt.Chart(inline_data(lines, series.told), width=WIDE, height=_HIGH).mark_rule(opacity=0.6).encode(
        x=x, y=y, x2="x2:Q", y2="y2:Q",
        color=quad_colours(lines, "mostly", symbolType="stroke", symbolStrokeWidth=4, symbolOpacity=0.8),
        strokeWidth=alt.StrokeWidth("events:Q", scale=alt.Scale(domain=[1, max(heaviest, 2)], range=[1.2, 7]), legend=None),
        tooltip=["between:N", "events:Q", "quad:N"],
    )  # fmt: skip
    dots = alt.Chart(inline_data(placed, series.told)).mark_circle(opacity=1, stroke=PAPER.light, strokeWidth=1.5).encode(
        x=x, y=y,
        size=alt.Size("events:Q", legend=None,
                      scale=alt.Scale(type="sqrt", domain=[1, max(most, 2)], range=[_SMALLEST, _LARGEST])),
        fill=alt.Fill("kind:N", title="who", scale=alt.Scale(domain=kinds, range=[KINDS[k].light for k in kinds]),
                      legend=alt.Legend(symbolType="circle", symbolSize=110, symbolStrokeWidth=0)),
        tooltip=["name:N", "kind:N", "country:N", "events:Q"],
    )  # fmt: skip
    chart = alt.layer(links, dots, *_names(placed, series, x, y)).resolve_scale(
        color="independent", fill="independent", size="independent"
    )
    return finished(chart, title or "Who has to do with whom", series)


def _names(nodes: list[Row], series: Series, x: Any, y: Any) -> list[Any]:
    """The names of the nodes, the busiest whatever they run into, the others where there is room."""
    most = max(2, *(node["events"] for node in nodes))
    wide, high = WIDE / (1 + 2 * _MARGIN), _HIGH / (1 + 2 * _MARGIN)
    dots = [
        Dot(
            (n["x"] + _MARGIN) * wide,
            (1 + _MARGIN - n["y"]) * high,
            dot_radius(n["events"], most, (_SMALLEST, _LARGEST)),
        )
        for n in nodes
    ]
    placed = place_labels(dots, [n["label"] for n in nodes], (WIDE, _HIGH), most=len(nodes), always=_ALWAYS)
    layers: list[Any] = []
    for number, label in placed.items():
        name = alt.Chart(inline_data([nodes[number]], series.told)).encode(x=x, y=y, text="label:N")
        layers += readable(name, dx=label.dx, dy=label.dy, align=label.align)
    return layers


_KINDS = {"timeline": _timeline, "dyads": _dyads, "map": world_map, "network": _network}
KINDS_OF_CHARTS = tuple(_KINDS)


def _dates(series: Series) -> str:
    if series.unit == "day":
        return "%-d %b"
    return "%b %Y"


def _short(name: str, longest: int = 30) -> str:
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"
