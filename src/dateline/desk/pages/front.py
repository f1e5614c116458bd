"""``/``: what the archive holds, and ways into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.desk.asking import Answer, Asked, Page
from dateline.desk.facets import Facet, facets
from dateline.desk.listing import ListedEvent, list_events, table_rows


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What the archive holds, counted, and the latest that happened."""

    folder: str
    reports: int
    events: int
    stories: int
    actors: int
    first: date | None
    last: date | None
    latest: tuple[ListedEvent, ...]
    facets: tuple[Facet, ...]


_COUNTS = """
SELECT (SELECT count(*) FROM desk.reports) AS reports, (SELECT count(*) FROM desk.events) AS events,
  (SELECT count(DISTINCT story_id) FROM desk.stories WHERE reports > 1) AS stories,
  (SELECT count(DISTINCT name) FROM desk.sides) AS actors,
  (SELECT min(published) FROM desk.reports) AS first, (SELECT max(published) FROM desk.reports) AS last"""


def _answer(asked: Asked) -> Answer:
    latest = list_events(asked, limits="LIMIT 8", where="e.status = 'happened'")
    counts = asked.snapshot.one(_COUNTS)
    found = FrontPage(asked.snapshot.folder.name, **counts, latest=latest, facets=facets(asked))
    return Answer("What the archive holds", found, table_rows(latest))


PAGE = Page(
    "/", "front.html", _answer, "What the archive holds, counted, and the latest that happened.", FrontPage, steady=True
)
