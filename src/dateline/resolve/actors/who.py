"""Which actor a word of a sentence means. Makes actors of chains and countries the first time that they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dateline.grammar.noun_phrases import PARTITIVES, is_of_phrase
from dateline.grammar.participants import preposition_of
from dateline.mentions.candidate import Candidate, Chain
from dateline.model import Actor, Kind, Mention, Report, Span
from dateline.reader.sentence import Sentence
from dateline.resolve.actors.attributes import actor_of, state
from dateline.resolve.actors.home import Home, home_of
from dateline.world.countries import country_of_adjective, find_country

#: Asked with a sentence: the country that it is set in, and the words that say so.
Scene = Callable[[int], tuple[str, Span] | None]
_KINDS: dict[str, Kind] = {"person": "person", "organization": "organization", "group": "group"}


class ActorResolver:
    """The actors of one report. Ask with ``at``; ``all`` gives those that take part and every named one."""

    def __init__(
        self, report: Report, sentences: Sequence[Sentence], chains: Sequence[Chain], scene: Scene = lambda _: None
    ) -> None:
        self._scene = scene
        self._report, self._report_id, self._text = report, report.id, report.text
        self._home = home_of(report, [c for chain in chains for c in chain.candidates])
        self._sentences = sentences
        self._chain_of = {c: chain for chain in chains for c in chain.candidates}
        self._covering: dict[tuple[int, int], Candidate] = {}
        for c in sorted(self._chain_of, key=lambda c: c.first - c.last):  # the smallest phrase wins
            for w in range(c.first, c.last + 1):
                self._covering[c.sentence, w] = c
        for c in self._chain_of:  # … but a head word always means its own phrase
            self._covering[c.sentence, c.head] = c
        self._made: dict[int, Actor] = {}
        self._states: dict[str, list[Mention]] = {}
        self._chains = chains

    def at(self, sentence: int, word: int, *, capitals: bool = True) -> str | None:
        """The id of the actor that a word means; None if it means nobody, or nobody whom the text tells.

        ``capitals``: may a capital stand for its government here ("Moscow said", not "in Moscow")?
        """
        words = self._sentences[sentence].words
        if words[word].lemma in PARTITIVES:
            inner = next(
                (
                    w
                    for w in self._sentences[sentence].dependents(word, "nmod")
                    if is_of_phrase(self._sentences[sentence], w)
                ),
                None,
            )
            if inner is not None and (found := self.at(sentence, inner.index, capitals=capitals)) is not None:
                return found
        candidate = self._covering.get((sentence, word))
        if candidate is None:
            return self._by_adjective(sentence, word)
        chain = self._chain_of[candidate]
        if chain.sort in _KINDS:
            if all(c.form == "pronoun" for c in chain.candidates):
                return None
            return self._of_chain(chain).id
        return self._by_country(chain, candidate, capitals)

    def inside(self, sentence: int, word: int, *, capitals: bool = True) -> str | None:
        """Whose the thing is that a word names: "the assets of X", "X's proposal", "the launch by X", "Russian exports"."""
        s = self._sentences[sentence]
        behind = {preposition_of(s, w.index): w.index for w in s.dependents(word, "nmod") if w.deprel != "nmod:poss"}
        owners = [w.index for w in s.dependents(word, "nmod:poss")]
        owners += [behind[key] for key in ("by", "from", "of", "against") if key in behind]
        owners += [w.index for w in s.dependents(word, "amod", "compound")]
        made = (w for w in s.dependents(word, "acl") if w.xpos == "VBN")  # "the resolution drafted by X"
        owners += [o.index for w in made for o in s.dependents(w.index, "obl") if preposition_of(s, o.index) == "by"]
        found = (self.at(sentence, w, capitals=capitals) for w in owners)
        return next((a for a in found if a is not None), None)

    def chain_at(self, sentence: int, word: int) -> Chain | None:
        candidate = self._covering.get((sentence, word))
        return self._chain_of[candidate] if candidate is not None else None

    def mentioned_in(self, span: Span, *, without: str | None) -> tuple[str, ...]:
        """The actors, already known or named, that a stretch of text speaks of, in its order."""
        inside = sorted((c for c in self._chain_of if span.contains(c.span)), key=lambda c: c.span)
        known = [self._made.get(id(self._chain_of[c])) for c in inside]
        states = {m.span: iso3 for iso3, mentions in self._states.items() for m in mentions}
        ids = [
            a.id if a is not None else self._state(states[c.span], ()) if c.span in states else None
            for a, c in zip(known, inside, strict=True)
        ]
        return tuple(dict.fromkeys(i for i in ids if i is not None and i != without))

    def is_vague(self, sentence: int, word: int) -> bool:
        """A pronoun that the report does not resolve."""
        chain = self.chain_at(sentence, word)
        return chain is not None and all(c.form == "pronoun" for c in chain.candidates)

    def _of_chain(self, chain: Chain) -> Actor:
        key = id(chain)
        if key not in self._made:
            self._made[key] = actor_of(self._report, chain, _KINDS[chain.sort], self._home_of(chain))
        return self._made[key]

    def _home_of(self, chain: Chain) -> Home | None:
        """Where its officials need no nationality: the report's home, unless what first tells of them is set abroad."""
        scene = self._scene(chain.candidates[0].sentence)
        if scene is None or (self._home is not None and self._home.iso3 == scene[0]):
            return self._home
        return Home(*scene, share=0.0)

    def _by_country(self, chain: Chain, candidate: Candidate, capitals: bool) -> str | None:
        match = find_country(candidate.name if candidate.form == "name" else chain.name)
        if match is None or (match.form == "capital" and not capitals):
            return None
        mentions = [Mention(c.span, c.form) for c in chain.candidates if c.form == "name" or c is candidate]
        return self._state(match.iso3, mentions)

    def _by_adjective(self, sentence: int, word: int) -> str | None:
        w = self._sentences[sentence].words[word]
        match = country_of_adjective(w.text) or (find_country(w.text) if w.upos == "PROPN" else None)
        if match is None:
            return None
        return self._state(match.iso3, [Mention(Span.of(self._text, w.start, w.end), "name")])

    def land(self, iso3: str, name: Span) -> str:
        """The id of the state that the name of a town or region of its stands for."""
        return self._state(iso3, [Mention(name, "name")])

    def _state(self, iso3: str, mentions: Iterable[Mention]) -> str:
        held = self._states.setdefault(iso3, [])
        held.extend(m for m in mentions if m not in held)
        return state(self._report_id, iso3, held).id

    def all(self) -> tuple[Actor, ...]:
        """Everyone who was asked for, and every named person and body, in order of first mention."""
        for chain in self._chains:
            if chain.sort in ("person", "organization") and any(c.form == "name" for c in chain.candidates):
                self._of_chain(chain)
        states = [state(self._report_id, iso3, mentions) for iso3, mentions in self._states.items()]
        return tuple(sorted([*self._made.values(), *states], key=lambda a: (a.mentions[0].span, a.id)))
