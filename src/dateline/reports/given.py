"""What a Python program hands over in, raw reports out; what is of a wrong type is refused in a sentence.

>>> raw_report("Police arrested three protesters in Oslo.", published="2024-05-06").published
datetime.date(2024, 5, 6)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from typing import Any, Literal, TypeVar

from dateline.errors import ReportError, WrongTypeError, WrongValueError
from dateline.model import Origin, Report
from dateline.reports.language import ENGLISH
from dateline.reports.text import RawReport

Errors = Literal["raise", "skip", "yield"]
"""What becomes of a report that cannot be read or coded: it is raised, left out, or yielded in its place."""

Given = str | Mapping[str, Any] | tuple[str, Mapping[str, Any]] | RawReport | Report | ReportError
"""A report as a program holds it: its text alone, or with what is known of it, what ``dateline.read`` gave, or a coding's."""

T = TypeVar("T")
_KNOWN = frozenset(f.name for f in fields(RawReport)) - {"text", "source", "offset", "origin"}
_SHOWN = 30
_WEEK = re.compile(r"\d{4}-?W\d\d")
_SURROGATE = re.compile("[\ud800-\udfff]")


def raw_report(text: str, source: str = "the text", **known: Any) -> RawReport:
    """The report of a text, with what is known of it: id, title, url, published, publisher, language.

    Raises WrongTypeError for what is of another type, WrongValueError for a day that is none, both with what to give.
    """
    if not isinstance(text, str):
        raise WrongTypeError(source, f"is {kind_of_value(text)}, not text", _NEXT.get(type(text), "give a str"))
    strange = next((name for name in known if name not in _KNOWN), None)
    if strange is not None:
        cause = f"is given {strange[:_SHOWN]!r}, which is nothing known of a report"
        raise WrongValueError(source, cause, f"give any of {', '.join(sorted(_KNOWN))}")
    words = {name: words_given(name, value, source) for name, value in known.items() if name != "published"}
    source = words.get("id") or source
    return RawReport(
        id=words.get("id"),
        text=text,
        title=words.get("title"),
        url=words.get("url"),
        published=day_given(known.get("published"), source),
        publisher=words.get("publisher"),
        source=source,
        language=language_given(words.get("language"), source),
    )


def as_raw(report: Any) -> RawReport:
    """What ``dateline.read`` gave as it is, the report of a coding as one to code anew; WrongTypeError for all else."""
    if isinstance(report, RawReport):
        return report
    if not isinstance(report, Report):
        cause = f"is {kind_of_value(report)}, and no report"
        raise WrongTypeError("the report", cause, "give what dateline.read gives; code(text) codes a text")
    known = {name: getattr(report, name) for name in _KNOWN}
    return replace(raw_report(report.text, report.id, **known), origin=report.source)


def reports_given(reports: Iterable[Given]) -> Iterator[RawReport | ReportError]:
    """Each report of a program, or what is wrong with it in its place. Raises WrongTypeError if ``reports`` is but one, or a
    table, which goes through its columns."""
    refuse_table("pipe", reports)
    if isinstance(reports, str | bytes | RawReport | Report | Mapping) or not isinstance(reports, Iterable):
        cause = f"are {kind_of_value(reports)}, not several"
        raise WrongTypeError(
            "the reports", cause, "give a list of them, or what dateline.read gives; code(text) codes one"
        )
    return (_given(report, f"report {number}") for number, report in enumerate(reports, 1))


def refuse_table(what: str, given: Any) -> None:
    """Raises WrongTypeError for a table of pandas or polars, with what to give of it."""
    if hasattr(given, "columns") and hasattr(given, "to_dict"):
        next_move = "give coder.pipe its rows: table.to_dict('records') of pandas, .to_dicts() of polars"
        raise WrongTypeError(what, f"is given {kind_of_value(given)}", next_move)


def sifted(found: Iterator[T | ReportError], errors: Errors) -> Iterator[T | ReportError]:
    """What was found, with its errors raised, left out or left in. Raises WrongValueError for another word than these."""
    if errors not in ("raise", "skip", "yield"):
        raise WrongValueError("errors", f"is {errors!r:.{_SHOWN}}", "give 'raise', 'skip' or 'yield'")
    return _sifted(found, errors)


