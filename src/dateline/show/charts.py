"""Charts of an archive: counted events in, Altair charts out, in the colours of the page and the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from dateline.exchange.codes import types
from dateline.exchange.series import Series, dyads, network, timeline
from dateline.show.chart_style import WIDE, Chart, finished, inline_data, present, quad_colours, readable
from dateline.show.layout import place_nodes
from dateline.show.palette import INK, KINDS, PAPER, QUADS
from dateline.show.world_map import world_map

if TYPE_CHECKING:
    import duckdb


def draw(connection: duckdb.DuckDBPyConnection, kind: str, title: str | None) -> Chart:
    """The chart of this kind, over the chosen events that happened, each story once."""
    return _KINDS[kind](connection, title)


def _timeline(connection: duckdb.DuckDBPyConnection, title: str | None) -> Chart:
    series = timeline(connection)
    found = present(series, "no chosen event has a date")
    known = [t for t in types() if any(row["type"] == t for row in found)]
    order = known + sorted({row["type"] for row in found} - set(known))
    most = max(row["events"] for row in found)
    left_out = (
        [f"Left out: {series.earlier:,} earlier ones (--until {series.first} draws them)"] if series.earlier else []
    )
    return finished(
        alt.Chart(inline_data(found), width=WIDE - 200, height=34)
        .mark_bar(binSpacing=0, stroke=PAPER.light, strokeWidth=0.4)
        .encode(
            x=alt.X("start:T", title=None, axis=alt.Axis(grid=True, labelOverlap=True, tickCount=8, format=_dates(series))),
            x2="end:T",
            y=alt.Y("events:Q", title=None, scale=alt.Scale(domain=[0, most]),
                    axis=alt.Axis(values=[most], grid=False, domain=False, ticks=False)),
            y2=alt.Y2Datum(0),
            color=quad_colours(found),
            row=alt.Row("type:N", sort=order, title=None, spacing=12,
                        header=alt.Header(labelAngle=0, labelAlign="left", labelOrient="left", labelFontSize=12)),
            tooltip=["type:N", "start:T", "events:Q"],
        ),
        title or f"Events per {series.unit}, by type", series, left_out,
    )  # fmt: skip


def _dyads(connection: duckdb.DuckDBPyConnection, title: str | None) -> Chart:
    series = dyads(connection)
    found = present(series, "no chosen event joins two countries")
    sides = [sorted({row[side] for row in found}) for side in ("source", "target")]
    deeds, words = QUADS["MATERIAL CONFLICT"].light, QUADS["VERBAL CONFLICT"].light
    colours = [deeds, words, "#efeade", QUADS["VERBAL COOPERATION"].light, QUADS["MATERIAL COOPERATION"].light]
    base = alt.Chart(inline_data(found), width=alt.Step(46), height=alt.Step(30)).encode(
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


def _network(connection: duckdb.DuckDBPyConnection, title: str | None) -> Chart:
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
    scale = alt.Scale(domain=[-0.08, 1.08], nice=False)
    x, y = alt.X("x:Q", axis=None, scale=scale), alt.Y("y:Q", axis=None, scale=scale)
    most, heaviest = max(n["events"] for n in nodes), max((e["events"] for e in lines), default=1)
    links = alt.Chart(inline_data(lines), width=WIDE, height=640).mark_rule(opacity=0.6).encode(
        x=x, y=y, x2="x2:Q", y2="y2:Q",
        color=quad_colours(lines, "mostly", symbolType="stroke", symbolStrokeWidth=4, symbolOpacity=0.8),
        strokeWidth=alt.StrokeWidth("events:Q", scale=alt.Scale(domain=[1, max(heaviest, 2)], range=[1.2, 7]), legend=None),
        tooltip=["between:N", "events:Q", "quad:N"],
    )  # fmt: skip
    dots = alt.Chart(inline_data(placed)).mark_circle(opacity=1, stroke=PAPER.light, strokeWidth=1.5).encode(
        x=x, y=y,
        size=alt.Size("events:Q", scale=alt.Scale(type="sqrt", domain=[1, max(most, 2)], range=[70, 700]), legend=None),
        fill=alt.Fill("kind:N", title="who", scale=alt.Scale(domain=kinds, range=[KINDS[k].light for k in kinds]),
                      legend=alt.Legend(symbolType="circle", symbolSize=110, symbolStrokeWidth=0)),
        tooltip=["name:N", "kind:N", "country:N", "events:Q"],
    )  # fmt: skip
    labels = alt.Chart(inline_data(placed)).encode(x=x, y=y, text="label:N")
    chart = alt.layer(links, dots, *readable(labels, -16)).resolve_scale(
        color="independent", fill="independent", size="independent"
    )
    return finished(chart, title or "Who has to do with whom", series)


_KINDS = {"timeline": _timeline, "dyads": _dyads, "map": world_map, "network": _network}
KINDS_OF_CHARTS = tuple(_KINDS)


def _dates(series: Series) -> str:
    if series.unit == "day":
        return "%-d %b"
    return "%b %Y"


def _short(name: str, longest: int = 30) -> str:
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"
