"""What somebody says, and what is said of it, over all reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.desk.asking import Asked

_QUOTES = """
WITH mine AS (SELECT DISTINCT unnest($reports::VARCHAR[]) AS report_id, unnest($actors::VARCHAR[]) AS actor_id)
SELECT count(*) OVER () AS total, s.statement_id, s.report_id,
  r.publisher, r.published, s.speaker_name AS speaker, s.cue, s.content, s.quoted, s.said
FROM statements s JOIN mine ON mine.report_id = s.report_id AND {of} JOIN desk.reports r ON r.report_id = s.report_id
ORDER BY r.r, s.start, s.statement_id {limits}"""
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


def quotes(asked: Asked, of: str, actors: Sequence[tuple[str, str]], limits: str) -> tuple[int, tuple[Quote, ...]]:
    """How many statements are ``by`` or ``about`` these actors, each given by report and id; and some, the latest first."""
    if not actors:
        return 0, ()
    values = {"reports": [report for report, _ in actors], "actors": [actor for _, actor in actors]}
    rows = asked.snapshot.ask(_QUOTES.format(of=_OF[of], limits=limits), values)
    if not rows and "OFFSET" in limits:  # behind the last of them
        return quotes(asked, of, actors, "LIMIT 1")[0], ()
    total = rows[0]["total"] if rows else 0
    return total, tuple(Quote(**{name: row[name] for name in Quote.__dataclass_fields__}) for row in rows)


def quote_rows(found: Iterable[Quote]) -> Iterable[dict[str, Any]]:
    """The quotes as a table."""
    return ({name: getattr(quote, name) for name in Quote.__dataclass_fields__} for quote in found)
