"""A coding as the nested row that an archive holds of it, and back: all that ``dateline code --format json`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from dateline.archive.columns.mirror import structure_of
from dateline.archive.fingerprint import content_hash, simhash
from dateline.model import Coding, to_json
from dateline.model.contract import record_from_json

_MOST_WORDS = 12

#: The columns of a part: what the archive knows of a coding before, and the coding itself.
NESTED: dict[str, Any] = {
    "content_hash": "VARCHAR",
    "simhash": "UBIGINT",
    "coded_at": "TIMESTAMP",
    **structure_of(Coding),
}


def row_of(coding: Coding, *, text: bool = True) -> dict[str, Any]:
    """The nested row of a coding.

    Without ``text``, what repeats whole sentences of the report is left out: its text, the contents of statements, what was
    seen and not coded, and any other words of more than a dozen. Names, roles, triggers and the like stay.
    """
    report = coding.report
    row = to_json(coding)
    del row["schema"]
    if not text:
        row["report"]["text"] = None
        for part in (
            *(s["content"] for key in ("statements", "attitudes") for s in row[key]),
            *row["abstained"],
            *_long_spans(row),
        ):
            part["text"] = None
    return {
        "content_hash": content_hash(report.text, report.published, report.publisher),
        "simhash": simhash(report.text[report.body_start :]),
        "coded_at": now(),
        **row,
    }


def _long_spans(plain: Any) -> Iterator[dict[str, Any]]:
    """The spans in plain data, however deep, whose words could be a sentence."""
    if isinstance(plain, dict):
        text = plain.get("text")
        if isinstance(text, str) and "start" in plain and len(text.split()) > _MOST_WORDS:
            yield plain
        plain = [*plain.values()]
    if isinstance(plain, list):
        for inner in plain:
            yield from _long_spans(inner)


def coding_of(row: Mapping[str, Any]) -> Coding:
    """The coding of a nested row that was written with its text. Raises ReportError if it holds no whole coding."""
    return record_from_json(Coding, row, row["report"]["text"])


def now() -> str:
    """This moment in UTC, as a part holds it."""
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
