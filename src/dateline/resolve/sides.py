"""Who takes part in an act: of all candidates those who are likely, on either side, each by the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.codebook import Codebook
from dateline.events.base import Act
from dateline.grammar.clauses import Clauses
from dateline.model import Participant, Side
from dateline.resolve.actors.who import ActorResolver, Meant
from dateline.resolve.candidates import FRAMED, TAKING, Candidates, Taking, is_inner, without
from dateline.resolve.places.where import PlaceResolver
from dateline.resolve.sources import SourceResolver

#: Whoever is so likely takes part; of the others the likeliest, down to the least.
_SURE, _LEAST = 0.5, 0.25
_NEARLY = 0.03  # two likelihoods closer than this are alike
#: What happened so likely is coded though nobody is named who takes part: "a protest was held at the airport".
_TOLD_BY_NOBODY = 0.9


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
    def by_name(self) -> dict[Side, tuple[Taking, ...]]:
        """Both sides by what they are called."""
        return {"actor": self.acting, "recipient": self.receiving}

    @property
    def participants(self) -> tuple[Participant, ...]:
        """The records of both sides, in order."""
        return (*_records(self.acting, "actor"), *_records(self.receiving, "recipient"))


def _records(side: Iterable[Taking], name: Side) -> Iterator[Participant]:
    found = (Participant(t.actor, name, t.meant.mention.span, t.reason, t.confidence) for t in side)
    yield from dict.fromkeys(found)


class SideResolver:
    """Chooses among the candidates of one report."""

    def __init__(
        self,
        codebook: Codebook,
        clauses: Sequence[Clauses],
        actors: ActorResolver,
        places: PlaceResolver,
        sources: SourceResolver,
    ) -> None:
        self._codebook, self.actors = codebook, actors
        self._candidates = Candidates(codebook, clauses, actors, places, sources)

    def of(self, act: Act) -> Sides:
        """Both sides, as far as the text tells them; only whoever acts, where a rule of the user's own knows no recipient."""
        if act.one_sided:
            doers = self._candidates.likely(act, "actor", act.actors)
            return Sides(_chosen(doers) or self._candidates.owners(act, "actor", act.actors), ())
        kind = self._codebook.types[act.type]
        doers, befallen = (
            self._candidates.likely(act, "actor", act.actors),
            self._candidates.likely(act, "recipient", act.recipients),
        )
        if kind.until_they_act and (awaited := {t.actor: t for t in self._candidates.awaited(act)}):
            doers, befallen = {a: t for a, t in doers.items() if a not in awaited}, awaited
        if kind.mutual:
            doers, befallen = _met_here(doers, befallen), _met_here(befallen, doers)
        else:
            doers, befallen = _outside(doers, befallen), _outside(befallen, doers)
        acting = _chosen(_apart(doers, befallen)) or self._candidates.owners(act, "actor", act.actors)
        receiving = without(_chosen(_apart(befallen, doers)), acting) or self._candidates.receiving(act, acting)
        if act.symmetric and not kind.mutual and not receiving:
            acting, receiving = _each_with_other(acting)
        mode = kind.modes.get(act.mode or "")
        if not receiving and mode is not None and mode.hosted and (host := self._candidates.host(act)) is not None:
            receiving = without((host,), acting)
        return Sides(acting, receiving)

    def of_all(self, acts: Sequence[Act], told: Sequence[Sides]) -> Sides:
        """Both sides of an act by all its tellings: who is on either by any of them is weighed by what all of them say."""
        kind = self._codebook.types[acts[0].type]
        if len(acts) == 1 or kind.until_they_act or any(act.own for act in acts):
            return told[0]
        doers, befallen = self.pooled(acts, told, "actor"), self.pooled(acts, told, "recipient")
        if kind.mutual:
            doers, befallen = _met_here(doers, befallen), _met_here(befallen, doers)
        else:
            doers, befallen = _outside(doers, befallen), _outside(befallen, doers)
        acting = _chosen(_apart(doers, befallen))
        receiving = without(_chosen(_apart(befallen, doers)), acting)
        if any(act.symmetric for act in acts) and not kind.mutual and not receiving:
            acting, receiving = _each_with_other(acting)
        return Sides(acting, receiving)

    def on_each_other(self, acts: Sequence[Act], told: Sequence[Sides]) -> frozenset[str]:
        """Those on the receiving side who act as well, as both sides of a fight or an accord do ("Farmers clashed with herders");
        not those whom another telling has as victims."""
        alike = [act.symmetric and not self._codebook.types[act.type].mutual for act in acts]
        both = {t.actor for is_alike, sides in zip(alike, told, strict=True) if is_alike for t in sides.receiving}
        victims = {
            t.actor for is_alike, sides in zip(alike, told, strict=True) if not is_alike for t in sides.receiving
        }
        return frozenset(both - victims)

    def pooled(self, acts: Sequence[Act], told: Sequence[Sides], side: Side) -> dict[str, Taking]:
        """By actor what any telling knows of it on a side."""
        found: dict[str, Taking] = {}
        for act, sides in zip(acts, told, strict=True):
            words = act.actors if side == "actor" else act.recipients
            chosen = sides.acting if side == "actor" else sides.receiving
            offered = {**{t.actor: t for t in chosen}, **self._candidates.likely(act, side, words)}
            for actor, taking in offered.items():
                held = found.get(actor)
                if held is None:
                    found[actor] = taking
                    continue
                known = {**taking.known, **held.known, "head": max(held.known["head"], taking.known["head"])}
                found[actor] = held._replace(known=known, near=held.near or taking.near)
        return {a: t._replace(confidence=TAKING.probability(t.known)) for a, t in found.items()}

    def why_not(self, act: Act, sides: Sides) -> str | None:
        """Why an act is not coded; None if it is."""
        if self._candidates.is_only_said(act):
            return "the word tells how something was said"
        if sides.acting or sides.receiving:
            return "hardly an act, and told only once" if act.faint else None
        vague = self._candidates.is_vague(act)
        if (
            not vague
            and act.status == "happened"
            and act.confidence >= _TOLD_BY_NOBODY
            and self._candidates.is_new(act)
        ):
            return None
        return "whom the pronoun means is not clear" if vague else "nobody is named who takes part"


