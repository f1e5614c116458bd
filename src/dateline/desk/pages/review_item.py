"""``/review/{sample}/{number}``: one item of a queue, the evidence first, to be judged by one key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.desk.asking import Answer, Asked, Page
from dateline.desk.judging_item import JudgedItem, judged_item
from dateline.desk.queue_item import Standing, sample_asked, standing_at


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item with what this reviewer has said of it; ``standing`` is None for what was met outside any sample.

    ``whole``: it is a report with all its events.
    """

    who: str | None
    item: JudgedItem
    standing: Standing | None
    whole: bool = False


def item_rows(item: JudgedItem) -> Iterator[dict[str, Any]]:
    """A row a field of each event, with what the reviewer says of it."""
    for card in item.cards:
        own = item.own_of(card.record)
        for field in card.fields:
            yield {
                "report_id": item.report.report_id,
                "event": card.record,
                "field": field.name,
                "coded": field.said,
                "verdict": own.verdict if own is not None else None,
                "wrong": field.name in own.wrong if own is not None else None,
                "corrected": own.corrected.get(field.name) if own is not None else None,
            }


def _answer(asked: Asked) -> Answer:
    sample = sample_asked(asked)
    if asked.who is not None:
        asked.shelf.reviews.open(sample.id, asked.who)
    standing = standing_at(asked, sample, int(asked.path["number"]))
    drawn = sample.items[standing.number - 1]
    item = judged_item(asked, drawn.report, drawn.record)
    page = ItemPage(asked.who, item, standing)
    return Answer(f"Item {standing.number} of {standing.total}", page, item_rows(item))


PAGE = Page(
    "/review/{sample}/{number:int}",
    "review_item.html",
    _answer,
    "One item of a sample, with the evidence and what you have said of it.",
    ItemPage,
    filtered=False,
)
