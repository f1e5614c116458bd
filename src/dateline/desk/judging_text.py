"""A report's text as a reviewer reads it: the sentences about the event first, each word where it stands, to be picked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.model import Coding, Event
from dateline.show.harmless import flowing, harmless, paragraphs

_WORD = re.compile(r"\w+|[^\w\s]", re.UNICODE)
_NEAR = 2  # sentences on either side of the one that tells it
#: Characters that a page shows of a text that is read whole, and about one event.
WHOLE_TEXT, ABOUT_EVENT = 120_000, 30_000


@dataclass(frozen=True, slots=True)
class ShownWord:
    """A word or a mark of punctuation; ``gap`` is the white space before it, ``mark`` what it means for the event."""

    start: int
    end: int
    text: str
    gap: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, or what stands between two: ``lit`` tells the event, ``near`` stands about it, ``far`` is shown on demand."""

    distance: str
    words: tuple[ShownWord, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph."""

    stretches: tuple[Stretch, ...]

    @property
    def is_far(self) -> bool:
        return all(stretch.distance == "far" for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class ShownText:
    """The text that a page shows; ``left_out`` counts the characters that it does not."""

    passages: tuple[Passage, ...]
    left_out: int


def shown_text(coding: Coding, events: Sequence[Event], longest: int = ABOUT_EVENT) -> ShownText:
    """The text about these events with what marks them. Of a text that is longer the part about the first of them."""
    text = coding.report.text
    first = events[0].evidence[0].trigger.start if events else 0
    begin = max(0, min(first - longest // 2, len(text) - longest))
    end = min(len(text), begin + longest)
    marks = _marks(coding, events)
    near = _distances(coding, events)
    passages = (
        _passage(text, (max(start, begin), min(stop, end)), near, marks)
        for start, stop in paragraphs(text)
        if start < end and stop > begin
    )
    return ShownText(tuple(passages), len(text) - (end - begin))


def _distances(coding: Coding, events: Sequence[Event]) -> list[tuple[int, int, str]]:
    """Each sentence with its distance from what tells the events."""
    telling = {evidence.sentence for event in events for evidence in event.evidence}
    first = {event.evidence[0].sentence for event in events}
    near = {n for one in first for n in range(one - _NEAR, one + _NEAR + 1)}
    return [
        (span.start, span.end, "lit" if n in telling else "near" if n in near else "far")
        for n, span in enumerate(coding.sentences)
    ]


def _passage(
    text: str, bounds: tuple[int, int], sentences: Iterable[tuple[int, int, str]], marks: Sequence[tuple[int, int, str]]
) -> Passage:
    start, end = bounds
    shown = flowing(harmless(text[start:end]))
    cuts = [(max(a, start), min(b, end), distance) for a, b, distance in sentences if a < end and b > start]
    stretches = []
    at = start
    for a, b, distance in [*cuts, (end, end, "far")]:
        if text[at:a].strip():
            stretches.append(Stretch("far", tuple(_words(shown, start, at, a, marks))))
            at = a
        stretches.append(Stretch(distance, tuple(_words(shown, start, at, b, marks))))
        at = max(at, b)
    return Passage(tuple(stretch for stretch in stretches if stretch.words))


def _words(shown: str, offset: int, start: int, end: int, marks: Sequence[tuple[int, int, str]]) -> Iterator[ShownWord]:
    here = [mark for mark in marks if mark[0] < end and mark[1] > start]
    at = start
    for found in _WORD.finditer(shown, start - offset, end - offset):
        a, b = found.start() + offset, found.end() + offset
        mark = next((name for first, last, name in here if first < b and last > a), "")
        yield ShownWord(a, b, found[0], shown[at - offset : a - offset], mark)
        at = b


def _marks(coding: Coding, events: Sequence[Event]) -> list[tuple[int, int, str]]:
    """Where the words behind the events stand, the trigger before the others."""
    found: list[tuple[int, int, str]] = []
    for event in events:
        found += [(e.trigger.start, e.trigger.end, "trigger") for e in event.evidence]
    for event in events:
        if event.date is not None and event.date.span is not None:
            found.append((event.date.span.start, event.date.span.end, "date"))
        found += [(b.span.start, b.span.end, b.field) for b in event.because if b.field in ("place", "date")]
        kinds = {actor.id: actor.kind for actor in coding.actors}
        found += [(p.span.start, p.span.end, kinds.get(p.actor, "group")) for p in event.participants]
    return found
