"""What coders find of one item, side by side, and what whoever settles it decides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dateline.desk.judging import FIELDS, event_card
from dateline.desk.judging_said import RefusedVerdictError, Reviewer, said_of_event, taken_back
from dateline.model import Coding, Review, Sample, Span
from dateline.verdicts.findings import FoundItem, of_sample
from dateline.verdicts.standing import Judgement, in_force


@dataclass(frozen=True, slots=True)
class VoiceField:
    """What a coder finds of a field: right, wrong, or what it should be instead."""

    name: str
    label: str
    finding: str
    value: Any
    differs: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """What a coder finds of an item."""

    number: int
    who: str
    verdict: str
    duplicate_of: str | None
    notes: tuple[str, ...]
    fields: tuple[VoiceField, ...]


def voices(found: FoundItem, reviews: Iterable[Review]) -> tuple[Voice, ...]:
    """What each coder finds, with the fields that anybody calls wrong."""
    notes: dict[str, list[str]] = {}
    for review in in_force(reviews):
        if review.note and review.answers is None:
            notes.setdefault(review.who, []).append(review.note)
    said = list(found.by_coder.values())
    wrong = [name for name in FIELDS if any(name in judgement.wrong for judgement in said)]
    return tuple(
        Voice(n, j.who, j.verdict, j.duplicate_of, tuple(dict.fromkeys(notes.get(j.who, ()))),
              tuple(_field(name, j, said) for name in wrong))
        for n, j in enumerate(sorted(said, key=lambda j: j.who), 1)
    )  # fmt: skip


def settling(
    coding: Coding, sample: Sample, sent: Mapping[str, Any], who: str, reviews: Sequence[Review], when: datetime
) -> list[Review]:
    """The reviews that settle an item on which coders differ: as one of them finds it, or as whoever settles it does.

    What was settled before by the same person and is not any more is withdrawn.
    """
    record = str(sent.get("event"))
    mine = [r for r in in_force(of_sample(sample, reviews)) if r.report == coding.report.id and r.record == record]
    theirs = [r for r in mine if r.answers is None]
    if len({r.who for r in theirs}) < 2:
        raise RefusedVerdictError("nothing was settled: fewer than two coders have judged this; load the page again")
    take = sent.get("take")
    answered = next((r for r in theirs if r.who != take), theirs[0])
    by = Reviewer(who, sample.id, answered.id)
    if take is None:
        said = said_of_event(coding, sent, by, when)
    else:
        said = [
            replace(_copied(r), who=who, when=when, answers=answered.id, sample=sample.id)
            for r in theirs
            if r.who == take
        ]
        if not said:
            raise RefusedVerdictError("nothing was settled: no such coder has judged this; load the page again")
    said += _right(coding, record, by, when, said, theirs)
    fields = {review.field for review in said}
    before = [r for r in mine if r.answers is not None and r.who == who and r.field is not None]
    gone = [r for r in before if None not in fields and r.field not in fields]
    return [*taken_back(gone, who, when), *said]


def _copied(review: Review) -> Review:
    return replace(review, note=None)


def _right(
    coding: Coding, record: str, by: Reviewer, when: datetime, said: Sequence[Review], theirs: Sequence[Review]
) -> list[Review]:
    """Of the fields that somebody calls wrong, those that are right after all: said one by one where others are wrong."""
    fields = {review.field for review in said}
    if None in fields:
        return []
    card = event_card(coding, next(event for event in coding.events if event.id == record))
    words = Span(card.start, card.end, coding.report.text[card.start : card.end])
    claim = json.dumps(card.claim, ensure_ascii=False, sort_keys=True)
    left = dict.fromkeys(r.field for r in theirs if r.field is not None and r.field not in fields)
    return [
        Review(by.who, when, coding.report.id, coding.versions, "right", record, field=name, claim=claim,
               start=words.start, end=words.end, text=words.text, answers=by.answers, sample=by.sample)
        for name in left
    ]  # fmt: skip


def _field(name: str, judgement: Judgement, said: Sequence[Judgement]) -> VoiceField:
    corrected = dict(judgement.corrected)
    finding = "corrected" if name in corrected else "wrong" if name in judgement.wrong else "right"
    told = {json.dumps([name in j.wrong, dict(j.corrected).get(name)], sort_keys=True) for j in said}
    return VoiceField(name, FIELDS[name][0], finding, corrected.get(name), len(told) > 1)
