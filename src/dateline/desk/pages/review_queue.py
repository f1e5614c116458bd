"""``/review/{sample}``: one sample: what it was drawn out of, how far everybody is, and what you have said of its items."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.desk.asking import Answer, Asked, Page
from dateline.desk.pages.desk_review import QueueLine, queue_line
from dateline.desk.queue_item import sample_asked
from dateline.desk.queue_progress import first_open, judged_in, progress
from dateline.model import Review, Sample, Stratum
from dateline.verdicts.standing import in_force, judgements


@dataclass(frozen=True, slots=True)
class QueueItem:
    """An item with what the one who asks has said of it; ``verdict`` None: nothing yet."""

    number: int
    report_id: str
    event: str | None
    stratum: str
    judged: bool
    verdict: str | None
    wrong: tuple[str, ...]
    trigger: str | None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A sample. Of other coders it says how far they are, and nothing that they found."""

    who: str | None
    queue: QueueLine
    frame: dict[str, Any]
    strata: tuple[Stratum, ...]
    items: tuple[QueueItem, ...]
    open: int | None


def _answer(asked: Asked) -> Answer:
    sample, kept = sample_asked(asked), asked.shelf.reviews
    judged = judged_in(sample, kept.everything()).get(asked.who or "", frozenset())
    items = tuple(_items(asked, sample, kept.everything() if asked.who else ()))
    page = QueuePage(
        asked.who,
        queue_line(sample, progress(sample, kept)),
        json.loads(sample.frame),
        sample.strata,
        items,
        first_open(sample, judged),
    )
    rows = ({name: getattr(item, name) for name in QueueItem.__dataclass_fields__} for item in items)
    return Answer(sample.name, page, rows)


def _items(asked: Asked, sample: Sample, reviews: Any) -> Iterator[QueueItem]:
    mine: list[Review] = [r for r in reviews if r.who == asked.who and (r.answers is None or r.verdict == "withdrawn")]
    own = {
        (j.report, j.record): j
        for j in judgements(r for r in mine if r.sample == sample.id or r.verdict == "withdrawn")
    }
    read = {r.report for r in in_force(mine) if r.record is None and r.verdict == "right" and r.sample == sample.id}
    words = _triggers(asked, sample)
    for number, item in enumerate(sample.items, 1):
        said = own.get((item.report, item.record or ""))
        verdict = (
            said.verdict if said is not None else "fully read" if item.record is None and item.report in read else None
        )
        wrong = tuple(sorted(said.wrong)) if said is not None else ()
        trigger = words.get(f"{item.report}:{item.record}")
        yield QueueItem(number, item.report, item.record, item.stratum, verdict is not None, verdict, wrong, trigger)


def _triggers(asked: Asked, sample: Sample) -> dict[str, str]:
    """The words that each event was recognised by, so that a list of items can be read; None where they are not shown now."""
    ids = [f"{item.report}:{item.record}" for item in sample.items if item.record is not None]
    rows = asked.snapshot.ask(
        "SELECT event_id, trigger_text FROM desk.events WHERE event_id IN (SELECT unnest($ids::VARCHAR[]))",
        {"ids": ids},
    )
    return {row["event_id"]: row["trigger_text"] for row in rows}


PAGE = Page(
    "/review/{sample}",
    "review_queue.html",
    _answer,
    "A sample: its frame, how far each coder is, and what you have said of its items.",
    QueuePage,
    filtered=False,
)
