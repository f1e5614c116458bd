"""``/review/{sample}/adjudicate``: the items on which coders differ, side by side; whoever settles one is blind to it no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.desk.asking import Answer, Asked, NotThereError, Page
from dateline.desk.judging_item import JudgedItem, item_of
from dateline.desk.judging_voices import Voice, voices
from dateline.desk.opened_report import opened_report
from dateline.desk.queue_item import sample_asked
from dateline.model import Sample
from dateline.verdicts.findings import FoundItem, found, of_sample


@dataclass(frozen=True, slots=True)
class DisputedItem:
    """An item on which coders differ, or differed. ``settled``: somebody has decided."""

    number: int
    report_id: str
    event: str | None
    disputed: tuple[str, ...]
    settled: bool


@dataclass(frozen=True, slots=True)
class AdjudicatePage:
    """The items on which coders differ, and the one that is asked for; ``waiting`` are those that you have to judge yourself
    first, for you are one of the coders."""

    who: str | None
    sample: str
    name: str
    differences: tuple[DisputedItem, ...]
    waiting: int
    current: DisputedItem | None
    item: JudgedItem | None
    voices: tuple[Voice, ...]
    before: int | None
    after: int | None


def _answer(asked: Asked) -> Answer:
    sample, who = sample_asked(asked), asked.who
    everything = asked.shelf.reviews.everything()
    items = found(sample, everything) if who is not None and sample.unit == "event" else ()
    begun = any(who in item.by_coder for item in items)
    differing = [(n, item) for n, item in enumerate(items, 1) if _differs(item)]
    shown = [(n, item) for n, item in differing if not begun or who in item.by_coder]
    differences = tuple(_difference(n, item) for n, item in shown)
    current = _current(asked, differences)
    numbers = [one.number for one in differences]
    at = numbers.index(current.number) if current is not None else 0
    page = AdjudicatePage(
        who,
        sample.id,
        sample.name,
        differences,
        len(differing) - len(shown),
        current,
        *_opened(asked, sample, dict(shown), current),
        before=numbers[at - 1] if at > 0 else None,
        after=numbers[at + 1] if current is not None and at + 1 < len(numbers) else None,
    )
    return Answer(f"Where coders of {sample.name} differ", page, _rows(asked, sample, shown))


def _differs(item: FoundItem) -> bool:
    held = item.settled
    return len(item.by_coder) > 1 and held is not None and (item.is_disputed or held.by == "adjudication")


def _difference(number: int, item: FoundItem) -> DisputedItem:
    assert item.settled is not None
    disputed = tuple(sorted(item.settled.disputed))
    return DisputedItem(number, item.item.report, item.item.record, disputed, settled=not disputed)


def _current(asked: Asked, differences: tuple[DisputedItem, ...]) -> DisputedItem | None:
    """The one that the address asks for, else the first that is open."""
    wanted = asked.query.get("item")
    if wanted is not None:
        held = next((one for one in differences if str(one.number) == wanted), None)
        if held is None:
            raise NotThereError(f"item {wanted[:20]}: coders do not differ on it, or you have not judged it yet")
        return held
    return next((one for one in differences if not one.settled), next(iter(differences), None))


def _opened(
    asked: Asked, sample: Sample, shown: dict[int, FoundItem], current: DisputedItem | None
) -> tuple[JudgedItem | None, tuple[Voice, ...]]:
    if current is None:
        return None, ()
    coding = opened_report(asked.snapshot, current.report_id)
    events = [event for event in coding.events if event.id == current.event]
    if not events:
        return None, ()
    reviews = [
        r for r in _of_item(asked, sample, current.report_id, current.event) if r.who in shown[current.number].by_coder
    ]
    return item_of(coding, events, ()), voices(shown[current.number], reviews)


def _of_item(asked: Asked, sample: Sample, report: str, event: str | None) -> list[Any]:
    return [
        r
        for r in of_sample(sample, asked.shelf.reviews.of_report(report))
        if r.record == event or r.verdict == "withdrawn"
    ]


def _rows(asked: Asked, sample: Sample, shown: list[tuple[int, FoundItem]]) -> Iterator[dict[str, Any]]:
    for number, item in shown:
        for voice in voices(item, _of_item(asked, sample, item.item.report, item.item.record)):
            yield {
                "number": number,
                "report_id": item.item.report,
                "event": item.item.record,
                "coder": voice.who,
                "verdict": voice.verdict,
                "wrong": [field.name for field in voice.fields if field.finding != "right"],
                "settled": not item.is_disputed,
            }


PAGE = Page(
    "/review/{sample}/adjudicate",
    "adjudicate.html",
    _answer,
    "The items on which coders differ, side by side, to be settled.",
    AdjudicatePage,
    parameters={"item": "the number of the item in its sample; else the first that is open"},
    filtered=False,
)
