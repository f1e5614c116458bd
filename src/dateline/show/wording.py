"""A coding in words: its dates, places, sources, reasons and counts, the same in the terminal, on a page and at a desk."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dateline.model import (
    Abstention,
    Actor,
    Alternative,
    Because,
    Coding,
    Dateline,
    Event,
    EventDate,
    Participant,
    Place,
    Size,
    Source,
    Span,
    Statement,
)
from dateline.show.harmless import one_line, quoted

if TYPE_CHECKING:
    from dateline.runs.account import Account

NOBODY = "someone the text does not name"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FIELDS = {"geonames_id": "Which place", "wikidata": "Who"}
_BASES = {
    "clause": "",
    "telling": "from another telling of it",
    "scene": "where the report is set",
    "participant": "where a participant is",
}


def say_day(day: date) -> str:
    """8 Nov 2025, in every locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_period(start: date | None, end: date | None) -> str:
    """A day, a month or a year where the ends are exactly that; otherwise both ends; empty if neither is known."""
    if start is None or end is None:
        return f"not before {say_day(start)}" if start else f"not after {say_day(end)}" if end else ""
    if start == end:
        return say_day(start)
    if (start.day, end.month, end.day) == (1, 12, 31) and (start.month, start.year) == (1, end.year):
        return str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        whole = (start.day, end.day) == (1, monthrange(end.year, end.month)[1])
        return say_day(end).partition(" ")[2] if whole else f"{start.day}–{say_day(end)}"
    return f"{say_day(start)} – {say_day(end)}"


def say_dateline(line: Dateline) -> str:
    """MOSCOW, 8 Nov 2025, TASS."""
    parts = (line.place, line.region, say_day(line.date) if line.date else None, line.agency)
    return ", ".join(one_line(part) for part in parts if part)


def say_how(statement: Statement) -> str:
    """Whether the words are the speaker's own, or those of the report, or nobody's: a view that somebody is said to hold."""
    return "quoted" if statement.quoted else "reported" if statement.said else "a view, not words"


def say_when(when: EventDate | None) -> str:
    """The date phrase with the days it means, or the days and where they come from if no phrase says them."""
    if when is None:
        return ""
    period = say_period(when.start, when.end)
    if when.text is not None:
        return quoted(when.text) + (f" ({period})" if period else "")
    exact = when.start and when.end and when.origin != "text"
    return f"{period} (from the {'dateline' if when.origin == 'dateline' else 'publication date'})" if exact else period


def say_size(size: Size) -> str:
    """3 killed, at least 11 injured: only the numbers that the report gives."""
    counts = ((word, count) for word, count in size.numbers.items() if count is not None)
    return ", ".join(f"{'at least ' if word in size.at_least else ''}{count:,} {word}" for word, count in counts)


def say_place(place: Place) -> str:
    """Liberation Monument, Pyongyang (PRK)."""
    name = ", ".join(one_line(part) for part in (place.name, place.inside) if part)
    return name + (f" ({one_line(place.country)})" if place.country else "")


def counted(number: int, noun: str) -> str:
    """ "1 report", "2 reports", "3 stories"."""
    many = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else many}"


def say_run(account: Account) -> str:
    """What became of a run: 4 reports coded (12 sentences, 180 a second), 2 already there."""
    rate = account.sentences / account.seconds
    parts = [
        f"{counted(account.coded, 'report')} coded ({counted(account.sentences, 'sentence')}, {rate:,.0f} a second)"
    ]
    if account.unchanged:
        parts.append(f"{account.unchanged:,} already there")
    if account.duplicates:
        parts.append(f"{counted(account.duplicates, 'exact duplicate')} passed over")
    if account.failed:
        parts.append(f"{account.failed:,} left out")
    return ", ".join(parts)


def say_mojibake(count: int) -> str:
    """What was done about reports of which UTF-8 was read in another encoding."""
    held = f"{count:,} report{'s' if count != 1 else ''} held mojibake (UTF-8 that was read in another encoding: â€™ for ’)"
    return f"{held}: read as meant, with offsets into the text as it is; report.mojibake says so, --no-repair reads it as it is"


def say_coverage(coding: Coding) -> str:
    """How much was read, by which versions."""
    seen, by = coding.coverage, coding.versions
    read = f"read {seen.read:,} of {seen.characters:,} characters, {counted(seen.sentences, 'sentence')}"
    read += f", {seen.recased:,} characters with capitals restored" if seen.recased else ""
    return f"{read} · dateline {by.dateline} · reader {by.reader} · codebook {one_line(by.codebook)}"


def say_act(event: Event) -> str:
    return one_line(f"{event.type} {event.mode or ''}")


def say_class(event: Event) -> str:
    """verbal cooperation, +2.5, diplomatic."""
    score = "" if event.intensity is None else f"{event.intensity:+g}".replace("-", "−")
    contexts = ", ".join(context.replace("_", " ") for context in event.contexts)
    return one_line(" · ".join(part for part in (event.quad.lower(), score, contexts) if part))


def say_field(name: str) -> str:
    """Status; "Which place" of a place's number in the gazetteer."""
    return one_line(_FIELDS.get(name, name.replace("_", " ").capitalize()))


def say_reason(reason: Because) -> str:
    """“Velmarian”, nationality: the words behind a value, and by which rule."""
    return _by_rule(reason.span, reason.reason)


def say_part(part: Participant) -> str:
    """“he”, subject of met (0.93)."""
    return _by_rule(part.span, part.reason) + ("" if part.confidence is None else f" ({part.confidence:.2f})")


def say_sureness(event: Event) -> str:
    """event 0.93, place 0.81, date 0.95: how likely each is right."""
    said = (
        ("event", max((e.confidence for e in event.evidence), default=None)),
        ("place", event.place_confidence),
        ("date", event.date.confidence if event.date is not None else None),
    )
    return ", ".join(f"{what} {share:.2f}" for what, share in said if share is not None)


def _by_rule(words: Span, rule: str) -> str:
    return quoted(words.text, 60) + (f", {one_line(rule)}" if rule else "")


def say_alternative(other: Alternative) -> str:
    """AGREE sign (frames, 0.21): what lost to the coded reading."""
    return one_line(f"{other.type} {other.mode or ''}") + f" ({one_line(other.by)}, {other.score:.2f})"


def say_abstention(abstention: Abstention) -> str:
    """place: no place of this name is in the gazetteer."""
    return one_line(f"{abstention.field}: {abstention.reason}")


@dataclass(frozen=True, slots=True)
class Names:
    """Who and where the ids of one coding mean; an id that is none of them is a publisher's name."""

    actors: dict[str, Actor]
    places: dict[str, Place]

    @classmethod
    def of(cls, coding: Coding) -> Names:
        return cls({a.id: a for a in coding.actors}, {p.id: p for p in coding.places})

    def name(self, key: str) -> str:
        return one_line(self.actors[key].name if key in self.actors else key)

    def chain(self, sources: Iterable[Source]) -> str:
        """Russian Defense Ministry, via TASS."""
        return ", via ".join(self.name(s.actor) if s.actor else one_line(s.publisher or "") for s in sources)

    def where(self, event: Event) -> str:
        """Geneva (CHE), where the report is set: what is not said of the act itself says where it is from."""
        place = self.places.get(event.place or "")
        parts = (say_place(place) if place else "", _BASES.get(event.place_from or "", ""))
        return ", ".join(part for part in parts if part) if place else ""
