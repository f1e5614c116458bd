"""One item as the page of a reviewer shows it: evidence, cards, and what this reviewer alone has said of it so far."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.desk.asking import Asked, NotThereError
from dateline.desk.judging import (
    EventCard,
    NamedActor,
    NamedPlace,
    event_card,
    named_actors,
    named_places,
)
from dateline.desk.judging_text import ABOUT_EVENT, WHOLE_TEXT, ShownText, shown_text
from dateline.desk.opened_report import opened_report
from dateline.model import Coding, Event, Review
from dateline.show.harmless import one_line
from dateline.show.wording import say_dateline
from dateline.verdicts.standing import judgements


@dataclass(frozen=True, slots=True)
class OwnVerdict:
    """What this reviewer holds of an event."""

    record: str
    verdict: str
    wrong: tuple[str, ...]
    corrected: dict[str, Any]
    reviews: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnMissed:
    """An event that this reviewer found missing."""

    review: str
    type: str
    words: str


@dataclass(frozen=True, slots=True)
class JudgedReport:
    """The report that tells the event."""

    report_id: str
    title: str | None
    publisher: str | None
    published: date | None
    dateline: str | None
    language: str


@dataclass(frozen=True, slots=True)
class JudgedItem:
    """``cards`` are the events to be judged; ``others`` those of the same report that one may be a double of.

    ``fully_read`` is the review by which this reviewer has called the report fully read.
    """

    report: JudgedReport
    cards: tuple[EventCard, ...]
    others: tuple[EventCard, ...]
    actors: tuple[NamedActor, ...]
    places: tuple[NamedPlace, ...]
    own: tuple[OwnVerdict, ...]
    missed: tuple[OwnMissed, ...]
    fully_read: str | None
    text: ShownText

    def own_of(self, record: str) -> OwnVerdict | None:
        """What this reviewer holds of one event."""
        return next((own for own in self.own if own.record == record), None)


def judged_item(asked: Asked, report: str, record: str | None) -> JudgedItem:
    """An event of a report as an item; record None: the whole report with all its events. NotThereError if there is none."""
    coding = opened_report(asked.snapshot, report)
    events = [event for event in coding.events if record in (None, event.id)]
    if record is not None and not events:
        raise NotThereError(
            f"{report[:60]}: its coding has no event {record[:40]} any more; the report was coded again since it was drawn"
        )
    own = asked.shelf.reviews.own(report, asked.who)
    return item_of(coding, events, own, WHOLE_TEXT if record is None else ABOUT_EVENT)


def item_of(coding: Coding, events: Sequence[Event], own: Sequence[Review], longest: int = ABOUT_EVENT) -> JudgedItem:
    """The item for these events of a coding, with the reviews that somebody holds of its report."""
    cards = {event.id: event_card(coding, event) for event in coding.events}
    head, chosen = coding.report, {event.id for event in events}
    report = JudgedReport(
        head.id,
        one_line(head.title) if head.title else None,
        head.publisher,
        head.published,
        say_dateline(head.dateline) if head.dateline else None,
        head.language,
    )
    return JudgedItem(
        report,
        cards=tuple(card for key, card in cards.items() if key in chosen),
        others=tuple(card for key, card in cards.items() if key not in chosen or len(chosen) > 1),
        actors=named_actors(coding),
        places=named_places(coding),
        own=tuple(_own(own)),
        missed=tuple(_missed(review) for review in own if review.verdict == "missed_event"),
        fully_read=next((r.id for r in own if r.verdict == "right" and r.record is None), None),
        text=shown_text(coding, events, longest),
    )


def _own(reviews: Sequence[Review]) -> list[OwnVerdict]:
    return [
        OwnVerdict(j.record, j.verdict, tuple(sorted(j.wrong)), dict(j.corrected), j.reviews)
        for j in judgements(reviews)
    ]


def _missed(review: Review) -> OwnMissed:
    value = json.loads(review.value or "{}")
    return OwnMissed(review.id, str(value.get("type")), review.text or "")
