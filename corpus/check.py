"""What is wrong in notes, and what looks forgotten: an annotator answers every line before a file is finished."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from corpus.compile import PRONOUNS, Compiled, Record
from corpus.form import STATUSES, NotedEvent, NotedReport
from dateline.codebook import load_codebook
from dateline.world.countries import country

_PERSONAL = PRONOUNS - {"who", "whom", "whose", "which", "mine", "ours", "hers", "theirs", "you", "your"}
_WORD = re.compile(r"[^\W\d_][\w'’.&-]*")
_NO_NAME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december i mr mr. mrs mrs. ms. dr dr. islamic muslim muslims christian christians islam god internet "
    "president minister prime foreign general colonel secretary king queen prince pope ambassador senator chancellor gmt "
    "sheikh ayatollah lieutenant major captain commander defense interior state vice deputy chief justice judge envoy "
    "spokesman spokeswoman english olympic olympics christmas easter ramadan jew jews jewish hindu hindus sikh buddhist "
    "catholic protestant orthodox sunni sunnis shiite shi'ite shiites shi'ites aids hiv dr. professor governor mayor "
    "leader".split()
)
_SEVERAL = 5
_MOST = 10_000_000
_ID = re.compile(r"voa-\d+|.+-\d{2,}")
#: PLOVER's codes for bodies of no state, and lands that are or were no state of today's table.
OTHER_CODES = frozenset({"SCG", "PRI", "BMU", "UNO", "EUR", "IGO", "IMG", "NGO", "MNC", "ISM", "UIS", "INT"})
Spans = list[tuple[int, int]]


@cache
def _types() -> dict[str, frozenset[str]]:
    return {name: frozenset(kind.modes) for name, kind in load_codebook().types.items()}


def problems(report: NotedReport, done: Compiled) -> Iterator[str]:
    """What must be mended: spans that are not there, types, modes and codes that nobody knows, sentences that are missing."""
    yield from done.problems
    for sentence in report.sentences.values():
        where = f"{report.id} sentence {sentence.number}"
        for event in sentence.events:
            yield from (f"{where}: {what}" for what in _wrong_in(event))
        told = [replace(event, line=0) for event in sentence.events]
        if any(event in told[:i] for i, event in enumerate(told)):
            yield f"{where}: the same event stands there twice"
    for actor in report.actors.values():
        if actor.country is not None and country(actor.country) is None and actor.country not in OTHER_CODES:
            yield f"{report.id}: no country {actor.country} for {actor.id}; write ISO 3166 alpha-3, PLOVER's code, or ?"
    asked = range(report.range[0], report.range[1] + 1)
    if [*report.sentences] != [*asked] or not all(s.text for s in report.sentences.values()):
        yield f"{report.id}: a sentence is missing or has no text"
    if not _ID.fullmatch(report.id):
        yield f"{report.id}: an id is voa- and the line of the file on which the report begins"


def _wrong_in(event: NotedEvent) -> Iterator[str]:
    modes = _types().get(event.type)
    if modes is None:
        yield f"no type {event.type}; there are {', '.join(_types())}"
    elif event.mode and event.mode not in modes:
        yield f"{event.type} has no mode {event.mode}; it has {', '.join(sorted(modes))}"
    for other in event.also:
        kind, _, mode = other.partition("/")
        if other not in STATUSES and (kind not in _types() or (mode and mode not in _types()[kind])):
            yield f"also {other} is neither a type with a mode of its own nor a status"
    if any(size > _MOST for size in event.sizes.values()):
        yield f"{event.sizes} are more people than a report counts"
    if {p.actor for p in event.actors} & {p.actor for p in event.recipients}:
        yield f"somebody stands on both sides of {event.type}"


def forgotten(report: NotedReport, done: Compiled, *, names: bool = True) -> Iterator[str]:
    """What looks left out: pronouns that mean nobody, capitalised words in no name, actors who are never mentioned."""
    record = done.record
    mentions = [(m["start"], m["end"]) for a in record["actors"] for m in a["mentions"]]
    settled = mentions + [(m["start"], m["end"]) for m in record["no_actor"]]
    named = [(n["start"], n["end"]) for n in record["names"]]
    for place, sentence in zip(record["sentences"], report.sentences.values(), strict=True):
        text, offset = sentence.text, place["start"]
        for found in _WORD.finditer(text):
            word, span = found.group(), (found.start() + offset, found.end() + offset)
            if word.lower() in _PERSONAL and word != "US" and not _inside(span, settled, exact=True):
                yield f"{report.id} sentence {sentence.number}: {word!r} at {found.start()} means nobody yet (m, or x)"
            begins = (
                found.start() == 0
                or text[found.start() - 2 : found.start()] in (". ", '" ')
                or text[found.start() - 1] in '"“'
            )
            if (
                names
                and word[0].isupper()
                and not begins
                and word.lower().rstrip(".").removesuffix("'s") not in _NO_NAME
                and not _inside(span, named)
            ):
                yield f"{report.id} sentence {sentence.number}: {word!r} is in no name"
    for actor in record["actors"]:
        if not actor["mentions"]:
            yield f"{report.id}: {actor['id']} is declared and never mentioned"


def untriggered(reports: Sequence[Record], least: float) -> Iterator[str]:
    """Words that tell an act in at least this share of their places, where they tell none. Endings are cut off."""
    told: Counter[str] = Counter()
    places: dict[str, list[tuple[Record, Record, re.Match[str]]]] = {}
    for report in reports:
        triggers = [(t["start"], t["end"]) for e in report["events"] for t in e["evidence"]]
        for place in report["sentences"]:
            for found in _WORD.finditer(report["text"], place["start"], place["end"]):
                stem = _stem(found.group())
                if _inside(found.span(), triggers):
                    told[stem] += 1
                else:
                    places.setdefault(stem, []).append((report, place, found))
    for stem, elsewhere in sorted(places.items()):
        if told[stem] >= _SEVERAL and told[stem] / (told[stem] + len(elsewhere)) >= least:
            for report, place, found in elsewhere:
                text = report["text"][place["start"] : place["end"]]
                yield f"{report['id']} {found.group()!r} (tells an act {told[stem]} times): {text}"


def _stem(word: str) -> str:
    return re.sub(r"(?:ed|ing|s|e|es)$", "", word.lower().rstrip("."))


def _inside(span: tuple[int, int], others: Spans, *, exact: bool = False) -> bool:
    if exact:
        return any(b == span[0] and e - b <= span[1] - span[0] for b, e in others)
    return any(b < span[1] and span[0] < e for b, e in others)
