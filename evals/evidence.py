"""How many of the values that are coded point at the words they were read from, by field."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from dateline.coder import DatelineCoder
from dateline.errors import ReportError
from dateline.model import Actor, Coding, Event
from evals.score import Counts, Measured, Mistake, share_score

STAGE = "evidence"
ARTICLES = 200
_NUMBERS = ("killed", "injured", "arrested")

#: Field, the words that its value should point at (None if it points at none), and what the value is.
Value = tuple[str, bool, str]


def measure_evidence_of_cases(coder: DatelineCoder, folder: Path) -> Measured:
    """Over the reports of the cases."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*/report.txt")))
    return _measured("cases", coder, ({"text": text} for text in texts))


def measure_evidence_of_articles(coder: DatelineCoder, file: Path) -> Measured:
    """Over the first articles of a packed file of JSON lines."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return _measured(f"{ARTICLES} news articles", coder, (json.loads(line) for line in islice(lines, ARTICLES)))


def _measured(data: str, coder: DatelineCoder, reports: Iterable[dict[str, str]]) -> Measured:
    counts: dict[str, list[Counts]] = defaultdict(list)
    bare: list[Mistake] = []
    for report in reports:
        published, publisher = report.get("published"), report.get("publisher")
        try:
            coding = coder.code(report["text"], published=published, publisher=publisher)
        except ReportError:
            continue
        for field, has_words, shown in values(coding):
            counts[field].append(Counts(int(has_words), 1, 1))
            if not has_words:
                bare.append(Mistake(field, coding.report.id, shown))
    scores = tuple(share_score(STAGE, data, f"{field} with words", found) for field, found in counts.items())
    return Measured(scores, tuple(bare))


def values(coding: Coding) -> Iterator[Value]:
    """Every value of a coding that is read from words, and whether it points at them."""
    for event in coding.events:
        yield from _of_event(coding, event)
    for actor in coding.actors:
        yield from _of_actor(actor)
    for place in coding.places:
        yield "place records", bool(place.mentions and place.because), place.name
    for statement in coding.attributed:
        if statement.speaker is not None:
            yield "speakers", bool(statement.because), statement.cue.text


def _of_event(coding: Coding, event: Event) -> Iterator[Value]:
    told = {(p.actor, p.side) for p in event.participants}
    names = {a.id: a.name for a in coding.actors}
    shown = f"{event.type} “{event.evidence[0].trigger.text}”"
    yield from (("participants", (a, "actor") in told, f"{shown}: {names[a]}") for a in event.actors)
    yield from (("participants", (a, "recipient") in told, f"{shown}: {names[a]}") for a in event.recipients)
    reasons = {b.field for b in event.because}
    if event.place is not None:
        yield "places", "place" in reasons, shown
    if event.date is not None and event.date.origin == "text":
        yield "dates from the text", "date" in reasons, shown
    if event.status != "happened":
        yield "status", "status" in reasons, shown
    if event.mode is not None:
        yield "modes", "mode" in reasons, shown
    contexts = {b.reason for b in event.because if b.field == "contexts"}
    yield from (("contexts", context in contexts, f"{shown}: {context}") for context in event.contexts)
    sized = [n for n in _NUMBERS if getattr(event.size, n) is not None]
    yield from (("sizes", number in reasons, f"{shown}: {number}") for number in sized)


def _of_actor(actor: Actor) -> Iterator[Value]:
    reasons = {b.field for b in actor.because}
    if actor.country is not None:
        yield "countries", "country" in reasons, actor.name
    if actor.sectors:
        yield "sectors", "sectors" in reasons, actor.name
