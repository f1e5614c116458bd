"""A map that the wheel zooms and the mouse moves: the Vega of a chart with a projection in, the same with signals out."""

from __future__ import annotations

from typing import Any

_FARTHEST = 60  # times

#: ``frame``: by how much the map is larger than it was drawn, and where its corner then lies.
_SIGNALS: list[dict[str, Any]] = [
    {"name": "farthest", "value": _FARTHEST},
    {"name": "down", "value": [0, 0, 0, 0], "on": [{"events": "pointerdown", "update": "[x(), y(), frame.x, frame.y]"}]},
    {
        "name": "wheel",
        "value": {"by": 1, "x": 0, "y": 0},
        "on": [{
            "events": [{"type": "wheel", "consume": True}],
            "update": "{by: clamp(frame.k * pow(1.0015, -event.deltaY * pow(16, event.deltaMode)), 1, farthest) / frame.k,"
                      " x: x(), y: y()}",
        }],
    },
    {
        "name": "frame",
        "value": {"k": 1, "x": 0, "y": 0},
        "on": [
            {
                "events": {"signal": "wheel"},
                "update": "frame.k * wheel.by <= 1.001 ? {k: 1, x: 0, y: 0} : {k: frame.k * wheel.by,"
                          " x: wheel.x + (frame.x - wheel.x) * wheel.by, y: wheel.y + (frame.y - wheel.y) * wheel.by}",
            },
            {
                "events": "[pointerdown, window:pointerup] > window:pointermove!",
                "update": "{k: frame.k, x: down[2] + x() - down[0], y: down[3] + y() - down[1]}",
            },
            {"events": "dblclick", "update": "{k: 1, x: 0, y: 0}"},
        ],
    },
]  # fmt: skip


def zoomable(vega: dict[str, Any]) -> dict[str, Any]:
    """The specification with its projections under the mouse; nothing is drawn beyond the frame."""
    return {
        **vega,
        "signals": [*vega.get("signals", ()), *_SIGNALS],
        "projections": [_moved(projection) for projection in vega.get("projections", ())],
        "marks": [{**mark, "clip": True} for mark in vega.get("marks", ())],
    }


def _moved(projection: dict[str, Any]) -> dict[str, Any]:
    x, y = projection["translate"]
    return {
        **projection,
        "scale": {"signal": f"{projection['scale']} * frame.k"},
        "translate": {"signal": f"[{x} * frame.k + frame.x, {y} * frame.k + frame.y]"},
    }
