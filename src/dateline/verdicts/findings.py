"""What coders found of the items of a sample, field by field: right, wrong, or not judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.model import Review, Sample, SampleItem
from dateline.verdicts.standing import EXISTENCE, Judgement, Settled, judgements, settled

#: Whether there is such an event at all, and whether everything in its row is right.
EVENT, ROW = "event", "row"
#: What is told of an event's row, and the fields of the event that each is of.
FIELDS: Mapping[str, tuple[str, ...]] = {
    EVENT: (),
    "type": ("type",),
    "mode": ("mode",),
    "sides": ("actors", "recipients"),
    "place": ("place",),
    "date": ("date",),
    "status": ("status",),
    "size": ("size",),
    ROW: (),
}
#: What a coder can find of each; of the event itself also that it is told twice.
RIGHT, WRONG, NO_EVENT, DUPLICATE = "right", "wrong", "no event", "duplicate"
CATEGORIES: Mapping[str, tuple[str, ...]] = {
    field: (RIGHT, NO_EVENT, DUPLICATE) if field == EVENT else (RIGHT, WRONG) for field in FIELDS
}
_OF_EVENTS = "e"  # what the ids of events begin with
_NOT_THERE = {"no_event": NO_EVENT, "duplicate": DUPLICATE}


@dataclass(frozen=True, slots=True)
class FoundItem:
    """What was found of one item: by each coder, and in the end."""

    item: SampleItem
    by_coder: Mapping[str, Judgement]
    settled: Settled | None

    @property
    def is_disputed(self) -> bool:
        return self.settled is not None and bool(self.settled.disputed)

    def share(self, field: str) -> float | None:
        """How right a field is: 1 or 0; where coders differ and nobody has settled it, the share of those who find it right.

        In a row that is no event, or tells one again, nothing is right. None where nobody can tell.
        """
        if self.settled is None:
            return None
        if not _is_open(field, self.settled.disputed):
            return _share(field, _beside_disputed(self.settled))
        told = [_share(field, judgement) for judgement in self.by_coder.values()]
        known = [share for share in told if share is not None]
        return sum(known) / len(known) if known else None


def finding(field: str, said: Judgement | Settled) -> str | None:
    """What a verdict says of a field; None if it does not.

    A coder who finds no event says nothing of its place, but that the row is wrong.
    """
    if said.verdict == "unsure":
        return None
    if said.verdict in _NOT_THERE:
        return _NOT_THERE[said.verdict] if field == EVENT else WRONG if field == ROW else None
    if field == EVENT:
        return RIGHT
    if field == ROW:
        return RIGHT if said.verdict == "right" else WRONG
    if said.verdict == "wrong" and not said.wrong:
        return None
    return WRONG if said.wrong & {*FIELDS[field]} else RIGHT


def of_sample(sample: Sample, reviews: Iterable[Review]) -> tuple[Review, ...]:
    """The reviews by which the sample was judged: all that those who judged an item of it say of that item.

    What somebody says of a report met by chance is no part of any sample, even if it holds an event of this one.
    """
    reviews = tuple(reviews)
    drawn = {(item.report, item.record) for item in sample.items}
    judged = {(r.report, r.record, r.who) for r in reviews if r.sample == sample.id}

    def belongs(review: Review) -> bool:
        if review.answers is not None and review.verdict != "withdrawn":
            return (review.report, review.record) in drawn or review.sample == sample.id
        return (review.report, review.record, review.who) in judged or review.verdict == "withdrawn"

    return tuple(review for review in reviews if belongs(review))


def found(sample: Sample, reviews: Iterable[Review]) -> tuple[FoundItem, ...]:
    """What was found of each item of a sample of events, in its order; of those not judged nothing."""
    by_item = {(one.item.report, one.item.record): one for one in found_anywhere(of_sample(sample, reviews))}
    nothing: dict[str, Judgement] = {}
    return tuple(
        FoundItem(item, known.by_coder, known.settled)
        if (known := by_item.get((item.report, item.record))) is not None
        else FoundItem(item, nothing, None)
        for item in sample.items
    )


def found_anywhere(reviews: Iterable[Review]) -> tuple[FoundItem, ...]:
    """What was found of each coded event that anybody judged, whether it was drawn or met by chance."""
    reviews = tuple(reviews)
    by_item: dict[tuple[str, str], dict[str, Judgement]] = defaultdict(dict)
    for judgement in judgements(reviews):
        if judgement.record.startswith(_OF_EVENTS):
            by_item[judgement.report, judgement.record][judgement.who] = judgement
    held = settled(reviews)
    return tuple(FoundItem(SampleItem(*key, ""), coders, held.get(key)) for key, coders in sorted(by_item.items()))


def ratings(items: Sequence[FoundItem], coders: Sequence[str], field: str) -> list[tuple[str | None, ...]]:
    """A row an item, a column a coder: what the coder finds of the field."""

    def said(item: FoundItem, coder: str) -> str | None:
        judgement = item.by_coder.get(coder)
        return None if judgement is None else finding(field, judgement)

    return [tuple(said(item, coder) for coder in coders) for item in items]


def coders_of(items: Iterable[FoundItem]) -> tuple[str, ...]:
    """Who has judged any of them, in the order of the alphabet."""
    return tuple(sorted({who for item in items for who in item.by_coder}))


def _beside_disputed(held: Settled) -> Settled:
    """What holds of the fields on which coders do not differ, though all that is said of others is disputed."""
    if held.verdict != "unsure" or not held.disputed:
        return held
    return replace(held, verdict="wrong" if held.wrong else "right")


def _is_open(field: str, disputed: frozenset[str]) -> bool:
    if EXISTENCE in disputed:
        return True
    return bool(disputed) if field == ROW else bool(disputed & {*FIELDS[field]})


def _share(field: str, said: Judgement | Settled) -> float | None:
    if said.verdict in _NOT_THERE:
        return 0.0
    value = finding(field, said)
    return None if value is None else float(value == RIGHT)
