"""The codebook's records: types, modes, frames, operators and contexts as their files give them, classes expanded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.codebook.phrase_index import PhraseIndex
from dateline.codebook.roles import RoleMatch, RoleWords
from dateline.model import Status
from dateline.world.listed_groups import Group
from dateline.world.people import Person

Condition = tuple[str, frozenset[str]]

COOPERATION = frozenset({"VERBAL COOPERATION", "MATERIAL COOPERATION"})
_VERBAL = "VERBAL"
Side = Literal["cooperation", "conflict"]


@dataclass(frozen=True, slots=True)
class Mode:
    """A finer kind of one type. ``score`` is None where the manual gives none: the type's own score counts then."""

    name: str
    score: float | None
    meaning: str
    contexts: tuple[str, ...] = ()
    hosted: bool = False
    apart: bool = False
    akin: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's event types, or one that a user added. What each property means is said in ``plover.yaml``."""

    name: str
    quad: str
    score: float
    meaning: str
    modes: Mapping[str, Mode]
    recipient_required: bool = False
    mutual: bool = False
    both_act: bool = False
    either_order: bool = False
    of_is_doer: bool = False
    done_to_land: bool = False
    until_they_act: bool = False
    about_acts: bool = False
    asks: bool = False
    answers: bool = False
    in_person: bool = False
    from_afar: bool = False
    repeats: bool = False
    in_pieces: bool = False
    may_be_help: bool = False
    by_people: bool = False
    against: tuple[str, ...] = ()

    @property
    def side(self) -> Side:
        return "cooperation" if self.quad in COOPERATION else "conflict"

    @property
    def in_words(self) -> bool:
        """Is it done by saying something?"""
        return self.quad.startswith(_VERBAL)

    def intensity(self, mode: str | None) -> float:
        """The score of the mode, or of the type where the mode has none of its own."""
        score = self.modes[mode].score if mode is not None else None
        return self.score if score is None else score


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that must be coded with the frame or operator it stands under; what it does not say is None."""

    text: str
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    status: str | None = None
    type: str | None = None
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One rule: any of these predicates, with participants that meet the conditions, is an event of this type.

    ``bundled``: ours rather than a user's.

    ``actor`` and ``recipient`` are keys to try in order; an empty ``recipient`` means that the frame has none.
    ``together`` names the frame that it is when two sides or more do it with one another.
    """

    name: str
    type: str
    mode: str | None
    predicates: tuple[str, ...]
    where: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    symmetric: bool
    together: str | None
    contexts: tuple[str, ...]
    examples: tuple[Example, ...]
    file: str
    line: int
    bundled: bool = True


@dataclass(frozen=True, slots=True)
class Operator:
    """Predicates that change the type of the event they govern: "threatened to attack" is THREATEN, not ASSAULT.

    ``becomes`` maps ``TYPE.mode``, a type, ``cooperation``, ``conflict`` or ``any`` to the new type (None: no event); ``modes``
    maps a governed type or ``TYPE.mode`` to a mode of the new type. ``govern`` says at which keys the governed event
    stands. An empty ``recipient`` means that the governed event's participants tell who is meant.
    """

    name: str
    predicates: tuple[str, ...]
    becomes: Mapping[str, str | None]
    modes: Mapping[str, str]
    govern: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    status: Status | None
    examples: tuple[Example, ...]
    file: str
    line: int
    bundled: bool = True
    deed: bool = False
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What an event is about beside its type; ``words`` are the lemmas and phrases that show it."""

    name: str
    meaning: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """The whole ontology. Look frames up by predicate, roles and contexts by the lemmas of the text."""

    name: str
    version: str
    attribution: str
    quads: tuple[str, ...]
    types: Mapping[str, EventType]
    frames: tuple[Frame, ...]
    operators: tuple[Operator, ...]
    classes: Mapping[str, frozenset[str]]
    contexts: Mapping[str, Context]
    roles: RoleWords
    frames_by_predicate: Mapping[str, tuple[Frame, ...]]
    operators_by_predicate: Mapping[str, tuple[Operator, ...]]
    context_words: PhraseIndex[tuple[str, ...]]
    #: What an act is, by its status and quad, where a type must be chosen.
    unreal: Mapping[tuple[str, str], str]
    #: The type of what no word tells; None if the codebook has none.
    weakest: str | None
    #: The operator that the grammar of a status stands for.
    implied: Mapping[str, Operator]
    #: Whom a user's own files say who they are.
    people: tuple[Person, ...] = ()
    groups: tuple[Group, ...] = ()

    def frames_for(self, predicate: str) -> tuple[Frame, ...]:
        """The frames of ``visit.v`` and the like, the most specific first: the first that fits is the one to use."""
        return self.frames_by_predicate.get(predicate, ())

    def frame_named(self, name: str) -> Frame | None:
        return next((frame for frame in self.frames if frame.name == name), None)

    def operators_for(self, predicate: str) -> tuple[Operator, ...]:
        return self.operators_by_predicate.get(predicate, ())

    def intensity(self, event_type: str, mode: str | None = None) -> float:
        return self.types[event_type].intensity(mode)

    def role_match(self, words: Sequence[str]) -> RoleMatch | None:
        """The office or group that a noun phrase names, with the range of the words that do; None if it names none.

        ``words`` are its lemmas in lower case.
        """
        return self.roles.match(words)

    def contexts_of(self, lemmas: Sequence[str]) -> dict[str, tuple[int, int]]:
        """The contexts whose words stand among ``lemmas``, in the codebook's order, each with the half-open range of the first
        phrase that shows it; a longer phrase hides the words inside it."""
        found: dict[str, tuple[int, int]] = {}
        for hit in self.context_words.matches(lemmas):
            for name in hit.value:
                found.setdefault(name, (hit.start, hit.end))
        return {name: found[name] for name in self.contexts if name in found} if found else found
