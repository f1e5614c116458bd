"""An answer as HTML, JSON or CSV. Everything in it is hostile: Jinja escapes, JSON is ASCII, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from dateline.desk.addresses import address
from dateline.desk.figures.scale import BASES, kind_class, radius, ticks
from dateline.desk.figures.world import land
from dateline.exchange.codes import country_name
from dateline.show.harmless import harmless, one_line, shorten
from dateline.show.intensity import quad_class
from dateline.show.page import palette_style
from dateline.show.palette import QUADS
from dateline.show.wording import say_day, say_period

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@cache
def environment() -> Environment:
    """The templates, with the words that they share with terminal and page."""
    made = Environment(
        loader=PackageLoader("dateline.desk"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": lambda day: say_day(day) if day is not None else "",
        "period": say_period,
        "words": lambda text: one_line(str(text)) if text is not None else "",
        "prose": lambda text: harmless(str(text)) if text is not None else "",
        "shorten": lambda text, limit: shorten(str(text), limit) if text is not None else "",
        "number": lambda value: f"{value:,}" if value is not None else "",
        "share": lambda value: f"{value:.2f}" if value is not None else "",
        "percent": lambda value: f"{100 * value:.0f} %" if value is not None else "",
        "country": lambda code: country_name(code) or code or "",
        "quad": quad_class,
        "json": json_text,
    }
    made.globals |= {"ticks": ticks, "kind_class": kind_class, "radius": radius, "land": land, "quads": tuple(QUADS)}
    made.globals["bases"] = BASES
    made.globals["address"] = address
    return made


def plain(value: object) -> Any:
    """A value as JSON has it: dataclasses as objects, days as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value


def json_text(value: object) -> str:
    """JSON of ASCII characters alone, which no half of a surrogate pair breaks."""
    return json.dumps(plain(value), ensure_ascii=True, allow_nan=False)


def csv_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A table with its header, line by line; lists with ``; `` between their values. No cell is a formula to a spreadsheet."""
    header: list[str] | None = None
    for row in rows:
        if header is None:
            header = list(row)
            yield _line(header)
        yield _line([_cell(row[name]) for name in header])


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode("utf-8", "replace").decode()


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        value = "; ".join(str(one) for one in value)
    if isinstance(value, str):
        text = harmless(value)
        return f"'{text}" if text.startswith(_FORMULA) else text
    return plain(value)


@cache
def style() -> str:
    """The whole style sheet: the colours of codings, the page of a report, and the desk's own."""
    return "\n".join((palette_style(), _text("show", "data/page.css"), _text("desk", "static/desk.css")))


@cache
def reading_script() -> str:
    """What lights the words of a card, and the cards of a word."""
    return _text("show", "data/page.js")


def _text(room: str, name: str) -> str:
    return (files(f"dateline.{room}") / name).read_text(encoding="utf-8")
