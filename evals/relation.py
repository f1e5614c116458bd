"""Event types between two participants, on sentences with a marked pair: the pair given, and the pair to be found.

One line a sentence: ``{"id", "text", "marked", "source", "target", "type"}``. CONCEDE and RETREAT count as one type, YIELD.
With the pair given, its order counts. Where it is to be found, the first event of the text that joins the two answers; what all
sides do together (CONSULT, AGREE, COOPERATE, and a treaty that both sign) may join them in either order.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.coder import DatelineCoder
from dateline.model import Coding, Event
from dateline.reports.pair import MarkedPair, Range, read_marked
from evals.score import EITHER_ORDER, Measured, Mistake, Score, resampled_margin

_YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_DAY = date(2024, 5, 15)  # any day: the sentences are asked without their dates
RESAMPLES = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked for and what was said; None where nothing was found."""

    wanted: str
    said: str | None


def measure_relation(coder: DatelineCoder, file: Path) -> Measured:
    """Macro-F1 over the types, with the pair given and not given; the mistakes are those with the pair given."""
    given: list[Answer] = []
    found: list[Answer] = []
    mistakes: list[Mistake] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        pair = read_marked(row["marked"], row["id"])
        wanted = _YIELD.get(row["type"], row["type"])
        relation = coder.relate(pair)
        said = _YIELD.get(relation.type, relation.type) if relation is not None else None
        given.append(Answer(wanted, said))
        if said != wanted:
            rule = relation.frame if relation is not None else None
            mistakes.append(Mistake(f"{wanted} read as {said}", row["id"], f"{row['marked']} [{rule}]"))
        found.append(Answer(wanted, _type_between(coder.code(pair.text, published=_DAY), pair)))
    name = file.stem
    scores = (
        _score(name, "type, pair given, macro-F1", given),
        _score(name, "type, pair not given, macro-F1", found),
    )
    return Measured(scores, tuple(mistakes))


def macro_f1(answers: Sequence[Answer]) -> float:
    """The mean of the F1 of each type that is asked for, from 0 to 100."""
    wanted, said = Counter(a.wanted for a in answers), Counter(a.said for a in answers)
    hits = Counter(a.wanted for a in answers if a.said == a.wanted)
    return 100 * sum(2 * hits[t] / (wanted[t] + said[t]) for t in wanted) / len(wanted) if wanted else 0.0


def _score(data: str, metric: str, answers: Sequence[Answer]) -> Score:
    margin = resampled_margin(answers, macro_f1, RESAMPLES)
    return Score("events", data, metric, macro_f1(answers), margin, len(answers))


def _type_between(coding: Coding, pair: MarkedPair) -> str | None:
    """The type of the event with the source as its actor and the target as its recipient; of several the first of the text."""
    return next((_YIELD.get(e.type, e.type) for e in coding.events if _joins(coding, e, pair)), None)


def _joins(coding: Coding, event: Event, pair: MarkedPair) -> bool:
    # A side that is not marked ("a recipient") asks nothing.
    def met(ids: Iterable[str], side: tuple[Range, ...]) -> bool:
        return not side or _stands_for(coding, ids, side)

    straight = met(event.actors, pair.source) and met(event.recipients, pair.target)
    if straight or not (event.mutual or event.type in EITHER_ORDER):
        return straight
    everyone = (*event.actors, *event.recipients)
    return met(everyone, pair.source) and met(everyone, pair.target)


def _stands_for(coding: Coding, ids: Iterable[str], side: tuple[Range, ...]) -> bool:
    wanted = set(ids)
    mentions = (m.span for a in coding.actors if a.id in wanted for m in a.mentions)
    return any(m.start < end and start < m.end for m in mentions for start, end in side)
