"""The annotated reports of ``corpus/``: events with their sides, place, date and status; pronouns; statements; names.

An event is found when one of the coding has its type (or one that the annotation takes for as good) and a trigger that overlaps
one of its triggers; each answers for one only. What is arguable is neither asked for nor, when found, an error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from corpus.compile import Record
from corpus.load import load
from corpus.pairing import one_to_one
from corpus.spans import Span
from dateline.coder import Coder
from dateline.model import Actor, Coding, Event, EventDate, Side, Statement
from dateline.reports.text import RawReport
from evals.score import EITHER_ORDER, Counts, Measured, Mistake, f1_score, share_score

_STAGE = "corpus"
_HALF = 0.5
SIDES: tuple[Side, ...] = ("actor", "recipient")
C = TypeVar("C")
Fit = tuple[float, float]  # is what is asked beside it right, and how much of it is found


@dataclass(slots=True)
class Tally:
    """What one report adds to each figure."""

    counts: dict[str, Counts] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, name: str, hit: int, made: int, there: int) -> None:
        had = self.counts.get(name, Counts(0, 0, 0))
        self.counts[name] = Counts(had.hit + hit, had.made + made, had.there + there)


#: Figures in the order in which they are shown; those of found things are shares, the others F1.
FIGURES = {
    "events (trigger, type), F1": "events",
    "events with both sides, F1": "sides",
    "whole rows, F1": "rows",
    "pronouns, antecedent right": "pronouns",
    "status of events found": "status",
    "mode of events found": "mode",
    "place of events found, where told": "place",
    "places given that are right": "place given",
    "date of events found, where told": "date",
    "statements, content F1": "statements",
    "speaker of statements found": "speaker",
}


def measure_corpus(coder: Coder, reports: Iterable[Record], name: str) -> Measured:
    """How well a coder reads annotated reports."""
    tallies = [compare(report, coded(coder, report)) for report in reports]
    scores = []
    for metric, key in FIGURES.items():
        counts = [t.counts[key] for t in tallies if key in t.counts]
        if counts:
            make = f1_score if "F1" in metric else share_score
            scores.append(make(_STAGE, name, metric, counts))
    return Measured(tuple(scores), tuple(m for t in tallies for m in t.mistakes))


def measure_test_part(coder: Coder, folder: Path) -> Measured:
    """How well it reads the test part of the annotated reports in a folder."""
    return measure_corpus(coder, load("test", folder), "corpus, test")


def measure_reviewed(coder: Coder, file: Path) -> Measured:
    """How well it reads the events of reports that reviewers of an archive have read in full (``dateline reviews --gold``)."""
    with file.open(encoding="utf-8") as lines:
        return measure_corpus(coder, map(json.loads, lines), "reviewed reports")


def coded(coder: Coder, report: Record) -> Coding:
    published = date.fromisoformat(report["published"]) if report["published"] is not None else None
    return coder.code_report(
        RawReport(report["id"], report["text"], published=published, publisher=report["publisher"])
    )


def compare(report: Record, coding: Coding) -> Tally:
    """What a coding of a report has right."""
    tally = Tally()
    _Events(report, coding, tally).run()
    if report["statements"] is not None:  # else nobody has marked more than the events
        _pronouns(report, coding, tally)
        _statements(report, coding, tally)
    return tally


class Judged(NamedTuple):
    """One value that a coding gives: of what (event, participant, place, date), how likely it says it is, whether it is right."""

    what: str
    confidence: float
    right: bool


def judged(report: Record, coding: Coding) -> Iterator[Judged]:
    """Every event of a coding and, of those found, every participant, place and date; what is arguable is left out."""
    events = _Events(report, coding, Tally())
    golds = report["events"]
    found = matched(golds, coding.events, events.fit)
    by_event = {id(event): golds[i] for i, (event, _) in found.items()}
    for event in coding.events:
        gold = by_event.get(id(event))
        if gold is None and events.is_optional(event):
            continue
        if gold is None or not gold["optional"]:
            yield Judged("event", max(e.confidence for e in event.evidence), gold is not None)
        if gold is not None:
            yield from events.judged(gold, event)


class _Chains:
    """The people and bodies of an annotated report, by their mentions and names."""

    def __init__(self, report: Record) -> None:
        self._spans = {a["id"]: [(m["start"], m["end"]) for m in a["mentions"]] for a in report["actors"]}
        self.names = {a["id"]: a["name"] for a in report["actors"]}

    def are_same(self, participant: Record, actor: Actor) -> bool:
        """Whether an annotated participant is an actor of a coding: a mention in common, or the words of a name."""
        own = [(participant["start"], participant["end"]), *self._spans[participant["actor"]]]
        mentions = [(m.span.start, m.span.end) for m in actor.mentions]
        return any(same_words(g, m) for g in own for m in mentions) or _same_name(
            self.names[participant["actor"]], actor.name
        )


class _Events:
    def __init__(self, report: Record, coding: Coding, tally: Tally) -> None:
        self.report, self.coding, self.tally = report, coding, tally
        self.actors = {a.id: a for a in coding.actors}
        self.places = {p.id: p for p in coding.places}
        self.chains = _Chains(report)
        self.names = self.chains.names

    def run(self) -> None:
        golds, coded = self.report["events"], self.coding.events
        found = matched(golds, coded, self.fit)
        wrong = [e for e in coded if not any(self.fit(g, e) for g in golds)]
        used = {id(e) for e, _ in found.values()}
        mild = {id(found[i][0]) for i, g in enumerate(golds) if g["optional"] and i in found}
        doubled = [e for e in coded if id(e) not in used and e not in wrong]
        asked = [i for i, g in enumerate(golds) if not g["optional"]]
        made = len(coded) - len(mild) - len([e for e in doubled if self.is_optional(e)])
        hits = [i for i in asked if i in found]
        self.tally.add("events", len(hits), made, len(asked))
        self.tally.add("sides", sum(bool(found[i][1][0]) for i in hits), made, len(asked))
        self.tally.add("rows", sum(self._row(golds[i], *found[i]) for i in hits), made, len(asked))
        for i in hits:
            self._details(golds[i], found[i][0])
            if not found[i][1][0]:
                self._mistake(
                    f"sides of {golds[i]['type']}", golds[i]["evidence"][0], self._sides_told(golds[i], found[i][0])
                )
        for i in asked:
            if i not in found:
                self._mistake(f"missed {golds[i]['type']}", golds[i]["evidence"][0])
        for event in wrong:
            trigger = event.evidence[0].trigger
            self._mistake(f"false {event.type} by {event.evidence[0].by}", {"start": trigger.start, "end": trigger.end})

    def is_optional(self, event: Event) -> bool:
        """Whether it answers for an arguable event only."""
        return all(g["optional"] for g in self.report["events"] if self.fit(g, event))

    def fit(self, gold: Record, event: Event) -> Fit | None:
        """(both sides right, triggers hit), or None where it is another event."""
        triggers = [(e.trigger.start, e.trigger.end) for e in event.evidence]
        hits = sum(any(overlap((g["start"], g["end"]), t) for t in triggers) for g in gold["evidence"])
        types = [gold["type"], *(a.partition("/")[0] for a in gold["also"])]
        return (self._sides(gold, event), hits) if hits and event.type in types else None

    def _sides(self, gold: Record, event: Event) -> bool:
        sides = {"actors": event.actors, "recipients": event.recipients}
        both = (*event.actors, *event.recipients)
        for side, coded in sides.items():
            there = both if gold["type"] in EITHER_ORDER else coded
            if gold[side] and not any(self.chains.are_same(p, self.actors[a]) for p in gold[side] for a in there):
                return False
        return True

    def judged(self, gold: Record, event: Event) -> Iterator[Judged]:
        """What an event that is found says of its participants, place and date."""
        likely: dict[tuple[str, str], float] = {}
        for p in event.participants:
            key = p.actor, p.side
            likely[key] = max(likely.get(key, 0.0), p.confidence or 0.0)
        for (actor, side), share in likely.items():
            there = _there(gold, side)
            yield Judged("participant", share, any(self.chains.are_same(g, self.actors[actor]) for g in there))
        if event.place is not None and event.place_confidence is not None:
            yield Judged("place", event.place_confidence, self._place_right(gold, event))
        if event.date is not None and event.date.confidence is not None:
            yield Judged("date", event.date.confidence, self._date_right(gold, event))

    def _row(self, gold: Record, event: Event, fit: Fit) -> bool:
        place_right = self._place_right(gold, event)
        told = gold["place"] is not None and gold["place"]["country"] is not None
        place = place_right if told else event.place is None or place_right
        return bool(fit[0]) and self._status_right(gold, event) and place and self._date_right(gold, event)

    def _details(self, gold: Record, event: Event) -> None:
        self.tally.add("status", self._status_right(gold, event), 1, 1)
        if gold["mode"]:
            self.tally.add("mode", event.mode == gold["mode"], 1, 1)
        if gold["place"] is not None and gold["place"]["country"]:
            self.tally.add("place", event.place is not None and self._place_right(gold, event), 1, 1)
        if event.place is not None:
            self.tally.add("place given", self._place_right(gold, event), 1, 1)
        if gold["date"]:
            self.tally.add("date", self._date_right(gold, event), 1, 1)

    def _status_right(self, gold: Record, event: Event) -> bool:
        return event.status in (gold["status"], *gold["also"])

    def _place_right(self, gold: Record, event: Event) -> bool:
        place = self.places.get(event.place or "")
        return place is not None and place_is_right(place.country, gold)

    def _date_right(self, gold: Record, event: Event) -> bool:
        told = event.date if event.date is not None and event.date.span is not None else None
        return date_is_right(told, gold)

    def _sides_told(self, gold: Record, event: Event) -> str:
        wanted = " > ".join(", ".join(self.names[p["actor"]] for p in gold[s]) for s in ("actors", "recipients"))
        said = " > ".join(", ".join(self.actors[a].name for a in s) for s in (event.actors, event.recipients))
        return f" wanted {wanted}; said {said}"

    def _mistake(self, kind: str, span: Record, more: str = "") -> None:
        text = self.report["text"]
        begin, end = max(0, text.rfind("\n", 0, span["start"])), text.find("\n", span["end"])
        before, word, behind = text[begin : span["start"]], text[span["start"] : span["end"]], text[span["end"] :]
        shown = f"{before}[{word}]{behind[: end - span['end']] if end > 0 else behind}"
        self.tally.mistakes.append(Mistake(kind, self.report["id"], shown.strip() + more))


def found_events(report: Record, coding: Coding) -> Iterator[tuple[Event, Record]]:
    """The events of a coding that are in the annotation, with what answers for them there, but for what is arguable."""
    golds = report["events"]
    found = matched(golds, coding.events, _Events(report, coding, Tally()).fit)
    return ((event, golds[i]) for i, (event, _) in found.items() if not golds[i]["optional"])


def taking_is_right(report: Record, actor: Actor, side: str, gold: Record) -> bool:
    """Whether an annotated event of a report has an actor on a side."""
    return any(_Chains(report).are_same(p, actor) for p in _there(gold, side))


def _there(gold: Record, side: str) -> Sequence[Record]:
    either = gold["type"] in EITHER_ORDER
    return (*gold["actors"], *gold["recipients"]) if either else gold[f"{side}s"]


def place_is_right(country: str | None, gold: Record) -> bool:
    """Whether an annotated event took place there, as far as its country is told."""
    return gold["place"] is not None and gold["place"]["country"] in (None, country)


def date_is_right(told: EventDate | None, gold: Record) -> bool:
    """Whether the days are inside those of an annotated event, or share most with them; None is right where it has none."""
    if gold["date"] is None or told is None or told.start is None or told.end is None:
        return gold["date"] is None and told is None
    g = [date.fromisoformat(gold["date"][k]).toordinal() for k in ("start", "end")]
    p = [told.start.toordinal(), told.end.toordinal()]
    both = min(g[1], p[1]) - max(g[0], p[0]) + 1
    return g[0] <= p[0] <= p[1] <= g[1] or both * 2 > max(g[1], p[1]) - min(g[0], p[0]) + 1


def _pronouns(report: Record, coding: Coding, tally: Tally) -> None:
    """A pronoun is right when the chain that it stands in has a name or description of whom it means."""
    for gold in report["actors"]:
        spans = [(m["start"], m["end"]) for m in gold["mentions"]]
        told = [(m["start"], m["end"]) for m in gold["mentions"] if m["form"] != "pronoun"]
        if not told:
            continue
        for mention in gold["mentions"]:
            if mention["form"] != "pronoun":
                continue
            at = mention["start"], mention["end"]
            held = [a for a in coding.actors if any((m.span.start, m.span.end) == at for m in a.mentions)]
            best = [(m.span.start, m.span.end) for a in held for m in a.mentions if m.form != "pronoun"]
            right = [s for s in best if any(same_words(s, g) for g in spans)]
            tally.add("pronouns", bool(right) and 2 * len(right) >= len(best), 1, 1)


def _statements(report: Record, coding: Coding, tally: Tally) -> None:
    golds = report["statements"]
    actors = {a.id: a for a in coding.actors}
    chains = {a["id"]: [(m["start"], m["end"]) for m in a["mentions"]] for a in report["actors"]}

    def fit(gold: Record, said: Statement) -> Fit | None:
        a, b = (gold["content"]["start"], gold["content"]["end"]), (said.content.start, said.content.end)
        part = overlap(a, b) / max(a[1] - a[0], b[1] - b[0])
        if part <= _HALF:
            return None
        speaker = actors.get(said.speaker or "")
        if gold["speaker"] is None or speaker is None:
            return gold["speaker"] is None and speaker is None, part
        own = chains[gold["speaker"]["actor"]]
        spans = [(m.span.start, m.span.end) for m in speaker.mentions]
        return any(same_words(g, m) for g in own for m in spans), part

    found = matched(golds, coding.statements, fit)
    mild = sum(golds[i]["optional"] for i in found)
    asked = [i for i, g in enumerate(golds) if not g["optional"]]
    hits = [i for i in asked if i in found]
    tally.add("statements", len(hits), len(coding.statements) - mild, len(asked))
    for i in hits:
        tally.add("speaker", bool(found[i][1][0]), 1, 1)


def matched(
    golds: Sequence[Record], coded: Sequence[C], fit: Callable[[Record, C], Fit | None]
) -> dict[int, tuple[C, Fit]]:
    """Each gold with what answers for it, those that are asked for before the optional ones."""

    def ranked(gold: Record, said: C) -> tuple[bool, float, float] | None:
        how = fit(gold, said)
        return None if how is None else (not gold["optional"], *how)

    return {i: (coded[j], how[1:]) for i, (j, how) in one_to_one(golds, coded, ranked).items()}


def overlap(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def same_words(a: Span, b: Span) -> bool:
    """Two mentions of one: they share more than half of the shorter one ("Reck" in "General Ana Reck")."""
    return 2 * overlap(a, b) > min(a[1] - a[0], b[1] - b[0])


def _same_name(a: str, b: str) -> bool:
    """The words of one are all in the other."""
    left, right = (set(_bare(name).split()) for name in (a, b))
    return bool(left) and bool(right) and (left <= right or right <= left)


def _bare(name: str) -> str:
    words = name.casefold().replace("’", "'").split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)
