"""The compact form in which reports are annotated: parsed line by line into records that still speak in quoted words.

``corpus/README.md`` describes the form. Nothing is looked up here: ``spans.py`` finds the quoted words in the sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

NAME_KINDS = ("per", "org", "loc", "nat")
ACTOR_KINDS = ("person", "org", "group", "state", "place")
STATUSES = ("happened", "planned", "hypothetical", "denied", "historical")
SIZES = ("killed", "injured", "arrested")

_REPORT = re.compile(
    r"== (?:(?P<id>\S+) )?(?P<first>\d+)-(?P<last>\d+) (?:(?P<day>\d{4}-\d\d-\d\d)(?: (?P<weekday>\w{3}))?|skip .*)"
)
_SENTENCE = re.compile(r"(\d+)(?:\| ?(.*))?")
_ACTOR = re.compile(r"([a-z]\w*) (\w+) ([A-Z]{3}|\?)(?: .*)?")
_EVENT = re.compile(
    r'e(?P<optional>\?)? (?P<type>[A-Z]+)(?:/(?P<mode>[a-z-]+))? (?P<triggers>(?:\d*"[^"]+"(?:~\d)?(?:, *)?)+)'
)
_TRIGGER = re.compile(r'(\d*)"([^"]+)"(~\d)?')
_PLACE = re.compile(r"at (?:(.+?) )?([A-Z]{3}|\?)(?: (clause|telling|scene|participant))?")
_DATE = re.compile(r"on (?:(\d+):)?(.+?)(?: = (\S+))?")
_PARTICIPANT = re.compile(r"([a-z]\w*|\?)(?:@(\d+))?")


class FormError(ValueError):
    """A line that is not in the form: says which line and what was expected."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one sentence, as quoted; ``nth`` picks one of several occurrences, None the first that is still free."""

    sentence: int
    words: str
    nth: int | None = None


@dataclass(frozen=True, slots=True)
class NamedActor:
    id: str
    kind: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Participant:
    actor: str
    sentence: int | None


@dataclass(frozen=True, slots=True)
class NotedPlace:
    name: str | None
    country: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class NotedDate:
    quote: Quote
    resolved: str | None


@dataclass(slots=True)
class NotedEvent:
    line: int
    type: str
    mode: str | None
    triggers: list[Quote]
    optional: bool = False
    actors: list[Participant] = field(default_factory=list)
    recipients: list[Participant] = field(default_factory=list)
    place: NotedPlace | None = None
    date: NotedDate | None = None
    status: str = "happened"
    sizes: dict[str, int] = field(default_factory=dict)
    chain: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)


@dataclass(slots=True)
class NotedStatement:
    line: int
    speaker: str | None
    cue: Quote | None
    content: Quote  # words: "first words .. last words", or the whole
    quoted: bool
    optional: bool
    chain: list[str]


@dataclass(slots=True)
class NotedSentence:
    number: int
    text: str
    names: list[tuple[str, Quote]] = field(default_factory=list)
    mentions: list[tuple[str, Quote]] = field(default_factory=list)
    dismissed: list[Quote] = field(default_factory=list)
    events: list[NotedEvent] = field(default_factory=list)
    statements: list[NotedStatement] = field(default_factory=list)


@dataclass(slots=True)
class NotedReport:
    id: str
    published: date
    actors: dict[str, NamedActor]
    sentences: dict[int, NotedSentence]
    range: tuple[int, int]


