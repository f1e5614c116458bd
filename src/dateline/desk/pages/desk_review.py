"""``/review``: who judges, the samples there are with how far everybody is, and a new one out of what is chosen now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dateline.desk.asking import Answer, Asked, NotThereError, Page
from dateline.desk.judging_item import JudgedItem, judged_item
from dateline.desk.listing import count_events
from dateline.desk.queue_item import Standing
from dateline.desk.queue_progress import CoderProgress, progress
from dateline.exchange.strata import ABOUT, keys
from dateline.model import Sample


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A sample in the list, with how far each coder is."""

    id: str
    name: str
    who: str
    when: datetime
    unit: str
    order: str
    seed: int
    size: int
    population: int
    coders: tuple[CoderProgress, ...]

    def of(self, who: str | None) -> CoderProgress | None:
        """How far one coder is."""
        return next((coder for coder in self.coders if coder.who == who), None)


@dataclass(frozen=True, slots=True)
class Stratification:
    """Something by which a sample can be parted."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The samples, the latest first; or the one event that the address names, to be judged outside any sample."""

    who: str | None
    queues: tuple[QueueLine, ...]
    chosen: int
    strata: tuple[Stratification, ...]
    reviews: int
    item: JudgedItem | None = None
    standing: Standing | None = None
    whole: bool = False


def queue_line(sample: Sample, coders: tuple[CoderProgress, ...]) -> QueueLine:
    """A sample as lists show it."""
    return QueueLine(
        sample.id, sample.name, sample.who, sample.when, sample.unit, sample.order, sample.seed, len(sample.items),
        sample.population, coders,
    )  # fmt: skip


def _answer(asked: Asked) -> Answer:
    kept = asked.shelf.reviews
    queues = tuple(queue_line(sample, progress(sample, kept)) for sample in kept.samples())
    strata = tuple(Stratification(key, ABOUT[key]) for key in keys("event"))
    page = ReviewPage(asked.who, queues, 0, strata, len(kept.everything()))
    rows = (
        {"sample": queue.id, "name": queue.name, "unit": queue.unit, "order": queue.order, "size": queue.size,
         "seed": queue.seed, "coder": coder.who, "judged": coder.judged}
        for queue in queues for coder in queue.coders or (CoderProgress("", 0, queue.size),)
    )  # fmt: skip
    if event := asked.query.get("event"):
        item = met_by_chance(asked, event)
        return Answer("An event", ReviewPage(asked.who, (), 0, (), page.reviews, item), ())
    return Answer("Review", ReviewPage(asked.who, queues, count_events(asked), strata, page.reviews), rows)


def met_by_chance(asked: Asked, event: str) -> JudgedItem:
    """The event of this id as an item. A report's id may hold any character, so it is asked for what stands before each colon."""
    at = event.rfind(":")
    if at < 1:
        raise NotThereError(f"{event[:80]}: there is no such event; open one from /events")
    return judged_item(asked, event[:at], event[at + 1 :])


PAGE = Page(
    "/review",
    "review.html",
    _answer,
    "Judge the codings: samples, how far each coder is, and new ones.",
    ReviewPage,
    name="Review",
    parameters={"event": "the id of one event, to be judged outside any sample"},
)
