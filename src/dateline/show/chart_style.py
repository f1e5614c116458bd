"""What all charts share: the page's paper, ink and letters, the colours of quads, and a heading that says how many events are
shown and why others are not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import altair as alt

from dateline.errors import DatelineError
from dateline.exchange.codes import quads
from dateline.exchange.output import xml_text
from dateline.exchange.series import Row, Series, Told
from dateline.show.palette import INK, MUTED, PAPER, QUADS

Chart = Any

WIDE = 900
_LINE = 125  # characters of a heading
_FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, what stands over it, how many events it shows, and those that its marks stand for; ``zooms``: it can be moved."""

    chart: Chart
    title: str
    about: str
    told: Told
    zooms: bool = False

    @property
    def drawable(self) -> Any:
        """The chart's specification without the characters that no picture can hold: at one of them the renderer would end
        the whole process."""
        return _drawable(self.chart.to_dict())


class NothingToDrawError(DatelineError):
    """No chosen event has what the chart shows."""


def present(series: Series, problem: str) -> list[Row]:
    """The rows; NothingToDrawError with the problem if there are none."""
    if not series.rows:
        raise NothingToDrawError(problem)
    return series.rows


def readable(labels: Chart, **placed: Any) -> list[Chart]:
    """Names with a rim in the colour of the paper, over whatever lies behind them."""
    rim = labels.mark_text(fontSize=12, stroke=PAPER.light, strokeWidth=3, strokeJoin="round", **placed)
    return [rim, labels.mark_text(fontSize=12, color=INK.light, **placed)]


def inline_data(rows: Iterable[Row], told: Told) -> Any:
    """Rows that the chart carries within itself; each has the number of its mark, by which the page finds its sentences."""
    number = {mark: at for at, mark in enumerate(told)}
    return alt.InlineData(values=[{**row, "mark": number[row["mark"]]} for row in rows])


def quad_scale(rows: list[Row]) -> Any:
    """The colours of the quads that occur; what a user's own codebook invents is muted."""
    present = {row["quad"] for row in rows}
    order = [q for q in quads() if q in present] + sorted(present - set(quads()))
    return alt.Scale(domain=order, range=[QUADS.get(q, MUTED).light for q in order])


def quad_colours(rows: list[Row], title: str | None = None, **symbol: Any) -> Any:
    """Colour by quad, with a legend."""
    drawn = {"symbolType": "circle", "symbolSize": 110, "symbolStrokeWidth": 0, **symbol}
    legend = alt.Legend(title=title, labelExpr="lower(datum.label)", **drawn)
    return alt.Color("quad:N", scale=quad_scale(rows), legend=legend)


def finished(chart: Chart, title: str, series: Series, notes: Iterable[str] = (), *, zooms: bool = False) -> Picture:
    """Title, how many events from when to when, which are left out, and the page's paper, ink and letters."""
    span = "" if series.first is None else f", {_day(series.first)} to {_day(series.last)}"
    of = "" if series.shown == series.events else f"{series.shown:,} of "
    about = f"{of}{series.events:,} event{'s' if series.events != 1 else ''}{span}"
    missing = ", ".join(f"{number:,} {reason}" for reason, number in series.left_out.items())
    heading = alt.TitleParams(
        title,
        subtitle=[about, *notes, *wrap(f"Left out: {missing}" if missing else "", _LINE)],
        anchor="start",
        fontSize=18,
        subtitleFontSize=12.5,
        subtitleColor=MUTED.light,
        offset=14,
    )
    drawn = (
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
    return Picture(drawn, title, f"{about}; left out: {missing or 'none'}", series.told, zooms)


def _drawable(value: Any) -> Any:
    match value:
        case str():
            return xml_text(value)
        case dict():
            return {key: _drawable(inner) for key, inner in value.items()}
        case list():
            return [_drawable(inner) for inner in value]
    return value


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"
