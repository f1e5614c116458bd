"""Who takes part in an act: its words -> actors on either side, each by the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dateline.codebook import Codebook
from dateline.events.base import Act
from dateline.grammar.arguments import preposition_of
from dateline.grammar.clauses import Clauses
from dateline.language import lexicon
from dateline.model import Participant, Side
from dateline.resolve.actors.who import ActorResolver, Meant
from dateline.resolve.places.where import PlaceResolver

_BESIDES = lexicon("places").words("topic_prepositions")


class Taking(NamedTuple):
    """One that takes part, and how the words say so: "subject of met"."""

    meant: Meant
    reason: str

    @property
    def actor(self) -> str:
        return self.meant.actor


@dataclass(frozen=True, slots=True)
class Sides:
    """Those who act and those to whom it is done."""

    acting: tuple[Taking, ...]
    receiving: tuple[Taking, ...]

    @property
    def actors(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(t.actor for t in self.acting))

    @property
    def recipients(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(t.actor for t in self.receiving))

    @property
    def meant(self) -> Iterator[Meant]:
        """Whoever takes part, by their words."""
        return (t.meant for t in (*self.acting, *self.receiving))

    @property
    def participants(self) -> tuple[Participant, ...]:
        """The records of both sides, in order."""
        return (*_records(self.acting, "actor"), *_records(self.receiving, "recipient"))


def _records(side: Iterable[Taking], name: Side) -> Iterator[Participant]:
    found = (Participant(t.actor, name, t.meant.mention.span, t.reason) for t in side)
    yield from dict.fromkeys(found)


class SideResolver:
    """Asks the actors and places of one report."""

    def __init__(
        self, codebook: Codebook, clauses: Sequence[Clauses], actors: ActorResolver, places: PlaceResolver
    ) -> None:
        self._codebook, self._clauses, self._actors, self._places = codebook, clauses, actors, places

    def of(self, act: Act) -> Sides:
        """Both sides, as far as the text tells them."""
        kind = self._codebook.types[act.type]
        acting = self._who(act, act.actors) or self._owners(act, act.actors)
        receiving = self._receiving(act, acting)
        if act.symmetric and not kind.mutual and not receiving:
            first = next(iter(acting), None)
            others = tuple(t for t in acting if first is not None and t.actor != first.actor)
            if others:  # "Oman and Qatar signed an accord": each with the other
                acting, receiving = tuple(t for t in acting if t not in others), others
        mode = kind.modes.get(act.mode or "")
        if not receiving and mode is not None and mode.hosted and (host := self._host(act)) is not None:
            receiving = _without((host,), acting)
        return Sides(acting, receiving)

    def why_not(self, act: Act, sides: Sides) -> str | None:
        """Why an act is not coded; None if it is."""
        if sides.acting or sides.receiving:
            return None
        vague = any(self._actors.is_vague(act.sentence, w) for w in (*act.actors, *act.recipients))
        return "whom the pronoun means is not clear" if vague else "nobody is named who takes part"

    def _who(self, act: Act, words: Sequence[int], reason: str | None = None) -> tuple[Taking, ...]:
        found = (self._taking(act, w, reason) for w in words)
        return tuple(t for t in found if t is not None)

    def _taking(self, act: Act, word: int, reason: str | None) -> Taking | None:
        meant = self._actors.at(act.sentence, word, capitals=not self._places.is_where(act.sentence, word))
        return Taking(meant, reason or act.reasons.get(word, "")) if meant is not None else None

    def _owners(self, act: Act, words: Sequence[int]) -> tuple[Taking, ...]:
        """Where a thing stands for whoever owns or made it: "Ukrainian drones struck", "froze the assets of X"."""
        sentence = self._clauses[act.sentence].sentence
        found = []
        for w in words:
            owner = self._actors.inside(act.sentence, w) if self._places.at(act.sentence, w) is None else None
            if owner is not None:
                found.append(Taking(owner, f"whose {sentence.words[w].text} it is"))
        return tuple(found)

    def _receiving(self, act: Act, acting: Sequence[Taking]) -> tuple[Taking, ...]:
        """Whom the frame names, else whose that is, else whom the act is about, else whose land it is done to."""
        if named := _without(self._who(act, act.recipients), acting):
            return named
        if named := _without(self._owners(act, act.recipients), acting):
            return named
        return self._further(act, acting) or self._land(act, acting)

    def _further(self, act: Act, acting: Sequence[Taking]) -> tuple[Taking, ...]:
        """The first of the other words that means an actor: "eased curbs on aid to Chad", "a base of the Syrian army"."""
        if act.symmetric and len({t.actor for t in acting}) > 1:
            return ()
        sentence = self._clauses[act.sentence].sentence
        for w in act.others:
            preposition = preposition_of(sentence, w)
            reason = f"behind {preposition}" if preposition else "in the same clause"
            if new := _without(self._who(act, (w,), reason) or self._owners(act, (w,)), acting):
                return new
        return ()

    def _land(self, act: Act, acting: Sequence[Taking]) -> tuple[Taking, ...]:
        """The country of a town or region that something is done to: "captured Kunduz", "a curfew in Kirkuk". What is done in a
        town is done to it only if the frame says so."""
        if not acting or act.symmetric or not self._codebook.types[act.type].done_to_land:
            return ()
        for w in (*act.recipients, *act.others):
            place = self._places.at(act.sentence, w)
            iso3 = self._places.country_of(place) if place is not None else None
            if place is None or iso3 is None or (w not in act.recipients and self._is_aside(act, w)):
                continue
            land = Taking(self._actors.land(iso3, self._places.name_in(place, act.sentence)), "country of the place")
            if found := _without((land,), acting):
                return found
        return ()

    def _is_aside(self, act: Act, word: int) -> bool:
        """It tells where, or over what, the act is done."""
        sentence = self._clauses[act.sentence].sentence
        return self._places.is_where(act.sentence, word) or preposition_of(sentence, word) in _BESIDES

    def _host(self, act: Act) -> Taking | None:
        """A visit to a country or its capital is a visit to its government."""
        for w in act.recipients or act.places:
            meant = self._actors.at(act.sentence, w)
            if meant is not None and self._places.at(act.sentence, w) is not None:
                return Taking(meant, "host")
        return None


def _without(side: Sequence[Taking], others: Sequence[Taking]) -> tuple[Taking, ...]:
    """Nobody is on both sides."""
    taken = {t.actor for t in others}
    return tuple(t for t in side if t.actor not in taken)
