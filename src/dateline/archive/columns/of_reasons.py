"""The views of why: the words behind the values of any record, and what was seen and not coded."""

# ruff: noqa: S608 the SQL is put together from names of ours
from __future__ import annotations

from dateline.archive.columns.mirror import View, made, mirrored
from dateline.archive.columns.shared import REPORT, REPORT_ID
from dateline.model import Abstention, Because, Coding, Event, Statement
from dateline.model.schema import fields_of

# An event's or statement's id as its own view has it; those of actors and places are the report's alone.
_RECORD_ABOUT = "Which: its event_id, statement_id, actor_id or place_id."
_COMPOUND = (Event, Statement)
_ABSTAINED = View(
    "abstained",
    "One row a thing that was seen and not coded, with the reason.",
    (
        *REPORT_ID,
        *mirrored(Abstention, "x", but=["record"]),
        made("record_id",
             "CASE WHEN list_contains(compound, x.record) THEN report.id || ':' || x.record ELSE x.record END", "VARCHAR",
             "Whose field is not known: an event_id, statement_id, actor_id or place_id; null where no record came of it."),
    ),
    f"(SELECT {REPORT}, list_concat(list_transform(events, lambda e: e.id),"
    " list_transform(list_concat(statements, attitudes), lambda s: s.id))"
    " AS compound, unnest(abstained) AS x FROM {source})",
)  # fmt: skip


def _with_reasons() -> str:
    """The reasons of all records of a coding that have any, one after the other."""
    pieces = []
    for field in fields_of(Coding):
        record = field.shape.record
        if record is None or "because" not in (inner.name for inner in fields_of(record)):
            continue
        key = "report.id || ':' || o.id" if record in _COMPOUND else "o.id"
        pieces.append(
            f"SELECT _part, _row, report, '{record.__name__.lower()}' AS record, {key} AS record_id, unnest(o.because) AS b"
            f" FROM (SELECT {REPORT}, unnest({field.name}) AS o FROM {{source}})"
        )
    return f"({' UNION ALL '.join(pieces)})"


_REASONS = View(
    "reasons",
    "One row a value that words of the report gave, with those words.",
    (
        *REPORT_ID,
        made("record", "record", "VARCHAR", "What has the value: event, statement, actor or place."),
        made("record_id", "record_id", "VARCHAR", _RECORD_ABOUT),
        *mirrored(Because, "b"),
    ),
    _with_reasons(),
)

VIEWS = (_REASONS, _ABSTAINED)