def _met_here(side: dict[str, Taking], other: dict[str, Taking]) -> dict[str, Taking]:
    """Of those who meet or agree, only those of the act's own sentence if it names two: "held talks with X" names both, though
    the network hears others of the report too."""
    here = {t.actor for t in (*side.values(), *other.values()) if t.near and t.confidence >= _SURE}
    return {a: t for a, t in side.items() if t.near} if len(here) > 1 else side


def _outside(side: dict[str, Taking], other: dict[str, Taking]) -> dict[str, Taking]:
    """Without those by whom somebody on the other side is named: nobody kills "the head of a rebel squad" in the squad's name."""
    return {a: t for a, t in side.items() if not is_inner(t, other.values())}


def _apart(side: dict[str, Taking], other: dict[str, Taking]) -> dict[str, Taking]:
    """Without those who more likely take part on the other side: nobody is on both. Of two sides about as likely the one that a
    frame names counts, so that the last digits of the network's shares decide nothing."""
    return {a: t for a, t in side.items() if a not in other or _sureness(t, other[a]) >= _sureness(other[a], t)}


def _sureness(taking: Taking, opposite: Taking) -> float:
    framed = not FRAMED.isdisjoint(taking.known) and FRAMED.isdisjoint(opposite.known)
    return taking.confidence + (_NEARLY if framed else 0.0)


def _chosen(side: dict[str, Taking]) -> tuple[Taking, ...]:
    """All that are likely, or else the likeliest if it is not unlikely."""
    sure = tuple(t for t in side.values() if t.confidence >= _SURE)
    best = max(side.values(), key=lambda t: t.confidence, default=None)
    return sure or ((best,) if best is not None and best.confidence >= _LEAST else ())


def _each_with_other(acting: Sequence[Taking]) -> tuple[tuple[Taking, ...], tuple[Taking, ...]]:
    """ "Oman and Qatar signed an accord": the first with the others."""
    first = next(iter(acting), None)
    others = tuple(t for t in acting if first is not None and t.actor != first.actor)
    return tuple(t for t in acting if t not in others), others