def read_notes(path: Path, texts: dict[int, str] | None = None) -> tuple[list[NotedReport], list[str]]:
    """The reports of a file and what is wrong in it. ``texts`` gives the sentences of a file that quotes their numbers only."""
    reports: list[NotedReport] = []
    problems: list[str] = []
    report: NotedReport | None = None
    sentence: NotedSentence | None = None
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        return [], [f"{path.name}: is not UTF-8 (byte {error.start}); save it as UTF-8"]
    skipped = False  # what follows a header that cannot be read is told once, with the header
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if not line or line.startswith("#") or (skipped and not line.startswith("==")):
            continue
        try:
            if line.startswith("=="):
                report, sentence, skipped = None, None, True
                report = _report(line, path.stem, texts)
                skipped = report is None
                if report is not None:
                    reports.append(report)
            elif report is None:
                raise FormError("stands in no report; a report begins with == ID FIRST-LAST YYYY-MM-DD")
            elif line.startswith("@ "):
                for actor in _actors(line[2:], report):
                    report.actors[actor.id] = actor
            elif found := _SENTENCE.fullmatch(line):
                sentence = _sentence(report, int(found[1]), found[2], texts)
            elif sentence is None:
                raise FormError("stands under no sentence")
            else:
                _note(sentence, line, number)
        except ValueError as problem:
            problems.append(f"{path.name}:{number}: {problem}: {line[:90]}")
    return reports, problems


def _report(line: str, stem: str, texts: dict[int, str] | None) -> NotedReport | None:
    found = _REPORT.fullmatch(line)
    if not found:
        raise FormError("expected == FIRST-LAST YYYY-MM-DD, or == FIRST-LAST skip REASON")
    if found["day"] is None:
        return None
    name = found["id"] or f"{stem}-{int(found['first']):02d}"
    first, last, day = int(found["first"]), int(found["last"]), _day(found["day"])
    if found["weekday"] not in (None, f"{day:%a}"):
        raise FormError(f"{day} is a {day:%a}, not a {found['weekday']}")
    sentences = {n: NotedSentence(n, texts[n]) for n in range(first, last + 1)} if texts else {}
    return NotedReport(name, day, {}, sentences, (first, last))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise FormError(f"{text} is no day of the calendar") from error


def _actors(text: str, report: NotedReport) -> Iterator[NamedActor]:
    for part in filter(None, (p.strip() for p in text.split(";"))):
        found = _ACTOR.fullmatch(part)
        if not found or found[2] not in ACTOR_KINDS:
            raise FormError(f"expected ID {'|'.join(ACTOR_KINDS)} CCC, not {part!r}")
        if found[1] in report.actors:
            raise FormError(f"{found[1]} is declared twice")
        yield NamedActor(found[1], found[2], None if found[3] == "?" else found[3])


def _sentence(report: NotedReport, number: int, text: str | None, texts: dict[int, str] | None) -> NotedSentence:
    if texts is not None and number not in report.sentences:
        raise FormError(f"sentence {number} is not of report {report.id}")
    held = report.sentences.get(number)
    if texts is None:
        if held is not None:
            raise FormError(f"sentence {number} stands twice in {report.id}")
        if not report.range[0] <= number <= report.range[1]:
            raise FormError(f"{report.id} says that it has sentences {report.range[0]} to {report.range[1]}")
    if held is None:
        held = report.sentences[number] = NotedSentence(number, text or "")
    return held


def _quote(sentence: int, words: str) -> Quote:
    words = words.strip()
    if words.endswith("~0"):
        raise FormError(f"{words}: the places of a word count from ~1")
    if found := re.fullmatch(r"(.+)~(\d)", words):
        return Quote(sentence, found[1], int(found[2]))
    return Quote(sentence, words)


def _note(sentence: NotedSentence, line: str, number: int) -> None:
    mark, _, rest = line.partition(" ")
    parts = [p.strip() for p in rest.split(";") if p.strip()]
    if mark == "n":
        for part in parts:
            kind, _, words = part.partition(" ")
            if kind not in NAME_KINDS or not words:
                raise FormError(f"expected {'|'.join(NAME_KINDS)} NAME, not {part!r}")
            sentence.names.append((kind, _quote(sentence.number, words)))
    elif mark == "m":
        for part in parts:
            actor, _, words = part.partition(" ")
            if not words:
                raise FormError(f"expected ID WORDS, not {part!r}")
            sentence.mentions.append((actor, _quote(sentence.number, words)))
    elif mark == "x":
        sentence.dismissed += [_quote(sentence.number, part) for part in parts]
    elif mark in ("e", "e?"):
        sentence.events.append(_event(sentence.number, line, number))
    elif mark in ("s", "s?"):
        sentence.statements.append(_statement(sentence.number, rest, number, optional=mark == "s?"))
    else:
        raise FormError("a line begins with n, m, x, e, e?, s, s? or a sentence's number")


