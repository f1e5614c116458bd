"""How far each coder is with a sample: counts alone, for nobody sees what another finds before the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.desk.judging_kept import KeptReviews
from dateline.model import Review, Sample, SampleItem
from dateline.verdicts.standing import in_force

Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class CoderProgress:
    """How many items of a sample a coder has judged."""

    who: str
    judged: int
    total: int

    @property
    def is_done(self) -> bool:
        return self.judged >= self.total


def key_of(item: SampleItem) -> Key:
    """The report, and the record that is judged."""
    return item.report, item.record


def judged_in(sample: Sample, reviews: Iterable[Review]) -> dict[str, frozenset[Key]]:
    """Of each coder the items that are judged in this sample: what was withdrawn is open again."""
    mine = [r for r in reviews if r.sample == sample.id and (r.answers is None or r.verdict == "withdrawn")]
    drawn = {key_of(item) for item in sample.items}
    found: dict[str, set[Key]] = {}
    for review in in_force(mine):
        key = (review.report, review.record)
        if key in drawn and review.verdict != "missed_event":
            found.setdefault(review.who, set()).add(key)
    return {who: frozenset(keys) for who, keys in sorted(found.items())}


def left_in(sample: Sample, reviews: Iterable[Review], who: str) -> frozenset[Key]:
    """The items that a coder has still to judge in a sample; none for one who has not begun it."""
    judged = judged_in(sample, reviews).get(who)
    return frozenset(key_of(item) for item in sample.items if key_of(item) not in judged) if judged else frozenset()


def progress(sample: Sample, kept: KeptReviews) -> tuple[CoderProgress, ...]:
    """How far each coder is who has begun, by name."""
    judged = judged_in(sample, kept.everything())
    return tuple(CoderProgress(who, len(keys), len(sample.items)) for who, keys in judged.items())


def first_open(sample: Sample, judged: frozenset[Key], after: int = 0) -> int | None:
    """The number, from 1, of the first item that is not judged: after this one, else from the beginning; None if all are."""
    numbers: Sequence[int] = range(1, len(sample.items) + 1)
    left = [number for number in numbers if key_of(sample.items[number - 1]) not in judged]
    return next((number for number in left if number > after), left[0] if left else None)
