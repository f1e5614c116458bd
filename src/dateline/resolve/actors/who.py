"""Which actor a word of a sentence means. Asking changes nothing: the answers hang on the mentions alone, in whatever order
the questions come."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from dateline.grammar.arguments import preposition_of
from dateline.grammar.function_words import AGENT
from dateline.grammar.noun_phrases import counted, is_of_phrase
from dateline.language import lexicon
from dateline.mentions.candidate import Candidate, Chain
from dateline.model import Actor, Because, Kind, Mention, Report, Span
from dateline.reader.sentence import Sentence
from dateline.resolve.actors.acquaintance import KNOWN_PERSON, Acquaintance
from dateline.resolve.actors.attributes import STATE_SECTORS, actor_of, country_told, state, state_id
from dateline.resolve.actors.home import SCENE, Home, home_of
from dateline.resolve.covering import Covering
from dateline.world.countries import country_of_adjective, find_country
from dateline.world.known import Known

_KINDS: dict[str, Kind] = {"person": "person", "organization": "organization", "group": "group"}
#: Behind these stands whose a thing is: "the launch by X", "the assets of X".
_JOINED = ("ADJ", "PROPN")
_OWNING = lexicon("actors").ordered("owner_prepositions")
_INSIDE = lexicon("actors").words("inside_prepositions")
_LOCAL = frozenset({"JUD", "COP"})
_OF_REGION = frozenset({"GOV", "COP", "JUD", "LEG"})  # "the Khyber-Pakhtunkhwa government"


class Lands(Protocol):
    """What the places of a report tell of the countries that it speaks of, each with the words that say so."""

    def scene(self, sentence: int) -> tuple[str, Span] | None:
        """The country that a sentence is set in."""

    def land_of(self, sentence: int, word: int) -> tuple[str, Span] | None:
        """The country of the town or region that a word names."""

    def land_within(self, span: Span) -> tuple[str, Span] | None:
        """The only country of the regions and towns named within a stretch of text."""

    @property
    def countries_named(self) -> Sequence[str]:
        """The countries of all towns and regions named, once for every naming."""


class Meant(NamedTuple):
    """Who a word means, the words that say so, and the chain that they belong to (None: a nationality word or a town's name)."""

    actor: str
    mention: Mention
    chain: Chain | None = None
    iso3: str | None = None


class ActorResolver:
    """The actors of one report. Ask with ``at``; ``settled`` gives those that take part and every named one."""

    def __init__(
        self,
        report: Report,
        sentences: Sequence[Sentence],
        covering: Covering,
        lands: Lands,
        known: Known | None = None,
    ) -> None:
        self._report, self._sentences, self._covering, self._lands = report, sentences, covering, lands
        self._home = home_of(report, covering.candidates, lands.countries_named)
        self._acquaintance = Acquaintance(known or Known(), report, covering.candidates, self._home)
        self._made: dict[int, Actor] = {}  # by the chain that it is made of
        self._countries: dict[int, str | None] = {}  # by the chain that it is told of

    def at(self, sentence: int, word: int, *, capitals: bool = True) -> Meant | None:
        """The actor that a word means; None if it means nobody, or nobody whom the text tells.

        ``capitals``: may a capital stand for its government here ("Moscow said", not "in Moscow")?
        """
        s = self._sentences[sentence]
        inner = counted(s, word)
        if inner is not None and (found := self.at(sentence, inner.index, capitals=capitals)) is not None:
            return found
        candidate = self._covering.at(sentence, word)
        if candidate is None:
            return self._by_adjective(sentence, word)
        chain = self._covering.chain_of(candidate)
        if chain.sort not in _KINDS:
            return self._by_country(chain, candidate, capitals)
        if chain.is_vague:
            return None
        return Meant(self._of_chain(chain).id, Mention(candidate.span, candidate.form), chain)

    def beside(self, sentence: int, word: int) -> Sequence[Meant]:
        """Those of other nationalities before the same noun: the Chinese ones of "Chinese and Indian soldiers", the British of
        "American and British warplanes"."""
        candidate = self._covering.at(sentence, word)
        if candidate is None or (candidate.first == candidate.last and not candidate.parties):
            return self._joined(sentence, word)
        others = candidate.parties if candidate.head == word else ()
        return [who for w in others if (who := self.at(sentence, w)) is not None]

    def sending(self, sentence: int, word: int) -> Sequence[Meant]:
        """The countries whose thing it is that a word names, by the nationality before it: "American and British | warplanes"."""
        s = self._sentences[sentence]
        for w in s.dependents(word, "amod"):
            if country_of_adjective(w.text) is not None and (owner := self.at(sentence, w.index)) is not None:
                return [owner, *self._joined(sentence, w.index)]
        return ()

    def _joined(self, sentence: int, word: int) -> Sequence[Meant]:
        """Those of the nationality words that "and" joins to one."""
        s = self._sentences[sentence]
        others = s.dependents(word, "conj") if s.words[word].upos == "ADJ" else ()
        return [who for o in others if o.upos in _JOINED and (who := self.at(sentence, o.index)) is not None]

    def inside(self, sentence: int, word: int) -> Sequence[Meant]:
        """Whose the thing is that a word names: "the assets of X", "X's proposal", "the launch by X", "American and British
        warplanes"."""
        s = self._sentences[sentence]
        behind = {preposition_of(s, w.index): w.index for w in s.dependents(word, "nmod") if w.deprel != "nmod:poss"}
        owners = [w.index for w in s.dependents(word, "nmod:poss")]
        owners += [behind[key] for key in _OWNING if key in behind]
        owners += [w.index for w in s.dependents(word, "amod", "compound")]
        made = (w for w in s.dependents(word, "acl") if w.xpos == "VBN")  # "the resolution drafted by X"
        owners += [o.index for w in made for o in s.dependents(w.index, "obl") if preposition_of(s, o.index) in AGENT]
        for w in owners:
            if (owner := self.at(sentence, w)) is not None:
                return [owner, *self._joined(sentence, w)]
        return ()

    def land(self, iso3: str, name: Span) -> Meant:
        """The state that the name of a town or region of its stands for."""
        return Meant(state_id(self._report.id, iso3), Mention(name, "name"), None, iso3)

    def actor(self, meant: Meant) -> Actor:
        """The record of whoever is meant, as far as these words tell it."""
        if meant.iso3 is None and meant.chain is not None:
            return self._of_chain(meant.chain)
        others = meant.chain.candidates if meant.chain is not None else ()
        mentions = (meant.mention, *(Mention(c.span, c.form) for c in others))
        return state(self._report.id, meant.iso3 or "", mentions)

    def sectors_of(self, meant: Meant) -> tuple[str, ...]:
        """The sectors of whoever is meant."""
        if meant.iso3 is None and meant.chain is not None:
            return self._of_chain(meant.chain).sectors
        return STATE_SECTORS

    def country_of(self, meant: Meant) -> str | None:
        """The country of whoever is meant, as far as the report tells it: neither what tables know of a person nor that of the
        scene says anything of where else they are."""
        if meant.chain is None or meant.iso3:
            return meant.iso3
        actor = self._of_chain(meant.chain)
        reason = next((b.reason for b in actor.because if b.field == "country"), "")
        return None if reason.startswith((KNOWN_PERSON, SCENE)) else actor.country

    def is_vague(self, sentence: int, word: int) -> bool:
        """A pronoun that the report does not resolve."""
        candidate = self._covering.at(sentence, word)
        return candidate is not None and self._covering.chain_of(candidate).is_vague

    def settled(self, meant: Iterable[Meant]) -> tuple[Actor, ...]:
        """Whoever is meant by those who take part or speak, every named person and body, and whomever a pronoun means, in order
        of first mention."""
        states: dict[str, set[Mention]] = {}
        whole: set[tuple[str, int]] = set()  # chains whose mentions are taken, by the state that they mean
        actors: dict[str, Actor] = {}

        def take(m: Meant, iso3: str) -> None:
            states.setdefault(iso3, set()).add(m.mention)
            if m.chain is not None and (key := (iso3, id(m.chain))) not in whole:
                whole.add(key)
                states[iso3].update(Mention(c.span, c.form) for c in m.chain.candidates)

        for m in meant:
            if m.iso3 is not None:
                take(m, m.iso3)
            elif m.chain is not None:
                actors[m.actor] = self._of_chain(m.chain)
        for chain in self._covering.chains:
            forms = {c.form for c in chain.candidates}
            meant_again = "pronoun" in forms and len(forms) > 1
            if chain.sort in _KINDS and (meant_again or (chain.sort != "group" and "name" in forms)):
                actors.setdefault((actor := self._of_chain(chain)).id, actor)
            elif meant_again and (land := self._by_country(chain, chain.candidates[0], capitals=True)) is not None:
                take(land, land.iso3 or "")
        made = [state(self._report.id, iso3, list(mentions)) for iso3, mentions in states.items()]
        return tuple(sorted([*actors.values(), *made], key=lambda a: (a.mentions[0].span, a.id)))

    def _of_chain(self, chain: Chain) -> Actor:
        """Made once, on first asking; what it is hangs on the report alone."""
        key = id(chain)
        if key not in self._made:
            kind, home = _KINDS[chain.sort], self._home_of(chain)
            owner, seat = self._owner_of(chain), self._seat_of(chain)
            self._made[key] = actor_of(self._report, chain, kind, self._acquaintance, home, owner, seat)
        return self._made[key]

    def _owner_of(self, chain: Chain) -> tuple[str, Because] | None:
        """The country of whoever has it: Turkey's, of "two of its soldiers"."""
        for c in (c for c in chain.candidates if c.name == chain.name):
            s = self._sentences[c.sentence]
            heads = [c.head, *(w.index for w in s.dependents(c.head, "nmod") if is_of_phrase(s, w))]
            for w in (w for head in heads for w in s.dependents(head, "nmod:poss")):
                owner = self._covering.at(c.sentence, w.index)
                iso3 = self._told(self._covering.chain_of(owner)) if owner is not None else None
                if owner is not None and iso3 is not None:
                    return iso3, Because("country", owner.span, "its owner")
        return None

    def _seat_of(self, chain: Chain) -> tuple[str, Because] | None:
        """The country of the town or region where it has its seat: "the mayor of Izmir"; courts and police are of where they are,
        "a judge in Cuba, Missouri"."""
        sectors = {sector for office in chain.offices for sector in office.sectors}
        for c in (c for c in chain.candidates if c.form == "nominal"):
            s = self._sentences[c.sentence]
            behind = list(s.dependents(c.head, "nmod"))
            seats = [w.index for w in behind if is_of_phrase(s, w)]
            if _LOCAL & sectors:
                seats += [w.index for w in behind if preposition_of(s, w.index) in _INSIDE]
            found = next((land for w in seats if (land := self._land(c.sentence, w)) is not None), None)
            if found is not None:
                return found[0], Because("country", found[1], "its seat")
        within = (self._lands.land_within(c.span) for c in chain.candidates if _OF_REGION & sectors and not c.countries)
        found = next((land for land in within if land is not None), None)
        return (found[0], Because("country", found[1], "its seat")) if found is not None else None

    def _land(self, sentence: int, word: int) -> tuple[str, Span] | None:
        """The country that a word names, or that of the town or region."""
        c = self._covering.at(sentence, word)
        if c is not None and c.sort == "state" and c.countries:
            return c.countries[0].iso3, c.countries[0].span
        return self._lands.land_of(sentence, word)

    def _told(self, chain: Chain) -> str | None:
        """The country that the report tells of a chain by its own words, whoever may have it in turn."""
        key = id(chain)
        if key not in self._countries:
            if chain.sort in _KINDS:
                self._countries[key] = country_told(chain, _KINDS[chain.sort], self._acquaintance)[0]
            else:
                land = self._by_country(chain, chain.candidates[0], capitals=True)
                self._countries[key] = land.iso3 if land is not None else None
        return self._countries[key]

    def _home_of(self, chain: Chain) -> Home | None:
        """Where its officials need no nationality: the report's home, unless what first tells of them is set abroad."""
        scene = self._lands.scene(chain.candidates[0].sentence)
        if scene is None or (self._home is not None and self._home.iso3 == scene[0]):
            return self._home
        return Home(*scene, share=0.0, is_scene=True)

    def _by_country(self, chain: Chain, candidate: Candidate, capitals: bool) -> Meant | None:
        match = find_country(candidate.name if candidate.form == "name" else chain.name)
        is_town = candidate.sort == "place" and not chain.countries  # "Peru, Illinois"
        if match is None or is_town or (match.form == "capital" and not capitals):
            return None
        mention = Mention(candidate.span, candidate.form)
        return Meant(state_id(self._report.id, match.iso3), mention, chain, match.iso3)

    def _by_adjective(self, sentence: int, word: int) -> Meant | None:
        w = self._sentences[sentence].words[word]
        match = country_of_adjective(w.text) or (find_country(w.text) if w.upos == "PROPN" else None)
        return self.land(match.iso3, Span.of(self._report.text, w.start, w.end)) if match is not None else None


class Mentioned:
    """Which of a report's actors a stretch of text names, describes or stands for."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._found = sorted({(m.span.start, m.span.end, a.id) for a in actors for m in a.mentions})
        self._starts = [start for start, _, _ in self._found]

    def within(self, span: Span) -> tuple[str, ...]:
        """Their ids, in the order of the text."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return tuple(dict.fromkeys(actor for _, end, actor in self._found[first:last] if end <= span.end))
