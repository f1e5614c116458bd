"""What the events room hands on: proposals of recognisers, and the acts that are composed of the chosen ones. Words of a
sentence, not yet actors; those come with ``resolve``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from dateline.grammar.clauses import Clause, Clauses
from dateline.grammar.modality import Ruling
from dateline.model import Alternative, Span, Status


@dataclass(frozen=True, slots=True)
class Proposal:
    """A reading of one clause as an act of a type, before any operator over it.

    ``actors`` and ``recipients`` are word indices, ``keys`` says by which key of the clause each takes part. ``score`` (0 to 1)
    is how well the reading fits, ``by`` the recogniser. ``frame`` is None where no frame was asked. ``own``: it stands in a
    user's codebook. ``asks``: it asks for certain words beside the predicate.
    """

    type: str
    mode: str | None
    clause: Clause
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    score: float
    by: str
    frame: str | None = None
    keys: Mapping[int, str] | None = None
    symmetric: bool = False
    contexts: tuple[str, ...] = ()
    own: bool = False
    asks: bool = False


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
    one is named, the likeliest first; ``keys`` says of words by which key of the clause they take part; ``ruling`` is the
    word that gives the status, None where nothing says that it did not simply happen.
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
    keys: Mapping[int, str]
    scope: tuple[int, int]
    status: Status
    ruling: Ruling | None
    contexts: tuple[str, ...]
    confidence: float
    alternatives: tuple[Alternative, ...] = ()
