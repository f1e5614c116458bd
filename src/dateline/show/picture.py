"""A chart as a file: PNG, SVG, or one HTML page that needs no network and answers to the mouse there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import vl_convert

# Stands for "<" while a chart becomes a page: a name that holds "</script>" must not end the script it is in.
_LESS_THAN = "\ue03c"


def save(chart: Any, output: Path) -> None:
    """Write the chart in the format that the name ends in, ``.png`` or ``.svg``; any other is the page. Raises OSError."""
    match output.suffix.lower():
        case ".png":
            output.write_bytes(vl_convert.vegalite_to_png(chart.to_dict(), scale=2))
        case ".svg":
            output.write_text(vl_convert.vegalite_to_svg(chart.to_dict()), encoding="utf-8")
        case _:
            output.write_text(as_page(chart), encoding="utf-8")


def as_page(chart: Any) -> str:
    """One HTML document with all that it needs in it."""
    page: str = vl_convert.vegalite_to_html(_without_tags(chart.to_dict()), bundle=True)
    return page.replace(_LESS_THAN, "\\u003c")


def _without_tags(value: Any) -> Any:
    match value:
        case str():
            return value.replace("<", _LESS_THAN)
        case dict():
            return {key: _without_tags(inner) for key, inner in value.items()}
        case list():
            return [_without_tags(inner) for inner in value]
    return value
