"""How much of what reports tell was coded: reports that were read whole in, shares of the events of all reports out.

A ratio over reports, each weighted by its stratum. How exactly it is known says a bootstrap over reports, for the events of one
are not independent of each other, corrected for a population that is not endless; the interval is Wilson's of the number of
events that would be known as exactly, which keeps to its 95 % near 0 and 1 too, where percentiles of the draws do not.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.model import Review, Sample
from dateline.verdicts.agreement import SEED
from dateline.verdicts.findings import EVENT, ROW, finding, of_sample
from dateline.verdicts.shares import Share, wilson
from dateline.verdicts.standing import Judgement, decided_missed, judgements, missed_events

DRAWS = 2_000
WHOLE = "all"
Coded = Mapping[str, Sequence[tuple[str, str]]]
"""Of each report its coded events: record and type."""


@dataclass(frozen=True, slots=True)
class Recall:
    """Of the events that reports tell, the share that was coded: as an event at all, with its type, or wholly right.

    ``of`` is "all" or a type, the true one. ``share.judged`` is how many events the reports tell, by those who read them.
    """

    of: str
    field: str
    share: Share


@dataclass(frozen=True, slots=True)
class Undecided:
    """A report that somebody has read and that does not count yet, with the cause."""

    report: str
    cause: str


@dataclass(frozen=True, slots=True)
class Reread:
    """What a sample of whole reports tells."""

    sample: Sample
    coders: tuple[str, ...]
    reports: int
    missed: float
    undecided: tuple[Undecided, ...]
    rows: tuple[Recall, ...]

    def share(self, field: str = EVENT, of: str = WHOLE) -> Share:
        return next(row.share for row in self.rows if (row.field, row.of) == (field, of))

    def types(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.of for row in self.rows if row.of != WHOLE))


_Tally = Counter[tuple[str, str]]
"""How many events there are, and of these coded, by type ("all") and field; "told" is how many there are."""
_TOLD = "told"


def recall(sample: Sample, reviews: Iterable[Review], coded: Coded) -> Reread:
    """What share of the events of the reports that the sample was drawn from was coded."""
    mine = of_reports(sample, reviews)
    said: dict[tuple[str, str], dict[str, Judgement]] = defaultdict(dict)
    for judgement in judgements(mine):
        said[judgement.report, judgement.who][judgement.record] = judgement
    missed = _MissedOnes(mine)
    readers = readers_of(mine)
    undecided, tallies = [], {}
    for item in sample.items:
        counted = []
        for who in readers.get(item.report, ()):
            key, there = (item.report, who), coded.get(item.report, ())
            left = [record for record, _ in there if record not in said[key] or said[key][record].verdict == "unsure"]
            if left:
                cause = f"{who} has not decided on {len(left)} of its {len(there)} events"
                undecided.append(Undecided(item.report, cause))
            else:
                counted.append(_tally(there, said[key], missed.told(*key)))
        if counted:
            tallies[item.report] = _mean(counted)
    return _reread(sample, tuple(sorted({w for who in readers.values() for w in who})), tallies, tuple(undecided))


class _MissedOnes:
    """The events that coders found missing; of those that somebody has decided on, for every coder those that stand."""

    def __init__(self, reviews: Sequence[Review]) -> None:
        self.kept = decided_missed(reviews)
        self.of: dict[str, list[Review]] = defaultdict(list)
        for review in missed_events(reviews):
            self.of[review.report].append(review)

    def told(self, report: str, who: str) -> list[Review]:
        """Those of one report, by one coder and by what was decided."""
        return [r for r in self.of[report] if self.kept.get(r.id, r.who == who)]


def of_reports(sample: Sample, reviews: Iterable[Review]) -> tuple[Review, ...]:
    """What those who read the sample's reports say of all that is in them."""
    reviews = tuple(reviews)
    if sample.unit == "event":
        return of_sample(sample, reviews)
    drawn = {item.report for item in sample.items}
    mine = {(r.report, r.who) for r in reviews if r.sample == sample.id and r.report in drawn}
    return tuple(r for r in reviews if (r.report, r.who) in mine or r.verdict == "withdrawn")


def readers_of(reviews: Iterable[Review]) -> dict[str, tuple[str, ...]]:
    """Of each report those who have read it whole."""
    from dateline.verdicts.standing import fully_read

    return fully_read(reviews)


