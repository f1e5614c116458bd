"""A chart as a file: PNG, SVG, or one HTML page, which answers to the mouse and tells the sentences behind each mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import vl_convert

from dateline.exchange.mark_sentences import MarkSentence
from dateline.exchange.output import unfinished
from dateline.show.chart_page import chart_page
from dateline.show.chart_style import Picture

_PAGE = ".html"


def has_sentences(output: Path) -> bool:
    """Whether the file can hold the sentences behind the marks."""
    return output.suffix.lower() == _PAGE


def save(picture: Picture, output: Path, sentences: Mapping[str, Sequence[MarkSentence]]) -> None:
    """Write the picture in the format that the name ends in, ``.png`` or ``.svg``; any other is the page. Raises OSError.

    The file appears whole or not at all.
    """
    match output.suffix.lower():
        case ".png":
            content = vl_convert.vegalite_to_png(picture.drawable, scale=2)
        case ".svg":
            content = vl_convert.vegalite_to_svg(picture.drawable).encode()
        case _:
            content = chart_page(picture, sentences).encode()
    with unfinished(output) as part:
        part.write_bytes(content)
