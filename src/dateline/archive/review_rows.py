"""Reviews as rows, as much of them as it takes to say what holds: read at a tenth of the time that the records take.

The file may come from anywhere. A row that no review can be made of is told from the others, and harms nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple, get_args

from dateline.model import Verdict
from dateline.verdicts.carried_over import MadeBy

_VERDICTS = frozenset(get_args(Verdict))
_TEXTS = ("who", "when", "report", "verdict", "record", "field", "value", "claim", "text", "answers", "sample", "note")
_NUMBERS = ("start", "end")
_VERSIONS = ("coder", "dateline", "reader", "codebook")
_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TEXT = {str, type(None)}
_LARGEST = 2**53
_LONGEST = 200_000
_PATHS = ", ".join(f"'$.{name}'" for name in (*_TEXTS, *_NUMBERS, *(f"versions.{part}" for part in _VERSIONS)))

#: SQL for the number, id and parts of each review: null for the parts of what is no JSON, or too long.
SELECT = (
    f"SELECT number, id, report, CASE WHEN length(review) <= {_LONGEST} AND json_valid(review)"  # noqa: S608 names of ours
    f" THEN json_extract(review, {_PATHS}) END FROM reviews"
)


class ReviewRow(NamedTuple):
    """A review, with its number in the file. ``made_by`` are the versions of the coding; ``when`` is ISO 8601 in UTC, by which it
    can be sorted."""

    number: int
    id: str
    who: str
    when: str
    report: str
    verdict: str
    record: str | None
    field: str | None
    value: str | None
    claim: str | None
    text: str | None
    answers: str | None
    sample: str | None
    note: str | None
    start: int | None
    end: int | None
    made_by: MadeBy


class UnreadableReview(NamedTuple):
    """A row of the file that is no review: its number, and why."""

    number: int
    reason: str


def rows_of(found: Iterator[tuple[Any, ...]]) -> Iterator[ReviewRow | UnreadableReview]:
    """What :data:`SELECT` gives, row by row."""
    for number, key, report, parts in found:
        row = _row(number, key, parts)
        if isinstance(row, ReviewRow) and row.report != report:
            row = "it is filed under another report than its own"
        yield row if isinstance(row, ReviewRow) else UnreadableReview(number, row)


def _row(number: int, key: Any, parts: Any) -> ReviewRow | str:
    if parts is None or not isinstance(key, str):
        return "it is no JSON, or too long"
    held: list[Any] = json.loads(parts)
    texts, numbers, made_by = held[: len(_TEXTS)], held[len(_TEXTS) : -len(_VERSIONS)], held[-len(_VERSIONS) :]
    if not {*map(type, texts)} <= _TEXT or {*map(type, made_by)} != {str}:
        return "a text of it is none"
    if numbers != [None, None] and not all(number is None or _is_place(number) for number in numbers):
        return "it gives a place in the text that is no number"
    row = ReviewRow._make([number, key, *texts, *numbers, tuple(made_by)])
    if row.verdict not in _VERDICTS or not row.who or not row.report or not row.when:
        return "it lacks its reviewer, report, moment or verdict"
    if _ODD.search(f"{key}{row.who}{row.when}{row.report}{row.record}{row.field}{row.answers}{row.sample}"):
        return "a name in it holds control characters"
    if "\\ud" in parts and any(_SURROGATE.search(text) for text in (*texts, *made_by) if text is not None):
        return "it holds half of a surrogate pair"
    return row


def is_name(text: str) -> bool:
    """Whether it can be the name of a report: it holds no control characters and no halves of pairs."""
    return bool(text) and not _ODD.search(text)


def _is_place(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number < _LARGEST


def of_reports(reports: Collection[str] | None) -> tuple[str, list[str]]:
    """The end of :data:`SELECT`, in the order in which they came, and its values: all reviews, or those of some reports."""
    if reports is None:
        return " ORDER BY number", []
    return " WHERE report IN (SELECT value FROM json_each(?)) ORDER BY number", [json.dumps([*reports])]
