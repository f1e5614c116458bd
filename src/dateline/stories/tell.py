"""A group of told events and their reports in, a story out: who tells it, who was first, from how many independent sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from dateline.model import content_id
from dateline.stories.disagreement import disagreements, names
from dateline.stories.story import EventRow, ReportRow, Story
from dateline.stories.syndication import sources
from dateline.stories.traits import is_fine
from dateline.world.names import filed_name

T = TypeVar("T")


def tell(rows: Sequence[EventRow], reports: Mapping[str, ReportRow]) -> Story:
    """The story of one group of rows. ``reports`` knows at least those that tell it."""
    ordered = sorted(
        rows, key=lambda r: (r.published or date.max, r.report_id, r.sentence, r.trigger_start, r.event_id)
    )
    report_ids = tuple(dict.fromkeys(r.report_id for r in ordered))
    start, end = when(ordered)
    place = _commonest(ordered, lambda r: (r.place_name, r.place_country) if r.place_name else None)
    return Story(
        story_id=content_id("st", *sorted(r.event_id for r in ordered)),
        type=ordered[0].type,
        date_start=start,
        date_end=end,
        place_name=place[0] if place else None,
        place_country=(place[1] if place else None) or _commonest(ordered, lambda r: r.place_country),
        actors=names(p for r in ordered for p in r.actors),
        recipients=names(p for r in ordered for p in r.recipients),
        members=tuple((r.event_id, r.report_id) for r in ordered),
        publishers=publishers(ordered),
        independent_sources=len(sources([reports.get(i) or ReportRow(i) for i in report_ids])),
        first_report_id=report_ids[0],
        first_published=ordered[0].published,
        disagreements=disagreements(ordered),
    )


def publishers(rows: Iterable[EventRow]) -> tuple[str, ...]:
    """Who published it, each once, the first first."""
    found: dict[str, str] = {}
    for row in rows:
        if row.publisher:
            found.setdefault(filed_name(row.publisher), row.publisher)
    return tuple(found.values())


def when(rows: Sequence[EventRow]) -> tuple[date | None, date | None]:
    """The days that fit what all rows say, the surest first: a day, a period, and only then not after publication."""
    said = [r for r in rows if r.date_start is not None and r.date_end is not None]
    if not said:
        ends = [r.date_end for r in rows if r.date_end is not None]
        starts = [r.date_start for r in rows if r.date_start is not None]
        return (max(starts) if starts else None, min(ends) if ends else None)
    shortest = min(said, key=lambda r: (r.date_end or date.max) - (r.date_start or date.min))
    return shortest.date_start, shortest.date_end


def _commonest(rows: Sequence[EventRow], of: Callable[[EventRow], T | None]) -> T | None:
    counts = Counter(value for r in sorted(rows, key=lambda r: not is_fine(r)) if (value := of(r)) is not None)
    return counts.most_common(1)[0][0] if counts else None
