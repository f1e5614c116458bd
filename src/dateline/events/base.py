"""What the events room hands on: proposals of recognisers, and the acts that are composed of the chosen ones. Words of a
sentence, not yet actors; those come with ``resolve``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from dateline.grammar.clauses import Clause, Clauses
from dateline.grammar.modality import Ruling
from dateline.model import Alternative, Span, Status
from dateline.reader.sentence import Retold, TakenPart


@dataclass(frozen=True, slots=True)
class Proposal:
    """A reading of one clause as an act of a type, before any operator over it.

    ``actors`` and ``recipients`` are word indices, ``reasons`` says of each how it takes part: "subject of met". ``score`` (0 to
    1) is how well the reading fits, ``by`` the recogniser. ``frame`` is None where no frame was asked. ``own``: it stands in a
    user's codebook. ``one_sided``: a rule of it says that there is no recipient. ``asks``: it asks for certain words beside the
    predicate. ``final``: it is read with all that stands over its word, so that no operator changes it any more.
    """

    type: str
    mode: str | None
    clause: Clause
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    score: float
    by: str
    frame: str | None = None
    reasons: Mapping[int, str] = field(default_factory=dict)
    symmetric: bool = False
    contexts: tuple[str, ...] = ()
    own: bool = False
    one_sided: bool = False
    asks: bool = False
    final: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1:  # nor is NaN, which would win or lose by chance
            raise ValueError(f"{self.by} gives {self.type} the score {self.score}, and a score is from 0 to 1")


#: How a word takes part that stands at one of these keys of a clause; at a preposition it stands behind that.
_PARTS = {
    "SUBJ": "subject of", "ARG0": "doer of", "OBJ": "object of", "ARG1": "object of", "ARG2": "second object of",
    "ARG3": "third object of", "ARG4": "end of", "MOD": "before", "COMP": "complement of", "INF": "complement of",
    "OBLIGED": "obliged by", "LOC": "place of", "COM": "with",
}  # fmt: skip


def reasons_of(clause: Clause, key: str, words: Iterable[int]) -> dict[int, str]:
    """How words at a key of a clause take part: "subject of met", "met with"."""
    part = _PARTS.get(key)
    reason = f"{part} {clause.word.text}" if part is not None else f"{clause.word.text} {key}"
    return dict.fromkeys(words, reason)


class Recogniser(Protocol):
    """Whatever sees acts in clauses: the frames of a codebook, a learned head, a language model."""

    @property
    def name(self) -> str:
        """What its proposals say under ``by``."""

    def propose(self, clauses: Clauses) -> Iterable[Proposal]:
        """Its readings of one sentence, any number a clause; those of a clause in order of preference."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act as one sentence tells it. ``scope`` is its clause (first, last word); ``others`` may be recipients if no better
    one is named, the likeliest first; ``reasons`` says of words how they take part; ``ruling`` is the
    word that gives the status, None where nothing says that it did not simply happen; ``parts`` are the words of any sentence
    that the reader's network takes for participants, places and times, ``retells`` those before that tell the same act; ``own``:
    a rule of the user's own proposed it, ``one_sided``: one that says that there is no recipient; ``faint``: it is no act unless
    another telling says so too.
    """

    sentence: int
    word: int
    trigger: Span
    frame: str | None
    by: str
    type: str
    mode: str | None
    symmetric: bool
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    others: tuple[int, ...]
    places: tuple[int, ...]
    times: tuple[int, ...]
    reasons: Mapping[int, str]
    scope: tuple[int, int]
    status: Status
    ruling: Ruling | None
    contexts: tuple[str, ...]
    confidence: float
    alternatives: tuple[Alternative, ...] = ()
    parts: tuple[TakenPart, ...] = ()
    retells: tuple[Retold, ...] = ()
    own: bool = False
    one_sided: bool = False
    faint: bool = False


def mode_of(acts: Iterable[Act]) -> str | None:
    """The mode of one act by its tellings: the first that any of them has."""
    return next((act.mode for act in acts if act.mode is not None), None)
