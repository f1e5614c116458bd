"""What somebody says, and what is said of it, over all reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.desk.asking import Asked

_QUOTES = """
WITH mine AS (SELECT DISTINCT unnest($reports::VARCHAR[]) AS report_id, unnest($actors::VARCHAR[]) AS actor_id)
SELECT s.statement_id, s.report_id, r.publisher, r.published, s.speaker_name AS speaker, s.cue, s.content, s.quoted, s.said
FROM statements s JOIN mine ON mine.report_id = s.report_id AND {of} JOIN desk.reports r ON r.report_id = s.report_id
ORDER BY r.r, s.start, s.statement_id"""
_OF = {"by": "s.speaker_id = mine.actor_id", "about": "list_contains(s.about, mine.actor_id)"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement of a report. ``content`` is None where the archive keeps no texts; ``said``: else it is a view, not words."""

    statement_id: str
    report_id: str
    publisher: str | None
    published: date | None
    speaker: str | None
    cue: str | None
    content: str | None
    quoted: bool
    said: bool

    @property
    def record(self) -> str:
        """The id of the statement within its report."""
        return self.statement_id.removeprefix(f"{self.report_id}:")


def quotes(asked: Asked, of: str, actors: Sequence[tuple[str, str]]) -> tuple[Quote, ...]:
    """Statements ``by`` or ``about`` these actors, each given by report and id, the latest first."""
    if not actors:
        return ()
    values = {"reports": [report for report, _ in actors], "actors": [actor for _, actor in actors]}
    return tuple(Quote(**row) for row in asked.snapshot.ask(_QUOTES.format(of=_OF[of]), values))


def quote_rows(found: Iterable[Quote]) -> Iterable[dict[str, Any]]:
    """The quotes as a table."""
    return ({name: getattr(quote, name) for name in Quote.__dataclass_fields__} for quote in found)
