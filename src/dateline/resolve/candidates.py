"""Who may take part in an act: the words of frames, of the reader's network and of grammar that mean anybody, with what is known
of each, and those that words stand for: owners, hosts, the land that a town is of."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from dateline.codebook import Codebook
from dateline.events.base import Act
from dateline.events.further import is_waited_for
from dateline.events.weights import log_odds, measured
from dateline.grammar.arguments import preposition_of
from dateline.grammar.clauses import Clauses
from dateline.grammar.function_words import GENITIVE
from dateline.grammar.noun_phrases import is_definite
from dateline.language import lexicon
from dateline.model import Side
from dateline.resolve.actors.pairs import TwoMeant
from dateline.resolve.actors.who import ActorResolver, Meant
from dateline.resolve.outsiders import Outsiders, by_grammar
from dateline.resolve.places.where import PlaceResolver
from dateline.resolve.sources import SourceResolver
from dateline.world.countries import find_country

TAKING = measured("taking")
FRAMED = frozenset({"actor.frame", "recipient.frame"})  # what a frame names itself
_PLACES = lexicon("places")
_BESIDES, _SUBJECTS = _PLACES.words("topic_prepositions"), _PLACES.words("subject_prepositions")
_INSIDE = _PLACES.words("venue_prepositions")
_REASONS = lexicon("grammar").words("reason_conjunctions")
_SHORES = _PLACES.words("shore_nouns")


class Taking(NamedTuple):
    """One that takes part, how the words say so ("subject of met"), how likely that is, whether the act's own sentence says it,
    and what is known of it, by the names of the weights."""

    meant: Meant
    reason: str
    confidence: float
    near: bool = True
    known: Mapping[str, float] = MappingProxyType({})

    @property
    def actor(self) -> str:
        return self.meant.actor


class Candidates:
    """Asks the actors and places of one report who may take part in an act as one sentence tells it."""

    def __init__(
        self,
        codebook: Codebook,
        clauses: Sequence[Clauses],
        actors: ActorResolver,
        places: PlaceResolver,
        sources: SourceResolver,
    ) -> None:
        self._codebook, self._clauses, self._actors, self._places = codebook, clauses, actors, places
        self._sources, self._outsiders = sources, Outsiders(codebook, clauses, sources)
        self._pairs = TwoMeant([c.sentence for c in clauses], actors)

    def likely(self, act: Act, side: Side, words: Sequence[int]) -> dict[str, Taking]:
        """Whoever may take part on a side, by actor: by what the reader's network says of all words that mean them, in whatever
        sentence, and by whether the frame names them. The network knows no rules of the user's own: whom one names is as sure
        as the rule."""
        if act.own:
            return {t.actor: t._replace(confidence=act.confidence) for t in self._who(act, side, words, "frame")}
        found: dict[str, Taking] = {}
        saying = self._sources.saying(act.trigger)
        speaker = saying[0].speaker if saying is not None and saying[0].sentence == act.sentence else None
        if speaker is not None and side == "actor":
            words = tuple(dict.fromkeys((*words, speaker)))
        for actor, places in self._meant_on(act, side, words).items():
            if side == "recipient" and saying is not None and actor == saying[1].actor:
                continue  # nothing is done to whoever says it, wherever they stand: "…," grumbled her neighbour
            if self._outsiders.is_one(act, side, places, words):
                continue
            known = self._known(act, side, places, words)
            at, who = next(iter(places.items()))
            framed = at[0] == act.sentence and at[1] in words
            reason = (act.reasons.get(at[1]) if framed else None) or f"{side} of {act.trigger.text}"
            near = any(sentence == act.sentence for sentence, _ in places)
            found[actor] = Taking(who, reason, TAKING.probability(known), near, known)
        for word in (
            *words,
            *by_grammar(self._clauses[act.sentence], act, side),
        ):  # "the two": the one as likely as the other
            two = [t for who in self._pairs.of(act.sentence, word) if (t := found.get(who.actor)) is not None]
            best = max(two, key=lambda t: t.confidence, default=None)
            found |= {
                t.actor: t._replace(confidence=best.confidence, known=best.known) for t in two if best is not None
            }
        return {a: t for a, t in found.items() if not is_inner(t, found.values())}

    def _meant_on(self, act: Act, side: Side, words: Sequence[int]) -> dict[str, dict[tuple[int, int], Meant]]:
        """By actor the words that may mean it on a side: those of the frame, those of the network, the likeliest first, and
        those of grammar."""
        shares = {(p.sentence, p.word): p.share for p in act.parts if p.side == side}
        asked = sorted(shares, key=lambda at: (at[0] != act.sentence, -shares[at]))
        framed = [(act.sentence, w) for w in words]
        found: dict[str, dict[tuple[int, int], Meant]] = {}
        for at in dict.fromkeys(
            (*framed, *asked, *((act.sentence, w) for w in by_grammar(self._clauses[act.sentence], act, side)))
        ):
            if side == "recipient" and at not in framed and self._is_beside(act, *at):
                continue
            for party in self._meant(*at):
                found.setdefault(party.actor, {})[at] = party
        return found

    def _meant(self, sentence: int, word: int) -> Sequence[Meant]:
        """Everybody whom a word means: "the two", those of two nationalities, whose warplanes it names."""
        if two := self._pairs.of(sentence, word):
            return two
        if self._is_venue(sentence, word):
            return ()
        who = self._actors.at(sentence, word, capitals=not self._places.is_where(sentence, word))
        return (who, *self._actors.beside(sentence, word)) if who is not None else self._actors.sending(sentence, word)

    def _is_venue(self, sentence: int, word: int) -> bool:
        """ "Signed at the White House": what otherwise speaks for a government is there a house."""
        s = self._clauses[sentence].sentence
        if s.words[word].upos != "PROPN" or preposition_of(s, word) not in _INSIDE:
            return False
        who = self._actors.at(sentence, word)
        match = find_country(who.mention.span.text) if who is not None else None
        return match is not None and match.form == "metonym"

    def _known(
        self, act: Act, side: Side, places: Mapping[tuple[int, int], Meant], words: Sequence[int]
    ) -> dict[str, float]:
        """What is known of an actor whom these words mean, that it takes part on a side, by the names of the weights."""
        own = {w for sentence, w in places if sentence == act.sentence}
        opposite: Side = "recipient" if side == "actor" else "actor"
        heard = sum(p.share for p in act.parts if p.side == side and (p.sentence, p.word) in places)
        flags = {
            side: True,
            f"{side}.frame": not own.isdisjoint(words),
            f"{side}.grammar": not own.isdisjoint(by_grammar(self._clauses[act.sentence], act, side)),
            f"{side}.crossed": not own.isdisjoint(by_grammar(self._clauses[act.sentence], act, opposite)),
            f"{side}.elsewhere": not own,
        }
        return {"head": log_odds(heard)} | {name: 1.0 for name, holds in flags.items() if holds}

    def _is_beside(self, act: Act, sentence: int, word: int) -> bool:
        """A protest in a country is not one against it, but one outside its embassy is: as the type's own words say. Nor is
        anything done to the topic of a film, or to Cyprus off its coast."""
        if sentence == act.sentence and (
            self._is_topic(sentence, word) or self._is_talked_of(act, word) or self._is_of_reason(act, word)
        ):
            return True
        against = self._codebook.types[act.type].against
        where = bool(against) and self._places.is_where(sentence, word)
        return where and preposition_of(self._clauses[sentence].sentence, word) not in against

    def _is_talked_of(self, act: Act, word: int) -> bool:
        """ "Spoke with her counterpart about smugglers" """
        s = self._clauses[act.sentence].sentence
        noun = s.words[word]
        beside = noun.relation == "obl" and noun.head == act.word and self._codebook.types[act.type].mutual
        return beside and preposition_of(s, word) in _SUBJECTS

    def _is_of_reason(self, act: Act, word: int) -> bool:
        """ "Barred a novel because it mocked the sultans": whom the reason befell, not the act."""
        s = self._clauses[act.sentence].sentence
        if s.words[word].relation != "obj":
            return False
        verb = s.words[s.words[word].head]
        apart = verb.index != act.word and all(a.index != verb.index for a in s.ancestors(act.word))
        marks = {m.lemma for m in s.dependents(verb.index, "mark")}
        return apart and verb.relation == "advcl" and not _REASONS.isdisjoint(marks)

    def _is_topic(self, sentence: int, word: int) -> bool:
        s = self._clauses[sentence].sentence
        above = s.words[word].head
        if above < 0 or s.words[word].relation != "nmod":
            return False
        behind = preposition_of(s, word)
        if s.words[above].lemma in _SHORES and behind in GENITIVE:
            return preposition_of(s, above) is not None
        return behind in _SUBJECTS and s.words[above].kind not in ("person", "organization")

    def _who(
        self, act: Act, side: Side, words: Sequence[int], kind: str, reason: str | None = None
    ) -> tuple[Taking, ...]:
        found = (self._taking(act, side, w, kind, reason) for w in words)
        return tuple(t for t in found if t is not None)

    def _taking(self, act: Act, side: Side, word: int, kind: str, reason: str | None) -> Taking | None:
        meant = self._actors.at(act.sentence, word, capitals=not self._places.is_where(act.sentence, word))
        if meant is None:
            return None
        return self._derived(act, side, meant, word, kind, reason or act.reasons.get(word, ""))

    def _derived(self, act: Act, side: Side, meant: Meant, word: int, kind: str, reason: str) -> Taking:
        """One who takes part by what a word of the act's sentence stands for."""
        known = {**self._known(act, side, {(act.sentence, word): meant}, ()), kind: 1.0}
        return Taking(meant, reason, TAKING.probability(known), known=known)

    def owners(self, act: Act, side: Side, words: Sequence[int]) -> tuple[Taking, ...]:
        """Where a thing stands for whoever owns or made it: "Ukrainian drones struck", "froze the assets of X"."""
        sentence = self._clauses[act.sentence].sentence
        found = []
        tellers = self._sources.tellers(act.trigger) if side == "recipient" else {}
        for w in words:
            if self._places.at(act.sentence, w) is not None or (
                side == "recipient" and self._outsiders.is_deed(act, w)
            ):
                continue
            for owner in self._actors.inside(act.sentence, w):
                if self._is_town_there(act, w, owner) or owner.actor in tellers:
                    continue
                reason = f"whose {sentence.words[w].text} it is"
                found.append(self._derived(act, side, owner, w, "owner", reason))
        return tuple(found)

    def _is_town_there(self, act: Act, word: int, owner: Meant) -> bool:
        """ "at Kiev railway station": the capital in the name of a place says where, and is no government."""
        match = find_country(owner.mention.span.text)
        return match is not None and match.form == "capital" and self._places.is_where(act.sentence, word)

    def receiving(self, act: Act, acting: Sequence[Taking]) -> tuple[Taking, ...]:
        """Whose that is whom the frame names, else whom the act is about, else whose land it is done to."""
        saying = self._sources.saying(act.trigger)
        others = {t.actor for t in acting} | ({saying[1].actor} if saying is not None else set())
        if named := apart_from(self.owners(act, "recipient", act.recipients), others):
            return named
        return self._further(act, acting, others) or self._land(act, acting)

    def awaited(self, act: Act) -> tuple[Taking, ...]:
        """Whoever must act first is the one refused: "will not return until Greece apologises"."""
        sentence = self._clauses[act.sentence].sentence
        awaited = [w for w in act.others if (head := sentence.words[w].head) >= 0 and is_waited_for(sentence, head)]
        return self._who(act, "recipient", awaited, "further", "who must act first")

    def _further(self, act: Act, acting: Sequence[Taking], others: Container[str]) -> tuple[Taking, ...]:
        """The first of the other words that means an actor: "eased curbs on aid to Chad", "a base of the Syrian army"."""
        if act.symmetric and len({t.actor for t in acting}) > 1:
            return ()
        sentence = self._clauses[act.sentence].sentence
        for w in act.others:
            if self._is_topic(act.sentence, w) or self._outsiders.tells(act, w):
                continue
            if self._outsiders.is_victim(act, act.sentence, w):
                continue
            preposition = preposition_of(sentence, w)
            reason = f"behind {preposition}" if preposition else "in the same clause"
            found = self._who(act, "recipient", (w,), "further", reason) or self.owners(act, "recipient", (w,))
            if new := apart_from(found, others):
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
            meant = self._actors.land(iso3, self._places.name_in(place, act.sentence))
            land = self._derived(act, "recipient", meant, w, "land", "country of the place")
            if found := without((land,), acting):
                return found
        return ()

    def _is_aside(self, act: Act, word: int) -> bool:
        """It tells where, or over what, the act is done."""
        sentence = self._clauses[act.sentence].sentence
        return self._places.is_where(act.sentence, word) or preposition_of(sentence, word) in _BESIDES

    def host(self, act: Act) -> Taking | None:
        """A visit to a country or its capital is a visit to its government."""
        for w in act.recipients or act.places:
            meant = self._actors.at(act.sentence, w)
            if meant is not None and self._places.at(act.sentence, w) is not None:
                return self._derived(act, "recipient", meant, w, "host", "host")
        return None

    def is_only_said(self, act: Act) -> bool:
        """ ""I have done nothing wrong," protested Aden Isaq": by a verb that quotes nobody does more than say so."""
        saying = self._sources.saying(act.trigger)
        return saying is not None and saying[0].quoted and not self._codebook.types[act.type].in_words and not act.own

    def is_new(self, act: Act) -> bool:
        """Whether the words tell the act rather than speak of it as told: "the bombing" does not."""
        sentence = self._clauses[act.sentence].sentence
        return sentence.words[act.word].upos not in ("NOUN", "PROPN") or not is_definite(sentence, act.word)

    def is_vague(self, act: Act) -> bool:
        """Whether the frame names somebody by a pronoun that the report does not resolve."""
        return any(self._actors.is_vague(act.sentence, w) for w in (*act.actors, *act.recipients))


def without(side: Sequence[Taking], others: Sequence[Taking]) -> tuple[Taking, ...]:
    """Nobody is on both sides."""
    return apart_from(side, {t.actor for t in others})


def is_inner(taking: Taking, others: Iterable[Taking]) -> bool:
    """The Peru of "the president of Peru": what somebody likelier is named by takes no part besides them."""
    if any(name in FRAMED for name in taking.known):
        return False
    own = taking.meant.mention.span
    return any(
        o.meant.mention.span.start < own.start
        and own.end <= o.meant.mention.span.end
        and o.confidence > taking.confidence
        and o.near
        for o in others
    )


def apart_from(side: Sequence[Taking], others: Container[str]) -> tuple[Taking, ...]:
    """Those who are none of the others."""
    return tuple(t for t in side if t.actor not in others)
