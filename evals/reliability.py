"""``python -m evals.reliability``: of the values that the coder says are so likely, how many are right, on the corpus's test
part; with ``--write`` the diagram in the documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import altair as alt
import click
import vl_convert

from corpus.load import load as load_reports
from dateline.coder import load
from evals.corpus import Judged, coded, judged

FILE = Path(__file__).parents[1] / "docs/reliability.svg"
WHAT = ("event", "participant", "place", "date")
_BINS = 10
_LEAST = 10  # values of a bin that is drawn


class Bin(NamedTuple):
    """Values that are said to be about equally likely: the mean of what is said, the share that is right, how many."""

    said: float
    right: float
    size: int


def binned(values: Sequence[Judged], bins: int = _BINS) -> list[Bin]:
    """The bins of equal width that hold any value, the least likely first."""
    found = []
    for i in range(bins):
        inside = [v for v in values if min(bins - 1, int(v.confidence * bins)) == i]
        if inside:
            said = sum(v.confidence for v in inside) / len(inside)
            found.append(Bin(said, sum(v.right for v in inside) / len(inside), len(inside)))
    return found


def calibration_error(values: Sequence[Judged]) -> float:
    """The expected calibration error: how far what is said is from what is so, over the bins, each by its size."""
    return sum(b.size * abs(b.said - b.right) for b in binned(values)) / max(1, len(values))


def diagram(values: Sequence[Judged]) -> str:
    """The reliability diagram as SVG: a point a bin, on the diagonal where what is said holds."""
    rows = [
        {"what": f"{what}s", "said": b.said, "right": b.right, "values": b.size}
        for what in WHAT
        for b in binned([v for v in values if v.what == what])
        if b.size >= _LEAST
    ]
    scale, axis = alt.Scale(domain=[0, 1]), alt.Axis(format="%", tickCount=5)
    points = (
        alt.Chart({"values": rows})
        .mark_line(point=alt.OverlayMarkDef(size=60))
        .encode(
            x=alt.X("said:Q", title="what is said", scale=scale, axis=axis),
            y=alt.Y("right:Q", title="what is right", scale=scale, axis=axis),
        )
    )
    ends = {"values": [{"said": 0, "right": 0}, {"said": 1, "right": 1}]}
    ideal = alt.Chart(ends).mark_line(strokeDash=[4, 4], color="#888").encode(x="said:Q", y="right:Q")
    sizes = points.mark_text(dy=-12, fontSize=9).encode(text="values:Q")
    panels = (
        alt.layer(ideal, *(part.transform_filter(alt.datum.what == f"{what}s") for part in (points, sizes))).properties(
            width=190, height=190, title=f"{what}s"
        )
        for what in WHAT
    )
    chart = alt.hconcat(*panels)
    return str(vl_convert.vegalite_to_svg(chart.to_json()))


@click.command()
@click.option("--write", is_flag=True, help=f"Write the diagram to docs/{FILE.name}.")
def reliability(write: bool) -> None:
    """Code the corpus's test part and hold what the codings say against the annotation."""
    coder = load()
    values = [value for report in load_reports("test") for value in judged(report, coded(coder, report))]
    for what in WHAT:
        own = [v for v in values if v.what == what]
        click.echo(f"{what}s: {len(own)}, calibration error {calibration_error(own):.3f}")
        for b in binned(own):
            click.echo(f"  said {b.said:.2f}   right {b.right:.2f}   of {b.size}")
    if write:
        FILE.write_text(diagram(values), encoding="utf-8")


if __name__ == "__main__":
    reliability(prog_name="python -m evals.reliability")
