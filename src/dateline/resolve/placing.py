"""Where an act took place: whatever its tellings, the sentences around them and its participants offer, weighed by measured
weights against no place at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dateline.codebook import Codebook
from dateline.events.base import Act, mode_of
from dateline.events.weights import log_odds, measured, odds_told
from dateline.grammar.arguments import preposition_of
from dateline.grammar.clauses import Clauses
from dateline.grammar.saying import cues
from dateline.language import lexicon
from dateline.model import Because, Span
from dateline.model.event import PlaceBasis
from dateline.reader.sentence import Sentence
from dateline.resolve.places.where import PlaceResolver

_PLACED = measured("placed")
_TOLD = odds_told("place")
_LEAST = 0.45  # a place less likely than this is not taken: then none is about as likely
_DOER = 0.5  # the network's share from which a word is one for the doer
#: Ways that leave no doubt whether an act of the kind has its place told.
_TOLD_THERE = {"filler", "nation", "with_deed"}
_AROUND = {"beside", "scene"}  # ways that add nothing to a place that the telling itself names
_ABOUT_MATTERS, _DONE_TO = "VERBAL CONFLICT", "MATERIAL CONFLICT"
_SCENE = 3  # sentences back that a scene is looked for
_ANOTHER = lexicon("events").words("apart_words")
_DOERS = frozenset({"person", "organization"})
_APART = frozenset({"VERB", "AUX", "CCONJ", "PRON", "SCONJ"})  # no such word stands between a town and its area
_LINKS = ("obl", "nmod", "advcl", "conj", "acl", "xcomp")


class Offer(NamedTuple):
    """A place that an act may have taken place at: how it was found, where its words stand, and the network's share for it;
    ``span``: the words of a participant, whose country it is."""

    place: str
    kind: str
    sentence: int
    word: int
    share: float = 0.0
    span: Span | None = None


class Where(NamedTuple):
    """A place id, and the words that say so; None where the text names no place."""

    place: str | None
    because: tuple[Because, ...] = ()
    basis: PlaceBasis = "clause"
    confidence: float | None = None


class Homeland(NamedTuple):
    """The country of a participant, as a place (None: not told), the words that name the participant, whether it is armed forces,
    which may be anywhere, whether it acts, and whether it is a court or the police, which are mostly at home."""

    place: str | None
    span: Span
    army: bool = False
    acts: bool = False
    serves: bool = False


class Placing:
    """Asks the clauses and places of one report."""

    def __init__(self, codebook: Codebook, clauses: Sequence[Clauses], places: PlaceResolver) -> None:
        self._codebook, self._clauses, self.places = codebook, clauses, places

    def told(self, act: Act) -> Where:
        """The place that one telling names by itself."""
        return self._best((act,), self._in_telling(act))

    def beside(self, act: Act) -> Iterator[Offer]:
        """What a telling offers to acts that hang together with it."""
        return (offer._replace(kind="together") for offer in self._in_telling(act) if offer.kind != "elsewhere")

    def of(self, acts: Sequence[Act], beside: Iterable[Offer], homes: Sequence[Homeland]) -> Where:
        """The place of an act by all its tellings. ``beside``: what acts that hang together with it offer; ``homes``: the
        countries of its participants, which count if they are one."""
        offers = [*(o for act in acts for o in (*self._in_telling(act), *self._around(act))), *beside]
        mode = self._codebook.types[acts[0].type].modes.get(mode_of(acts) or "")
        if mode is not None and mode.hosted:  # nobody is a visitor at home
            visitors = {home.place for home in homes if home.acts}
            homes = [home for home in homes if home.place not in visitors]
        return self._best(acts, [*offers, *_at_home(acts[0], homes)])

    def _best(self, acts: Sequence[Act], offers: Iterable[Offer]) -> Where:
        """The likeliest of the offered places by all that speaks for each, or the town in it that the act itself names, and any
        that is offered in the country of who takes part: as finely as the text says. None if none is likely enough."""
        by_place: dict[str, list[Offer]] = {}
        for offer in offers:
            by_place.setdefault(offer.place, []).append(offer)
        best = _PLACED.likeliest(self.known(acts, by_place), _LEAST)
        if best is None:
            return Where(None)
        offer = by_place[self._as_fine(best[0], by_place)][0]
        return self._found(acts, self._town_before(offer), best[1])

    def _as_fine(self, best: str, offers: Mapping[str, Sequence[Offer]]) -> str:
        """The place itself, or what the act itself names in it: a town, or anything where else only the country is known."""
        at_home = all(offer.span for offer in offers[best])
        fillers = [p for p, found in offers.items() if any(offer.kind == "filler" for offer in found)]
        town = next((p for p in (offers if at_home else fillers) if self.places.is_town_in(p, best)), None)
        if town is None and at_home:
            land = self.places.country_of(best)
            town = next((p for p in fillers if land is not None and self.places.country_of(p) == land), None)
        return town or best

    def _town_before(self, offer: Offer) -> Offer:
        """The town that is told right before the area it lies in: "in Victoria, in the Seychelles"."""
        if offer.span:
            return offer
        words = self._clauses[offer.sentence].sentence.words
        before = self.places.named_in(offer.sentence, 0, offer.word - 1)
        if before and all(w.upos not in _APART for w in words[before[-1][0] + 1 : offer.word]):
            word, place = before[-1]
            if words[word + 1].text == "," and self.places.is_town_in(place, offer.place):
                return offer._replace(place=place, word=word)
        return offer

    def known(self, acts: Sequence[Act], offers: Mapping[str, Sequence[Offer]]) -> dict[str, dict[str, float]]:
        """What is known of each place that is offered for an act, by the names of the weights: the network's log odds for it,
        every way in which it was found, and, where no words of the act itself tell it, the log odds that an act of the kind has
        its place told."""
        told = _TOLD(acts[0].type, mode_of(acts))
        found = {}
        for place, for_it in offers.items():
            kinds = dict.fromkeys((offer.kind for offer in for_it), 1.0)
            ways = {kind: share for kind, share in kinds.items() if kind not in _AROUND} or kinds
            heard = {"head": log_odds(max(offer.share for offer in for_it))}
            found[place] = ways | heard | ({} if _TOLD_THERE.intersection(ways) else {"told": told})
        return found

    def _found(self, acts: Sequence[Act], offer: Offer, likely: float) -> Where:
        sentence, word = offer.sentence, offer.word
        preposition = preposition_of(self._clauses[sentence].sentence, word)
        named = f"behind {preposition}" if preposition else "named in the clause"
        span = offer.span or self.places.span_at(sentence, word)
        reason = (
            "country of those who take part"
            if offer.span
            else named
            if offer.kind in ("filler", "nation", "of_matter", "unmarked", "scope")
            else f"where {acts[0].trigger.text}"
        )
        because = (Because("place", span, reason),) if span is not None else ()
        telling = any(sentence == act.sentence for act in acts[1:])
        if offer.span:
            return Where(offer.place, because, "participant", likely)
        basis: PlaceBasis = "clause" if sentence == acts[0].sentence else "telling" if telling else "scene"
        return Where(offer.place, because, basis, likely)

    def _in_telling(self, act: Act) -> Iterator[Offer]:
        """What the network hears of a telling, and what grammar has in its clause; never the doer: "Turkey's offensive"."""
        yield from self._of_nation(act)
        heard = {(p.sentence, p.word): p.share for p in act.parts if p.side == "place"}
        doers = {(p.sentence, p.word) for p in act.parts if p.side == "actor" and p.share > _DOER}
        shares: dict[str, float] = {}
        befallen = self._town_befallen(act)
        done_to = {(p.sentence, p.word): p.share for p in act.parts if p.side == "recipient" and p.word == befallen}
        for at, share in (*heard.items(), *done_to.items()):
            if (place := self.places.at(*at)) is not None:
                shares[place] = shares.get(place, 0.0) + share
        named = list(self._named(act))
        own = any(kind == "filler" for kind, _, _ in named)
        for kind, sentence, word in (
            *named,
            *(
                ("network" if at[0] == act.sentence else "elsewhere", *at)
                for at in sorted(heard, key=lambda a: -heard[a])
                if not (own and at[0] == act.sentence and self._is_of_other(act, at[1]))
                and (at[0] == act.sentence or not self._is_apart(act, *at))
            ),
        ):
            place = self.places.at(sentence, word)
            if place is not None and ((sentence, word) not in doers or self.places.is_where(sentence, word)):
                yield Offer(place, kind, sentence, word, shares.get(place, 0.0))

    def _is_of_other(self, act: Act, word: int) -> bool:
        """Does a word stand in another clause that "and" joins, with a subject of its own: "A met in X, and B blocked Y"?"""
        first, last = act.scope
        if first <= word <= last:
            return False
        sentence = self._clauses[act.sentence].sentence
        joined = (w for w in (sentence.words[act.word], *sentence.ancestors(act.word)) if w.relation == "conj")
        return any(sentence.child(w.index, "nsubj") is not None for w in joined)

    def _is_apart(self, act: Act, sentence: int, word: int) -> bool:
        """Says another sentence only where its own doer is, "a hospital in Mopti treated", or where another such thing was,
        "another attack took place near Baiji"?"""
        s = self._clauses[sentence].sentence
        doer = s.words[s.words[word].head] if s.words[word].relation == "nmod" else None
        if doer is not None and doer.relation == "nsubj" and doer.kind in _DOERS and sentence > act.sentence:
            return s.words[doer.head].lemma not in cues().reporting
        verb = next((a for a in s.ancestors(word) if a.upos == "VERB"), None)
        told = [*s.ancestors(word), *(s.dependents(verb.index, "nsubj", "obj", "obl") if verb is not None else ())]
        events = (w for w in told if w.kind == "event")
        return any(d.lemma in _ANOTHER for w in events for d in s.dependents(w.index, "det", "amod"))

    def _of_nation(self, act: Act) -> Iterator[Offer]:
        """The country by whose nationality the phrase is known that says where: "held in a Turkish prison"."""
        for w in act.places:
            land = self.places.nation_of(act.sentence, w) if self.places.at(act.sentence, w) is None else None
            if land is not None and self.places.span_at(act.sentence, w) is not None:
                yield Offer(land, "nation", act.sentence, w)

    def _named(self, act: Act) -> Iterator[tuple[str, int, int]]:
        """Words that name a place by grammar, and how: a town that it is done to, what "there" means, adverbials of the act, the
        first alone, or else one of its clause."""
        befallen = self._town_befallen(act)
        if befallen is not None:
            yield "filler", act.sentence, befallen
            return
        mode = self._codebook.types[act.type].modes.get(act.mode or "")
        if mode is not None and mode.hosted:
            yield from (("hosted", act.sentence, w) for w in act.recipients)
        there = self.places.back_there(act.sentence, act.word)
        if there is not None:
            yield "filler", *there
            return
        here = self.places.here(act.sentence, act.word)
        if here is not None:
            yield "filler", act.sentence, here
            return
        for w in act.places:
            if w not in act.actors and self.places.at(act.sentence, w) is not None:
                at = act.sentence, w
                marked = self.places.is_where(*at) or self.places.is_town(*at)
                yield (self._filler(act) if marked else "unmarked"), *at
                return
        near = self.places.named_in(act.sentence, *act.scope)
        behind = [word for word, _ in near if word > act.word]
        if near:
            yield "scope", act.sentence, behind[0] if behind else near[-1][0]

    def _town_befallen(self, act: Act) -> int | None:
        """The town that an attack or a siege is of: "bombed Khan Younis"."""
        if self._codebook.types[act.type].quad != _DONE_TO:
            return None
        objects = (*act.recipients, *self._clauses[act.sentence].of(act.word).objects)
        return next((w for w in objects if self.places.names_town(act.sentence, w)), None)

    def _filler(self, act: Act) -> str:
        """What stands behind "in" beside a demand or an accusation may as well belong to what it is about."""
        return "of_matter" if self._codebook.types[act.type].quad == _ABOUT_MATTERS else "filler"

    def _around(self, act: Act) -> Iterator[Offer]:
        """The scene: the last place named before the act, behind "in" or the like, in its sentence or the few before it."""
        for sentence in range(act.sentence, max(-1, act.sentence - _SCENE - 1), -1):
            near = self.places.named_in(sentence, 0, len(self._clauses[sentence].sentence.words) - 1)
            if near:
                word, place = near[-1]
                yield Offer(place, "beside" if sentence == act.sentence else "scene", sentence, word)
                return


def _at_home(act: Act, homes: Sequence[Homeland]) -> Iterator[Offer]:
    """The one country that participants are of, and whether all are known to be."""
    doers = [home for home in homes if home.acts]
    if (home := _one_land(doers)) is not None:
        yield _of_home(act, home, "doer_at_home")
        if any(h.serves for h in doers):
            yield _of_home(act, home, "court_at_home")
    if (home := _one_land(homes)) is not None:
        all_known = len(homes) > 1 and all(h.place is not None for h in homes)
        yield _of_home(act, home, "both_at_home" if all_known else "one_at_home")


def _one_land(homes: Sequence[Homeland]) -> Homeland | None:
    """The first whose country is known, if it is that of all others as far as theirs are; None beside armed forces."""
    known = [home for home in homes if home.place is not None]
    one = len({home.place for home in known}) == 1 and not any(home.army for home in homes)
    return known[0] if one else None


def _of_home(act: Act, home: Homeland, kind: str) -> Offer:
    return Offer(home.place or "", kind, act.sentence, act.word, span=home.span)


def hangs_from(sentence: Sentence, word: int) -> frozenset[int]:
    """The words that an act is an adverbial of ("during a visit", "on arrival in"), or that of what it is one of."""
    above, at = [], sentence.words[word]
    while at.relation in _LINKS and at.head >= 0:
        above.append(at.head)
        at = sentence.words[at.head]
    return frozenset(above)
