"""The world as a figure has it: the countries as one path, and where a place stands on it (Equal Earth projection)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

WIDE, HIGH = 1000.0, 487.0
_SCALE = WIDE / 5.42  # what the projection is wide at its widest
_A, _B, _C, _D = 1.340264, -0.081106, 0.000893, 0.003796


def stands_at(lon: float, lat: float) -> tuple[float, float]:
    """Where a place stands: right of the left edge, below the upper one (Šavrič, Patterson and Jenny 2018).

    >>> stands_at(0, 0)
    (500.0, 243.5)
    """
    turned = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(max(-90.0, min(90.0, lat)))))
    two, six = turned**2, turned**6
    slope = _A + 3 * _B * two + six * (7 * _C + 9 * _D * two)
    x = math.radians(max(-180.0, min(180.0, lon))) * math.cos(turned) * 2 / (math.sqrt(3) * slope)
    y = turned * (_A + _B * two + six * (_C + _D * two))
    return round(WIDE / 2 + _SCALE * x, 2), round(HIGH / 2 - _SCALE * y, 2)


@cache
def land() -> str:
    """All countries as the ``d`` of one SVG path."""
    world = json.loads((files("dateline.show") / "data" / "world.topojson").read_text(encoding="utf-8"))
    arcs = [list(_decoded(arc, world["transform"])) for arc in world["arcs"]]
    rings = (ring for shape in world["objects"]["countries"]["geometries"] for ring in _rings(shape))
    return "".join(_drawn([point for at in ring for point in _arc(arcs, at)]) for ring in rings)


def _decoded(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """Longitudes and latitudes: TopoJSON keeps whole numbers, each as its difference to the one before."""
    x = y = 0
    (by_x, by_y), (from_x, from_y) = transform["scale"], transform["translate"]
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * by_x + from_x, y * by_y + from_y


def _rings(shape: dict[str, Any]) -> Iterator[Sequence[int]]:
    polygons = shape.get("arcs", ()) if shape["type"] == "MultiPolygon" else [shape.get("arcs", ())]
    for polygon in polygons:
        yield from polygon


def _arc(arcs: Sequence[Sequence[tuple[float, float]]], at: int) -> Sequence[tuple[float, float]]:
    """An arc by its number; one that is not of the ring's direction has the number's complement."""
    return arcs[at] if at >= 0 else arcs[~at][::-1]


def _drawn(points: Sequence[tuple[float, float]]) -> str:
    """A ring; one that goes over the edge of the map goes on at its other side."""
    parts: list[list[str]] = [[]]
    before = None
    for lon, lat in points:
        x, y = stands_at(lon, lat)
        if before is not None and abs(lon - before) > 180:
            parts.append([])
        said = f"{x:.1f} {y:.1f}"
        if not parts[-1] or parts[-1][-1] != said:
            parts[-1].append(said)
        before = lon
    return "".join(f"M{'L'.join(part)}Z" for part in parts if len(part) > 2)
