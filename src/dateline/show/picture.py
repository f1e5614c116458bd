"""A chart as a file: PNG, SVG, or one HTML page that needs no network and answers to the mouse there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import vl_convert

from dateline.exchange.output import xml_text

# Stands for "<" while a chart becomes a page: a name that holds "</script>" must not end the script it is in.
_LESS_THAN = "\ue03c"


def save(chart: Any, output: Path) -> None:
    """Write the chart in the format that the name ends in, ``.png`` or ``.svg``; any other is the page. Raises OSError."""
    match output.suffix.lower():
        case ".png":
            output.write_bytes(vl_convert.vegalite_to_png(_drawable(chart), scale=2))
        case ".svg":
            output.write_text(vl_convert.vegalite_to_svg(_drawable(chart)), encoding="utf-8")
        case _:
            output.write_text(as_page(chart), encoding="utf-8")


def as_page(chart: Any) -> str:
    """One HTML document with all that it needs in it."""
    spec = _with_words(_drawable(chart), lambda words: words.replace("<", _LESS_THAN))
    page: str = vl_convert.vegalite_to_html(spec, bundle=True)
    return page.replace(_LESS_THAN, "\\u003c")


def _drawable(chart: Any) -> Any:
    """The chart without the characters that no picture can hold: at one of them the renderer would end the whole process."""
    return _with_words(chart.to_dict(), xml_text)


def _with_words(value: Any, change: Callable[[str], str]) -> Any:
    """The chart's parts with all words in them changed."""
    match value:
        case str():
            return change(value)
        case dict():
            return {key: _with_words(inner, change) for key, inner in value.items()}
        case list():
            return [_with_words(inner, change) for inner in value]
    return value
