"""``/network``: who acts on whom among the chosen events, people joined over reports; an edge leads to its sentences."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from functools import lru_cache

from dateline.desk.asking import Answer, Asked, Page
from dateline.desk.facets import Facet, facets
from dateline.desk.figures.bins import DayBars, bars
from dateline.show.labels import Dot, place_labels
from dateline.show.layout import place_nodes

_EDGES = {"60": 60, "120": 120, "240": 240}
_WIDE, _HIGH, _EDGE = 1000.0, 640.0, 40.0
_TIES = """
WITH tie AS (
  SELECT source, target, count(*) AS events, mode(e.quad) AS quad FROM desk.ties JOIN desk.events e USING (n) WHERE {where}
  GROUP BY source, target ORDER BY events DESC, source, target LIMIT {most}
), party AS (
  SELECT who, mode(kind) AS kind, mode(country) AS country FROM desk.sides
  WHERE named AND who IN (SELECT source FROM tie UNION SELECT target FROM tie) GROUP BY who
)
SELECT source, a.kind AS source_kind, a.country AS source_country, target, b.kind AS target_kind, b.country AS target_country,
  events, quad
FROM tie JOIN party a ON a.who = source JOIN party b ON b.who = target ORDER BY events DESC, source, target"""


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """Somebody, with the events that join them to others here, and where they stand on the figure."""

    name: str
    kind: str
    country: str | None
    events: int
    x: float
    y: float
    label: tuple[float, float, str] | None


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """What one does to the other: how many events, and of which quad mostly. ``path``: how it is drawn."""

    source: str
    target: str
    events: int
    quad: str
    wide: float
    path: str


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The edges with most events, and whom they join; those whom a report does not name are in none."""

    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]
    strip: DayBars | None
    facets: tuple[Facet, ...]


def _answer(asked: Asked) -> Answer:
    where, values = asked.where()
    most = 100_000 if asked.whole else _EDGES[asked.picked("edges", tuple(_EDGES))]
    rows = asked.snapshot.ask(_TIES.format(where=where, most=most), values)
    if asked.whole:
        return Answer("Network", None, rows)
    weights: dict[str, int] = {}
    kinds: dict[str, tuple[str, str | None]] = {}
    for row in rows:
        for end in ("source", "target"):
            weights[row[end]] = weights.get(row[end], 0) + row["events"]
            kinds.setdefault(row[end], (row[f"{end}_kind"], row[f"{end}_country"]))
    names = sorted(weights, key=lambda name: (-weights[name], name))
    at = {name: number for number, name in enumerate(names)}
    placed = _placed(len(names), tuple((at[row["source"]], at[row["target"]], row["events"]) for row in rows))
    heaviest = max(weights.values(), default=1)
    dots = [Dot(x, y, _radius(weights[name], heaviest)) for name, (x, y) in zip(names, placed, strict=True)]
    labels = place_labels(dots, [name[:40] for name in names], (_WIDE, _HIGH), most=36)
    nodes = tuple(
        NetworkNode(name, *kinds[name], weights[name], round(x, 1), round(y, 1),
                    (labels[n].dx, labels[n].dy, labels[n].align) if n in labels else None)
        for n, (name, (x, y)) in enumerate(zip(names, placed, strict=True))
    )  # fmt: skip
    top = max((row["events"] for row in rows), default=1)
    edges = tuple(
        NetworkEdge(row["source"], row["target"], row["events"], row["quad"], round(1 + 5 * row["events"] / top, 2),
                    _curve(placed[at[row["source"]]], placed[at[row["target"]]]))
        for row in rows
    )  # fmt: skip
    return Answer("Network", NetworkPage(nodes, edges, bars(asked), facets(asked)), map(asdict, edges))


@lru_cache(maxsize=64)
def _placed(nodes: int, ties: tuple[tuple[int, int, int], ...]) -> list[tuple[float, float]]:
    """Where the nodes stand: some tenths of a second's work, and the same for the same ties."""
    laid = place_nodes(nodes, ties)
    return [(_EDGE + x * (_WIDE - 2 * _EDGE), _EDGE + y * (_HIGH - 2 * _EDGE)) for x, y in laid.tolist()]


def _radius(events: int, heaviest: int) -> float:
    return 3.0 + 11.0 * math.sqrt(events / heaviest)


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A bow, so that what goes there and what comes back lie apart."""
    (x, y), (to_x, to_y) = start, end
    bow_x, bow_y = (x + to_x) / 2 + (to_y - y) * 0.14, (y + to_y) / 2 - (to_x - x) * 0.14
    return f"M{x:.1f} {y:.1f}Q{bow_x:.1f} {bow_y:.1f} {to_x:.1f} {to_y:.1f}"


PAGE = Page("/network", "network.html", _answer, "Who acts on whom.", NetworkPage, name="Network",
            parameters={"edges": "how many: 60, 120 or 240"}, steady=True)  # fmt: skip
