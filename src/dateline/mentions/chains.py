"""Link the mentions of one report that mean the same one: names, titles, appositions, descriptions, pronouns, in that order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from dateline.codebook import Codebook
from dateline.mentions.appositions import apposed
from dateline.mentions.bodies import with_bodies
from dateline.mentions.candidate import Candidate, Chain, Sort
from dateline.mentions.counterparts import with_counterparts
from dateline.mentions.detection import MentionFinder
from dateline.mentions.first_persons import first_persons
from dateline.mentions.general_nouns import places_meant, sectors_meant
from dateline.mentions.groups import Groups
from dateline.mentions.leads import is_led, leads
from dateline.mentions.likeness import Likeness
from dateline.mentions.links import (
    adds_nothing,
    countries_agree,
    fits_description,
    is_part_of_name,
    known_identity,
    same_name,
    sorts_agree,
)
from dateline.mentions.profile import sort_of
from dateline.mentions.pronouns import Antecedents
from dateline.mentions.settle import settled
from dateline.reader.sentence import Sentence
from dateline.statements.voices import Voices
from dateline.world.names import acronyms_of, name_parts

_REACH = 60  # how many mentions of its own kind a description looks back over, and forward
_PLACE_REACH = 5  # sentences back from "the city" to its name
_ENDING = 6  # words at the end of a name that a shorter one is looked for by
_LEFT_OUT = ""  # stands for words that a shorter name may lack
_GENERAL_REACH = 2  # sentences back from "the company" to the company's name


def chains_of(
    codebook: Codebook, text: str, sentences: Sequence[Sentence], voices: Voices, likeness: Likeness | None = None
) -> list[Chain]:
    """The mentions of a report, found and chained. ``voices`` says whose words are quoted where, ``likeness`` how likely two
    words mean the same."""
    finder = MentionFinder(codebook, text, sentences)
    return chain(sentences, [c for s in sentences for c in finder.find(s)], voices, likeness)


def chain(
    sentences: Sequence[Sentence], candidates: Sequence[Candidate], voices: Voices, likeness: Likeness | None = None
) -> list[Chain]:
    """Every candidate in exactly one chain, chains in order of first mention. Pronouns with no antecedent stay alone.

    ``voices`` says whose words are quoted where: who is meant by "I" and "we".
    """
    linker = _Linker(sentences, settled(sentences, candidates), voices, likeness)
    linker.link()
    led = {linker.candidates[i]: linker.candidates[j] for i, j in linker.leads}
    return with_counterparts(with_bodies([_chain(members) for members in linker.groups.all()], led))


class _Linker:
    def __init__(
        self, sentences: Sequence[Sentence], candidates: Sequence[Candidate], voices: Voices, likeness: Likeness | None
    ) -> None:
        self.sentences, self.voices, self.likeness = sentences, voices, likeness
        self.candidates = candidates
        self.groups = Groups(candidates)

    def link(self) -> None:
        self._appositions()
        self._names()
        self._place_nouns()
        self._descriptions()
        self._leaders()
        self._general_nouns()
        self._pronouns()

    @cached_property
    def _by_sentence(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for i, c in enumerate(self.candidates):
            found[c.sentence].append(i)
        return found

    def _appositions(self) -> None:
        for sentence in self.sentences:
            here = self._by_sentence[sentence.index]
            for i, j in apposed(sentence, [self.candidates[k] for k in here]):
                if self._may_be_apposed(here[i], here[j]):
                    self.groups.join(here[i], here[j])

    def _may_be_apposed(self, i: int, j: int) -> bool:
        """No group of appositions holds two different names of people."""
        a, b = self.candidates[i], self.candidates[j]
        if not sorts_agree(a, b) or not countries_agree(a, b):
            return False
        return all(
            same_name(x, y) or is_part_of_name(x, y) for x in self.groups.people(i) for y in self.groups.people(j)
        )

    def _names(self) -> None:
        """The same name, then the only fuller name that it can be short for, then the only one whose initials it is."""
        first: dict[tuple[tuple[str, ...], Sort], int] = {}
        known: dict[str, int] = {}
        longer = _Longer()
        by_initials: dict[str, list[int]] = defaultdict(list)
        for i in self._named():
            c = self.candidates[i]
            parts = name_parts(c.name)
            twin = next(
                (j for s in (c.sort, "organization", "group") if (j := first.get((parts, s))) is not None), None
            )
            if twin is not None and same_name(c, self.candidates[twin]):
                self.groups.join(twin, i)
                continue
            first[parts, c.sort] = i
            identity = known_identity(c)
            if identity is not None:
                self.groups.join(known.setdefault(identity, i), i)
            if len(parts) > 1:
                longer.add(parts, i)
                for letters in acronyms_of(c.name):
                    by_initials[letters].append(i)
        for i in sorted(first.values()):
            self._join_only(i, self._fuller(i, longer))
            if (short := self.candidates[i]).sort != "person" and short.first == short.last:
                letters = short.name.replace(".", "")
                self._join_only(i, [j for j in by_initials.get(letters, ()) if self._may_shorten(i, j)])

    def _named(self) -> Iterator[int]:
        return (i for i, c in enumerate(self.candidates) if c.form == "name")

    def _fuller(self, i: int, longer: _Longer) -> list[int]:
        near = longer.than(name_parts(self.candidates[i].name))
        return [j for j in near if j != i and is_part_of_name(self.candidates[i], self.candidates[j])]

    def _may_shorten(self, i: int, j: int) -> bool:
        return i != j and self.candidates[j].sort != "person" and sorts_agree(self.candidates[i], self.candidates[j])

    def _join_only(self, i: int, found: list[int]) -> None:
        """Two Kims named before are told apart by nothing that we could read: "Kim" alone is then neither."""
        earlier = [j for j in found if j < i]
        for pool in (found, earlier):
            if len({self.groups.of(j) for j in pool}) == 1:
                self.groups.join(pool[0], i)
                return

    def _place_nouns(self) -> None:
        """ "The country" after the name of a state, "the city" after that of a place: the last one named."""
        for i, c in enumerate(self.candidates):
            meant = places_meant(c)
            if meant is None or self.groups.size(i) > 1:
                continue
            near = (
                j
                for sentence in range(c.sentence, max(-1, c.sentence - _PLACE_REACH - 1), -1)
                for j in reversed(self._by_sentence[sentence])
                if j < i
            )
            found = next(
                (j for j in near if self._is_place_of(j, meant) and not self._inside(c, self.candidates[j])), None
            )
            if found is not None:
                self.groups.join(found, i)

    def _is_place_of(self, j: int, meant: frozenset[Sort]) -> bool:
        c = self.candidates[j]
        return c.form == "name" and c.sort in meant

    def _descriptions(self) -> None:
        """ "the ministry", "the North Korean minister": the nearest earlier chain that all its words fit, else a later one."""
        by_word = self._described_by()
        for i, c in enumerate(self.candidates):
            if c.form == "pronoun" or not c.key or (c.form == "name" and not _describes_too(c)):
                continue
            if not self.groups.profile(i).is_of_one_sentence:
                continue
            pool = by_word.get(c.head_lemma, [])
            here, behind = bisect_left(pool, i), bisect_right(pool, i)
            earlier = pool[max(0, here - _REACH) : here][::-1]
            later = pool[behind : behind + _REACH] if len(c.key) > 1 else []
            found = next((j for j in (*earlier, *later) if self._describes(i, j)), None)
            if found is not None:
                self.groups.join(found, i)

    def _described_by(self) -> dict[str, list[int]]:
        """Candidates by the words of their heads and titles, in text order."""
        found: dict[str, list[int]] = defaultdict(list)
        for i, c in enumerate(self.candidates):
            if c.form != "pronoun":
                titles = {word for office in c.offices for word in office.key} if c.sort == "person" else set()
                for word in {c.head_lemma} | titles:
                    found[word].append(i)
        return found

    def _describes(self, i: int, j: int) -> bool:
        description, other = self.candidates[i], self.candidates[j]
        if self.groups.same(i, j) or not sorts_agree(description, other):
            return False
        if self._inside(description, other) or self._coordinated(description, other):
            return False
        if description.form != "name" and not description.definite and not adds_nothing(description, other):
            return False
        return fits_description(description, self.groups.profile(i), self.groups.profile(j))

    def _inside(self, a: Candidate, b: Candidate) -> bool:
        return a.sentence == b.sentence and not (a.last < b.first or b.last < a.first)

    def _coordinated(self, a: Candidate, b: Candidate) -> bool:
        """ "Russia and North Korea", "the minister and his deputy" are never one."""
        if a.sentence != b.sentence:
            return False
        words = self.sentences[a.sentence].words
        return any(words[x.head].relation == "conj" and words[x.head].head == y.head for x, y in ((a, b), (b, a)))

    @cached_property
    def leads(self) -> list[tuple[int, int]]:
        found = []
        for sentence in self.sentences:
            here = self._by_sentence[sentence.index]
            found += [(here[i], here[j]) for i, j in leads(sentence, [self.candidates[k] for k in here])]
        return found

    def _leaders(self) -> None:
        """ "The head of the delegation" after "a delegation headed by X"."""
        led: set[int] = set()
        for leader, body in self.leads:
            if self.groups.of(body) in led:  # whoever led it first is meant by all that is told behind
                continue
            led.add(self.groups.of(body))
            for m in [m for m in self.groups.members(body) if m.sentence > self.candidates[leader].sentence]:
                for k in self._by_sentence[m.sentence]:
                    if is_led(self.candidates[k], m) and self.groups.size(k) == 1:
                        self.groups.join(leader, k)

    def _general_nouns(self) -> None:
        """ "The group" after the only name of a fitting body in the last sentences."""
        for i, c in enumerate(self.candidates):
            meant = sectors_meant(c)
            if meant is None or not self.groups.profile(i).is_general:
                continue
            found: dict[int, int] = {}
            for sentence in range(c.sentence, max(-1, c.sentence - _GENERAL_REACH - 1), -1):
                for j in self._by_sentence[sentence]:
                    if j < i and self._is_body_of(j, meant) and not self._inside(c, self.candidates[j]):
                        found.setdefault(self.groups.of(j), j)
                if found:
                    break
            self._join_only(i, list(found.values()))

    def _is_body_of(self, j: int, meant: frozenset[str]) -> bool:
        c = self.candidates[j]
        if c.form != "name" or c.sort != "organization":
            return False
        held = self.groups.profile(j).sectors
        return not held or bool(held & meant)

    def _pronouns(self) -> None:
        antecedents = Antecedents(
            self.sentences, self.candidates, self._by_sentence, self.groups, self.voices, self.likeness
        )
        for i, c in enumerate(self.candidates):
            if c.form == "pronoun":
                j = antecedents.of(i)
                if j is not None:
                    self.groups.join(j, i)
        for i, j in first_persons(self.sentences, self.candidates, self.groups, self.voices):
            self.groups.join(j, i)


class _Longer:
    """Names of several words by those of their words that a shorter form may keep."""

    def __init__(self) -> None:
        #: By the words kept and the number of all its words: shorter ones are not asked.
        self._by: dict[tuple[str, ...], dict[int, list[int]]] = {}

    def add(self, parts: tuple[str, ...], i: int) -> None:
        ends = (parts[-size:] for size in range(1, min(_ENDING, len(parts)) + 1))
        for kept in {parts[:1], (*parts[:2], _LEFT_OUT), (parts[0], _LEFT_OUT, parts[-1]), *ends}:
            self._by.setdefault(kept, {}).setdefault(len(parts), []).append(i)

    def than(self, parts: tuple[str, ...]) -> list[int]:
        """The numbers of the names that one may be short for, in their order: those that end as it does, or
        begin with it."""
        kept = {parts[-_ENDING:]}
        if len(parts) > 1:
            kept |= {(parts[0], _LEFT_OUT, parts[-1]), (*parts[:2], _LEFT_OUT)}
        found = (by_length for words in kept if (by_length := self._by.get(words)))
        return sorted({i for by_length in found for n, of_n in by_length.items() if n > len(parts) for i in of_n})


def _describes_too(named: Candidate) -> bool:
    """A name that says what a body is ("Defense Ministry", "the Guards"); "Democrats" are not the Senate's."""
    return named.sort == "organization" or (named.sort == "group" and (named.definite or not named.plural))


def _chain(members: list[Candidate]) -> Chain:
    solid = [c for c in members if c.form != "pronoun"] or members
    sort = sort_of(solid)
    return Chain(tuple(members), _name(solid, sort), sort)


def _name(members: Sequence[Candidate], sort: Sort) -> str:
    """The fullest name; a person's without titles, a body's with its country; else the fullest description."""
    names = [c for c in members if c.form == "name" and c.sort == sort] or [c for c in members if c.form == "name"]
    pool = names or members
    best = max(pool, key=lambda c: (len(c.name.split()), len(c.name)) if names else (bool(c.countries), len(c.key)))
    return best.name