def true_type(coded: str, said: Judgement) -> str | None:
    """What type an event is by a coder's verdict; None where it is another than the coded one and nobody said which."""
    if "type" not in said.wrong:
        return coded
    value = dict(said.corrected).get("type")
    return value if isinstance(value, str) else None


def _tally(there: Sequence[tuple[str, str]], said: Mapping[str, Judgement], missed: Sequence[Review]) -> _Tally:
    tally: _Tally = Counter()
    for record, kind in there:
        judgement = said[record]
        if judgement.verdict in ("no_event", "duplicate"):
            continue
        true = true_type(kind, judgement)
        for of in {WHOLE, true} - {None}:
            tally[str(of), _TOLD] += 1
            tally[str(of), EVENT] += 1
            tally[str(of), "type"] += true == kind
            tally[str(of), ROW] += finding(ROW, judgement) == "right"
    for review in missed:
        value = json.loads(review.value or "null")
        kind_missed = value.get("type") if isinstance(value, dict) else None
        for of in {WHOLE, kind_missed} - {None}:
            tally[str(of), _TOLD] += 1
    return tally


def _mean(tallies: Sequence[_Tally]) -> dict[tuple[str, str], float]:
    """What those who read a report count on average."""
    keys = {key for tally in tallies for key in tally}
    return {key: sum(tally[key] for tally in tallies) / len(tallies) for key in keys}


def _reread(
    sample: Sample,
    coders: tuple[str, ...],
    tallies: Mapping[str, Mapping[tuple[str, str], float]],
    undecided: tuple[Undecided, ...],
) -> Reread:
    kinds = Counter[str]()
    for tally in tallies.values():
        for (of, field), number in tally.items():
            kinds[of] += number if field == _TOLD else 0  # type: ignore[assignment]
    ordered = sorted(kinds, key=lambda of: (of != WHOLE, -kinds[of], of))
    weights = _Weights.of(sample, list(tallies))
    rows = [
        Recall(of, field, weights.share([(t.get((of, field), 0), t.get((of, _TOLD), 0)) for t in tallies.values()]))
        for of in ordered or [WHOLE]
        for field in (EVENT, "type", ROW)
    ]
    lost = sum(t.get((WHOLE, _TOLD), 0) - t.get((WHOLE, EVENT), 0) for t in tallies.values())
    return Reread(sample, coders, len(tallies), lost, undecided, tuple(rows))


@dataclass(frozen=True, slots=True)
class _Weights:
    """What each report stands for, and what it would in each draw of the bootstrap."""

    of_report: NDArray[np.float64]
    drawn: NDArray[np.float64]

    @classmethod
    def of(cls, sample: Sample, reports: Sequence[str]) -> _Weights:
        strata = {item.report: item.stratum for item in sample.items}
        own = np.array([strata[report] for report in reports])
        whole, drawn = np.zeros(len(reports)), np.zeros((DRAWS, len(reports)))
        chance = np.random.default_rng(SEED)
        for stratum in sample.strata:
            inside = np.flatnonzero(own == stratum.name)
            if not len(inside):
                continue
            whole[inside] = weight = stratum.population / len(inside)
            times = chance.multinomial(len(inside), np.full(len(inside), 1 / len(inside)), size=DRAWS)
            left = 1 - len(inside) / stratum.population  # of the population, so much was not read
            drawn[:, inside] = weight * (1 + np.sqrt(left) * (times - 1))
        return cls(whole, drawn)

    def share(self, counted: Sequence[tuple[float, float]]) -> Share:
        """The share of what was coded in what is told, by report."""
        coded, told = np.array(counted, dtype=np.float64).reshape(-1, 2).T
        if not told.sum():
            return Share(None, None, None, 0, 0.0)
        value = float(self.of_report @ coded / (self.of_report @ told))
        whole = self.drawn @ told
        held = (self.drawn @ coded)[whole > 0] / whole[whole > 0]
        if self._knows_all():
            return Share(value, value, value, round(float(told.sum())), float(coded.sum()))
        reports = float((told > 0).sum())
        variance = float(held.var()) * reports / max(1.0, reports - 1)
        # Where nothing was missed, or all, no draw differs: then each report is taken to know as much as one event.
        low, high = wilson(value, value * (1 - value) / variance if variance > 0 else reports)
        return Share(value, low, high, round(float(told.sum())), float(coded.sum()))

    def _knows_all(self) -> bool:
        return bool(np.all(self.drawn == self.of_report))