def _sifted(found: Iterator[T | ReportError], errors: Errors) -> Iterator[T | ReportError]:
    for item in found:
        if not isinstance(item, ReportError) or errors == "yield":
            yield item
        elif errors == "raise":
            raise item


def packed(report: RawReport) -> bytes:
    """The report as JSON, to be sent to another process; :func:`unpacked` gives it back."""
    return json.dumps(asdict(report), default=date.isoformat).encode("ascii")


def unpacked(data: bytes) -> RawReport:
    """The report that :func:`packed` made into these bytes."""
    held = json.loads(data)
    origin = Origin(**held["origin"]) if held["origin"] is not None else None
    return RawReport(**held | {"published": day_given(held["published"], held["source"]), "origin": origin})


def told(error: ReportError) -> dict[str, str]:
    """What an error says, as plain data: it is made of these again."""
    return {"source": error.source, "cause": error.cause, "next_move": error.next_move}


def _given(report: Given, place: str) -> RawReport | ReportError:
    try:
        match report:
            case RawReport() | ReportError():
                return report
            case Report():
                return as_raw(report)
            case Mapping() if "text" not in report:
                return WrongValueError(place, "has no key 'text'", "give the report's text under that key")
            case Mapping():
                return _described(report.get("text"), report, place)
            case (text, Mapping() as known):
                return _described(text, known, place)
        return raw_report(report, place)
    except ReportError as error:
        return error


def _described(text: Any, known: Mapping[str, Any], place: str) -> RawReport:
    return raw_report(text, place, **{str(name): value for name, value in known.items() if name != "text"})


def words_given(name: str, value: Any, source: str) -> str | None:
    """The words for something known of a report, None for none.

    Raises WrongTypeError if they are no text, WrongValueError if they hold what no file could.
    """
    if _is_missing(value):
        return None
    if not isinstance(value, str):
        raise WrongTypeError(source, f"has {kind_of_value(value)} as its {name}, not text", "give a str, or None")
    if _SURROGATE.search(value):
        raise WrongValueError(source, f"has half of a surrogate pair in its {name}", "remove the broken character")
    return value


def day_given(value: Any, source: str) -> date | None:
    """The day of a date, a datetime or ISO text, None for none. Raises WrongTypeError or WrongValueError, with what to give."""
    if _is_missing(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        cause = f"has {kind_of_value(value)} as the day it was published"
        raise WrongTypeError(source, cause, "give a date, a datetime, or text such as '2025-11-08'")
    try:
        if _WEEK.fullmatch(value):  # Python takes a week for its Monday
            raise ValueError
        return datetime.fromisoformat(value).date()
    except ValueError:
        cause = f"has {value[:_SHOWN]!r} as the day it was published"
        raise WrongValueError(source, cause, "write it as year, month and day: '2025-11-08'") from None


def language_given(value: Any, source: str) -> str | None:
    """``en`` where a report is said to be in English, None for nothing said. Raises WrongTypeError or WrongValueError."""
    name = words_given("language", value, source)
    if name is None:
        return None
    if name.partition("-")[0].casefold() != ENGLISH:
        cause = f"is said to be in the language {name[:_SHOWN]!r}, and only English is read"
        raise WrongValueError(source, cause, "give 'en', or leave it out")
    return ENGLISH


def _is_missing(value: Any) -> bool:
    """None, or what a table has where it has nothing: pandas' NA, and NaN and NaT, which differ even from themselves."""
    return value is None or type(value).__name__ == "NAType" or (isinstance(value, float | datetime) and value != value)  # noqa: PLR0124


def kind_of_value(value: Any) -> str:
    """What a value is, for a message: ``bytes``, ``an int``, ``None``."""
    if value is None:
        return "None"
    name = type(value).__name__
    return name if name.endswith("s") else f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


_NEXT = {
    bytes: "decode it first, or let dateline.read read its file",
    RawReport: "give it to code_report",
    Report: "give it to code_report",
}
