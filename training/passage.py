"""A few sentences of one document that are read together, with what is annotated across them: acts, chains, statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from training.example import Example

#: How a word takes part in an act, and where a statement's pieces are.
PARTS = ("none", "actor", "recipient", "place", "time")
PIECES = ("cue_end", "speaker", "content_start", "content_end")
STATUSES = ("happened", "planned", "hypothetical", "denied", "historical")
#: Sentences of one passage; a longer document is read in several.
LONGEST = 14
#: Sentences in which an antecedent is looked for, this one counted.
REACH = 5


class At(NamedTuple):
    """A word of a passage."""

    sentence: int
    word: int


@dataclass(slots=True)
class ToldAct:
    """``event`` numbers the events of the passage: two tellings of one have one number. ``parts`` are the words that take part;
    ``open`` those of which nothing is known, as other mentions of who takes part."""

    at: At
    event: int
    type: str
    mode: str | None
    status: str
    parts: dict[At, str] = field(default_factory=dict)
    open: set[At] = field(default_factory=set)


@dataclass(slots=True)
class Mentioned:
    """The last word of a mention. ``chain`` is None where it means nobody; ``form``: name, nominal or pronoun."""

    at: At
    chain: str | None
    form: str


@dataclass(slots=True)
class Said:
    """A statement whose cue, speaker and content stand in one sentence: word indices, None where it has no such piece."""

    sentence: int
    cue: int
    pieces: dict[str, int | None]


@dataclass(slots=True)
class Passage:
    source: str
    examples: list[Example]
    #: Words that tell an act nobody is sure of, or stand inside a trigger beside its first word: they train nothing.
    open_words: set[At] = field(default_factory=set)
    acts: list[ToldAct] | None = None
    mentions: list[Mentioned] = field(default_factory=list)
    said: list[Said] | None = None


def may_precede(other: Mentioned, mention: Mentioned) -> bool:
    """Whether a mention ends before another does, and near enough to be what it means."""
    return other.at < mention.at and mention.at.sentence - other.at.sentence < REACH