def _event(sentence: int, line: str, number: int) -> NotedEvent:
    head, *segments = [s.strip() for s in re.split(r" \|(?: |$)", line)]
    found = _EVENT.fullmatch(head)
    if not found:
        raise FormError('expected e TYPE/mode "trigger", 7"trigger of sentence 7" | …')
    triggers = [
        Quote(int(n or sentence), words, int(nth[1:]) if nth else None)
        for n, words, nth in _TRIGGER.findall(found["triggers"])
    ]
    event = NotedEvent(number, found["type"], found["mode"], triggers, optional=bool(found["optional"]))
    given: set[str] = set()
    for segment in filter(None, segments):
        key = segment.partition(" ")[0]
        key = "status" if key in STATUSES else "killed" if key in SIZES else key
        if key in given:
            raise FormError(f"gives {key!r} twice; put all of it behind one")
        given.add(key)
        _segment(event, segment, sentence)
    return event


def _segment(event: NotedEvent, segment: str, sentence: int) -> None:
    key, _, rest = segment.partition(" ")
    if segment in STATUSES:
        event.status = segment
    elif key in ("a", "r"):
        side = event.actors if key == "a" else event.recipients
        for part in rest.split(","):
            found = _PARTICIPANT.fullmatch(part.strip())
            if not found:
                raise FormError(f"expected IDs behind {key}, not {part!r}")
            if found[1] != "?":
                side.append(Participant(found[1], int(found[2]) if found[2] else None))
    elif key == "at" and (found := _PLACE.fullmatch(segment)):
        event.place = NotedPlace(found[1], None if found[2] == "?" else found[2], found[3] or "clause")
    elif key == "on" and (found := _DATE.fullmatch(segment)):
        event.date = NotedDate(Quote(int(found[1] or sentence), found[2]), found[3])
    elif key in SIZES:
        counts = re.findall(r"(killed|injured|arrested) (\d+)", segment)
        if " ".join(f"{k} {n}" for k, n in counts) != segment.replace(",", ""):
            raise FormError(f"expected killed N injured N arrested N, not {segment!r}")
        event.sizes = {k: int(n) for k, n in counts}
    elif key == "by":
        event.chain = [p.strip() for p in rest.split(",")]
    elif key == "also":
        event.also += [p.strip() for p in rest.split(",")]
    else:
        raise FormError(f"not understood: {segment!r}")


def _statement(sentence: int, rest: str, number: int, *, optional: bool) -> NotedStatement:
    parts = [p.strip() for p in re.split(r" \|(?: |$)", " " + rest)]
    if not 3 <= len(parts) <= 4 or (len(parts) == 4 and not parts[3].startswith("by ")):
        raise FormError("expected s SPEAKER | cue | first words .. last words, and behind them only | by IDS")
    speaker, _, mark = parts[0].partition(" ")
    if mark not in ("", "q"):
        raise FormError(f"behind the speaker stands q or nothing, not {mark!r}")
    chain = [p.strip() for p in parts[3][3:].split(",")] if len(parts) == 4 else []
    cue = None if parts[1] == "-" else _cue(sentence, parts[1])
    return NotedStatement(
        number, None if speaker == "?" else speaker, cue, _cue(sentence, parts[2]), mark == "q", optional, chain
    )


def _cue(sentence: int, words: str) -> Quote:
    found = re.fullmatch(r"(\d+):(.+)", words)
    return _quote(int(found[1]), found[2]) if found else _quote(sentence, words)
