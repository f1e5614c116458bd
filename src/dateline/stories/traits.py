"""What is compared of a told event: its possible days, its words, its parties and its place, worked out once for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from dateline.language import lexicon, lines
from dateline.stories.story import EventRow, Party
from dateline.world.names import family_name, fold, folded_words

_WORD = re.compile(r"[^\W_]+")
#: News that gives no date is at most this old when it is published.
FRESH = 3
#: Longer periods than this say too little of the day for two reports to be compared by it.
_LONGEST = 8
_AHEAD = 30
_STATE = 5  # letters that a state's name and its adjective share: Israel and Israeli
_COARSE = re.compile(r"^(?:PCL|ADM1|ADM2|RGN|CONT|SEA|OCN|GULF|STRT|TERR|AREA)")
_NAMED = re.compile(r"[^\W\d_]")
_WORDS = lexicon("stories")
_ENDINGS, _SILENT = _WORDS.ordered("word_endings"), _WORDS.word("silent_ending")


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which an event may have been, as ordinals; ``sure`` if the text says them, and not only publication."""

    first: int
    last: int
    sure: bool

    @property
    def exact(self) -> bool:
        """True if the text says the one day."""
        return self.sure and self.first == self.last


@dataclass(frozen=True, slots=True)
class PartyTraits:
    """``name`` is folded for comparing, ``last`` the family name of a person; ``named`` if it is a name, not a description."""

    name: str
    last: str
    kind: str
    country: str | None
    named: bool
    words: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class ComparedRow:
    """One row with what is compared of it; ``parts`` are the rows that it stands for, ``order`` is its place in the stream."""

    row: EventRow
    parts: tuple[EventRow, ...]
    order: int
    published: int | None
    days: Days | None
    words: frozenset[str]
    trigger: str
    actors: tuple[PartyTraits, ...]
    recipients: tuple[PartyTraits, ...]
    fine_place: bool

    @property
    def parties(self) -> tuple[PartyTraits, ...]:
        """Actors, then recipients."""
        return (*self.actors, *self.recipients)


def told(row: EventRow, order: int, parts: Sequence[EventRow] = ()) -> ComparedRow:
    """The row with its traits."""
    states = tuple(p.name.lower()[:_STATE] for p in row.participants if p.kind == "state" and len(p.name) >= _STATE)
    known = {w for p in row.participants if (traits := party_traits(p)).named for w in traits.name.split()}
    known.update(folded_words(row.place_name or ""))
    # Names are compared as such; "Israeli" says no more than that Israel takes part.
    words = {w for w in _telling(row.sentence_text) if w not in known and not (states and w.startswith(states))}
    return ComparedRow(
        row=row,
        parts=tuple(parts) or (row,),
        order=order,
        published=row.published.toordinal() if row.published else None,
        days=days(row),
        words=frozenset(map(stem, words)),
        trigger=stem(fold(row.trigger_text)),
        actors=tuple(map(party_traits, row.actors)),
        recipients=tuple(map(party_traits, row.recipients)),
        fine_place=is_fine(row),
    )


def days(row: EventRow) -> Days | None:
    """When it may have been: the days said, else the last days before publication, or the next weeks for what is planned."""
    start, end = row.date_start, row.date_end
    if start is not None and end is not None:
        return Days(
            start.toordinal(), max(start, end).toordinal(), row.date_precision not in ("not_after", "not_before")
        )
    if row.date_precision == "not_before" and start is not None:
        return Days(start.toordinal(), min(start.toordinal() + _AHEAD, date.max.toordinal()), sure=False)
    latest = end or row.published
    return None if latest is None else Days(max(1, latest.toordinal() - FRESH), latest.toordinal(), sure=False)


def is_short(when: Days) -> bool:
    """Whether the days are few enough to tell events apart by them."""
    return when.last - when.first < _LONGEST


def is_fine(row: EventRow) -> bool:
    """Whether the place is a town or something inside one, and not a country, a region or a sea."""
    return row.place_name is not None and not _COARSE.match(row.place_feature or "")


@lru_cache(maxsize=65536)
def party_traits(party: Party) -> PartyTraits:
    """What is compared of a party; its ``words`` are stems without plain words and figures."""
    words = folded_words(party.name)
    telling = frozenset(stem(w) for w in words if w not in plain_words() and not w.isdigit())
    return PartyTraits(" ".join(words), family_name(party.name), party.kind, party.country, _is_named(party), telling)


def _is_named(party: Party) -> bool:
    """A name begins each of its longer words with a capital: "Wang Yi" does, "suicide bomber" and "12 people" do not."""
    if party.kind == "state":
        return True
    longer = [w for w in _WORD.findall(party.name) if len(w) > 3]
    return bool(longer or party.name) and all(w[0].isupper() for w in longer) and bool(_NAMED.match(party.name[:1]))


def _telling(text: str) -> list[str]:
    return [w for w in folded_words(text) if w not in plain_words() and len(w) > 1]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without its commonest endings, enough for "striking" and "strikes" to meet."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word[:-1] if word.endswith(_SILENT) and len(word) > 4 else word


@cache
def plain_words() -> frozenset[str]:
    """Words that are too common to tell events apart by."""
    return frozenset(w for line in lines("plain_words.txt") for w in line.split())
