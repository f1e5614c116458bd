"""Where the cards of a report lead to: from an actor to its page, from an event to its dyad, its story and its review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from dateline.desk.addresses import address
from dateline.desk.asking import Asked
from dateline.desk.reviewed_events import ReviewedEvent
from dateline.model import Actor, Coding, Event, Statement
from dateline.show.cards import Record
from dateline.show.harmless import one_line, shorten

_OF_EVENTS = """
SELECT e.event_id, (SELECT list(DISTINCT p.source || '-' || p.target ORDER BY 1) FROM desk.pairs p
    WHERE p.n = e.n AND p.source <> p.target) AS dyads,
  (SELECT any_value(s.story_id) FROM desk.stories s WHERE s.n = e.n AND s.reports > 1) AS story
FROM desk.events e WHERE e.report_id = $report"""
_NAME = 60  # characters of a link


@dataclass(frozen=True, slots=True)
class CardLinks:
    """The links of one report's cards, and what reviewers found. ``dyads``, ``stories`` and ``reviewed`` are by the ids of its
    events."""

    coding: Coding
    query: str
    dyads: dict[str, tuple[str, ...]]
    stories: dict[str, str]
    reviewed: Mapping[str, ReviewedEvent]

    @classmethod
    def of(cls, asked: Asked, coding: Coding, reviewed: Mapping[str, ReviewedEvent]) -> CardLinks:
        report = coding.report.id
        rows = asked.snapshot.ask(_OF_EVENTS, {"report": report})
        by_record = {str(row["event_id"]).removeprefix(f"{report}:"): row for row in rows}
        return cls(
            coding,
            asked.choice.query(actor=None, q=None),
            {key: tuple(row["dyads"] or ()) for key, row in by_record.items()},
            {key: row["story"] for key, row in by_record.items() if row["story"] is not None},
            reviewed,
        )

    def __call__(self, record: Record) -> str:
        """The links of a record's card, as HTML."""
        if isinstance(record, Event):
            links = [*self._actors((*record.actors, *record.recipients)), *self._of_event(record)]
            return self._found(record) + _line("Go to", links)
        if isinstance(record, Actor):
            return _line("Go to", self._actors([record.id]))
        if isinstance(record, Statement) and record.speaker is not None:
            return _line("Go to", self._actors([record.speaker]))
        return ""

    def _found(self, event: Event) -> str:
        one = self.reviewed.get(event.id)
        if one is None:
            return ""
        row = f"<br>now: {escape(one.row)}" if one.row else ""
        return f'<p class="found">Reviewed: <b>{escape(one_line(one.words))}</b>{row}</p>'

    def _actors(self, ids: Iterable[str]) -> list[str]:
        names = dict.fromkeys(actor.name for key in ids for actor in self.coding.actors if actor.id == key)
        return [_link(address("/actors", name, self.query), name) for name in names]

    def _of_event(self, event: Event) -> Iterable[str]:
        for dyad in self.dyads.get(event.id, ()):
            yield _link(address("/dyads", dyad), dyad)
        story = self.stories.get(event.id)
        if story is not None:
            yield _link(address("/stories", story), "its story")
        yield _link(f"/review?{urlencode({'event': f'{self.coding.report.id}:{event.id}'})}", "review this")


def _line(label: str, links: list[str]) -> str:
    return f'<p class="small card-links">{label} {" · ".join(links)}</p>' if links else ""


def _link(href: str, words: str) -> str:
    return f'<a href="{escape(href)}">{escape(shorten(one_line(words), _NAME))}</a>'
