"""Events that coders of a sample found missing, those side by side that may be one, and what was decided on them.

Whoever settles a group says of each naming that it stands ("right") or does not ("no_event"): a verdict that answers it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.model import Review, Sample
from dateline.verdicts.given_values import UnfitError, read_json
from dateline.verdicts.recall import of_reports, readers_of
from dateline.verdicts.standing import decided_missed, missed_events, same_value


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """An event as one coder names it; ``kept`` is None until somebody has decided."""

    review: Review
    value: Mapping[str, Any]
    start: int
    end: int
    kept: bool | None


@dataclass(frozen=True, slots=True)
class MissedGroup:
    """Namings by words that overlap. ``silent`` are coders who have read the report whole and name nothing there."""

    report: str
    named: tuple[NamedEvent, ...]
    silent: tuple[str, ...]

    @property
    def is_settled(self) -> bool:
        """Whether somebody has decided on every naming."""
        return all(one.kept is not None for one in self.named)

    @property
    def is_disputed(self) -> bool:
        """Whether coders differ: on whether there is such an event, how many there are, or what they are."""
        by_coder: dict[str, list[Any]] = defaultdict(list)
        for one in self.named:
            told = {name: said for name, said in one.value.items() if name != "trigger" and said not in (None, [], {})}
            by_coder[one.review.who].append(told)
        said = [*by_coder.values()]
        return bool(self.silent) or (len(said) > 1 and any(not same_value(said[0], other) for other in said[1:]))


def missed_groups(sample: Sample, reviews: Iterable[Review]) -> tuple[MissedGroup, ...]:
    """The groups on which more than one coder has something to say, in the order of the sample and of the text."""
    mine = of_reports(sample, reviews)
    readers = readers_of(mine)
    kept = decided_missed(mine)
    by_report: dict[str, list[NamedEvent]] = defaultdict(list)
    for review in missed_events(mine):
        named = _named(review, kept.get(review.id))
        if named is not None:
            by_report[review.report].append(named)
    found = []
    for report in dict.fromkeys(item.report for item in sample.items):
        for named_here in _overlapping(by_report.get(report, ())):
            coders = {one.review.who for one in named_here}
            silent = tuple(sorted({*readers.get(report, ())} - coders))
            if len(coders) > 1 or silent:
                found.append(MissedGroup(report, named_here, silent))
    return tuple(found)


def _named(review: Review, kept: bool | None) -> NamedEvent | None:
    """None where nothing can be made of what was written."""
    try:
        value = read_json(review.value)
    except UnfitError:
        return None
    words = value.get("trigger") if isinstance(value, dict) else None
    if not isinstance(words, dict):
        return None
    start, end = words.get("start"), words.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
        return None
    return NamedEvent(review, value, start, end, kept)


def _overlapping(named: Sequence[NamedEvent]) -> list[tuple[NamedEvent, ...]]:
    groups: list[list[NamedEvent]] = []
    reach = -1
    for one in sorted(named, key=lambda one: (one.start, one.end, one.review.who, one.review.id)):
        if one.start >= reach:
            groups.append([])
        groups[-1].append(one)
        reach = max(reach, one.end)
    return [tuple(group) for group in groups]
