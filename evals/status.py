"""The status of events, on sentences with one marked act: did it happen, is it planned, possible, denied or long past?

One line a sentence: ``{"text", "published", "trigger", "type", "status"}``; the trigger is meant where it first stands. What is
alleged, feared, attempted, asked for or conditional is hypothetical; what somebody prevents or says is not so, denied; a hearsay
word like "reportedly" leaves it happened, for the source says how sure it is. Which event answers is settled by where the
trigger stands and by the act's type, never by the status.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.coder import Coder
from dateline.model import Coding, Event, Span
from dateline.reports.text import RawReport
from evals.relation import RESAMPLES, Answer, macro_f1
from evals.score import Counts, Measured, Mistake, Score, resampled_margin, share_score

_STAGE = "status"


@dataclass(frozen=True, slots=True)
class MarkedAct:
    """One sentence, and the status of the act that its trigger tells, by the rule above."""

    where: str
    text: str
    published: date
    trigger: tuple[int, int]
    type: str
    status: str


def measure_status(coder: Coder, file: Path) -> Measured:
    """How often the status is right, over all acts (one that is not found is wrong) and over those that are found."""
    acts = list(read_acts(file))
    answers = [Answer(act.status, status_said(coder, act)) for act in acts]
    found = [a for a in answers if a.said is not None]
    scores = (
        _accuracy(file.stem, "status, accuracy", answers),
        _accuracy(file.stem, "status of events found, accuracy", found),
        _macro(file.stem, answers),
        share_score(
            _STAGE, file.stem, "events found, of any type", [Counts(int(a.said is not None), 1, 1) for a in answers]
        ),
    )
    return Measured(scores, tuple(_mistakes(acts, answers)))


def read_acts(file: Path) -> Iterator[MarkedAct]:
    """The marked acts of a file, in its order."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{file.name}:{number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ValueError(f"{where}: is not valid JSON ({error}); mend it") from error
        start = row["text"].find(row["trigger"])
        if start < 0:
            raise ValueError(f"{where}: the text has no {row['trigger']!r}; copy the trigger from the text")
        trigger = (start, start + len(row["trigger"]))
        yield MarkedAct(where, row["text"], date.fromisoformat(row["published"]), trigger, row["type"], row["status"])


def status_said(coder: Coder, act: MarkedAct) -> str | None:
    """The status of the event told where the act's trigger stands: of several the first of its type, of none such the first of
    all; None if none is told there."""
    told = list(_told_at(coder.code_report(RawReport(None, act.text, published=act.published)), act.trigger))
    told.sort(key=lambda event: event.type != act.type)
    return told[0].status if told else None


def _told_at(coding: Coding, place: tuple[int, int]) -> Iterator[Event]:
    def touches(span: Span) -> bool:
        return span.start < place[1] and place[0] < span.end

    return (e for e in coding.events if any(touches(evidence.trigger) for evidence in e.evidence))


def _mistakes(acts: Sequence[MarkedAct], answers: Sequence[Answer]) -> Iterator[Mistake]:
    for act, answer in zip(acts, answers, strict=True):
        if answer.said != answer.wanted:
            kind = "event not found" if answer.said is None else f"{answer.wanted} read as {answer.said}"
            start, end = act.trigger
            yield Mistake(kind, act.where, f"{act.text[:start]}[{act.text[start:end]}]{act.text[end:]}")


def _accuracy(data: str, metric: str, answers: Sequence[Answer]) -> Score:
    return share_score(_STAGE, data, metric, [Counts(int(a.said == a.wanted), 1, 1) for a in answers])


def _macro(data: str, answers: Sequence[Answer]) -> Score:
    margin = resampled_margin(answers, macro_f1, RESAMPLES)
    return Score(_STAGE, data, "status, macro-F1", macro_f1(answers), margin, len(answers))
