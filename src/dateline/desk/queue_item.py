"""Where a reviewer stands in a sample: which item, what comes next, and how many are judged."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.desk.asking import Asked, NotThereError
from dateline.desk.queue_progress import first_open, judged_in
from dateline.model import Sample


@dataclass(frozen=True, slots=True)
class Standing:
    """An item of a sample, from 1; ``judged`` counts those that this reviewer has judged, ``open`` is the first that is left."""

    sample: str
    name: str
    unit: str
    number: int
    total: int
    judged: int
    open: int | None

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.total else None


def sample_asked(asked: Asked) -> Sample:
    """The sample that the address names; NotThereError if there is none."""
    key = asked.path.get("sample", "")
    sample = asked.shelf.reviews.sample(key)
    if sample is None:
        raise NotThereError(f"{key[:60]}: there is no such sample; choose one on /review")
    return sample


def standing_at(asked: Asked, sample: Sample, number: int) -> Standing:
    """Where whoever asks stands at this item; NotThereError if the sample has fewer."""
    if not 1 <= number <= len(sample.items):
        raise NotThereError(f"{sample.name[:60]} has {len(sample.items):,} items, from 1; choose one of them")
    everything = asked.shelf.reviews.everything()
    judged = judged_in(sample, everything).get(asked.who or "", frozenset())
    left = first_open(sample, judged, number)
    return Standing(sample.id, sample.name, sample.unit, number, len(sample.items), len(judged), left)
