"""How many an act befell: what its words count in all its tellings, once, and the tolls that are told of it later."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from dateline.codebook import Codebook
from dateline.events.base import Act
from dateline.events.size import Counted, Headcount, headcounts, together
from dateline.events.toll import Toll, tolls
from dateline.grammar.clauses import Clauses
from dateline.model import Because, Report, Size
from dateline.reader.sentence import Sentence, Word
from dateline.resolve.telling import Telling

_JOINED = ("advcl", "conj", "xcomp", "parataxis", "acl")
_GOVERNED = ("advcl", "nsubj", "obl", "obj", "nmod")
_FIELDS = frozenset(Size().numbers)
_NEAR = 2  # sentences from an act to a toll that does not say of what, if the act counted nobody itself


class HowMany(NamedTuple):
    """A size, and the words that count it."""

    size: Size
    because: tuple[Because, ...] = ()
    by_toll: bool = False


class Counting:
    """Asks the clauses of one report. A verb that tells an act of its own counts for that act alone."""

    def __init__(self, codebook: Codebook, report: Report, clauses: Sequence[Clauses], acts: Sequence[Act]) -> None:
        self._codebook, self._report, self._clauses = codebook, report, clauses
        self._acts = {(act.sentence, act.word) for act in acts}
        self._held: dict[tuple[int, int], list[Headcount]] = {}

    def of(self, act: Act) -> HowMany:
        """What one telling counts."""
        return self._told(together(self._headcounts(act)))

    def of_all(self, tellings: Sequence[Telling]) -> list[HowMany]:
        """What each act befell by all its tellings, with the tolls that are its own."""
        counted = [
            sorted({t for act in telling.acts for t in self._headcounts(act)}, key=_order) for telling in tellings
        ]
        victims = _Victims(tellings, counted, [self._hurts(telling) for telling in tellings])
        for sentence in (clauses.sentence for clauses in self._clauses):
            for toll in tolls(sentence):
                at = victims.meant(sentence, toll)
                field = toll.field or (_only_field(counted[at]) if at is not None else None)
                if at is not None and field is not None:
                    victims.count(at, toll.headcount(field, sentence.index))
        return [self._told(together(found)) for found in counted]

    def _headcounts(self, act: Act) -> Sequence[Headcount]:
        """What an act counts by itself, worked out once."""
        at = act.sentence, act.word
        if at not in self._held:
            clauses = self._clauses[act.sentence]
            tellers = self._tellers(clauses.sentence, act.word)
            self._held[at] = [one for word in tellers for one in headcounts(clauses, word)]
        return self._held[at]

    def _tellers(self, sentence: Sentence, word: int) -> list[int]:
        """The act's word, the verb whose part it is ("12 died in the shelling"), and the verbs joined to them that tell no act of
        their own: "ambushed a patrol, leaving 12 dead", "a raid that left nine dead"."""
        words, own = [word], sentence.words[word]
        above = sentence.words[own.head] if own.head >= 0 and own.relation.split(":")[0] in _GOVERNED else None
        if above is not None and self._is_free(sentence, above):
            words.append(above.index)
        for w in words:
            joined = (d for d in sentence.dependents(w, *_JOINED) if d.index not in words)
            words += [d.index for d in joined if self._is_free(sentence, d) and not _is_circumstance(sentence, d)]
        return [*words, *(n.index for w in words for n in self._numbered(sentence, w))]

    def _numbered(self, sentence: Sentence, word: int) -> Iterator[Word]:
        """ "ended with 21 deaths"."""
        for noun in sentence.dependents(word, "obl", "obj", "nmod"):
            told = (sentence.index, noun.index) in self._acts
            if noun.upos == "NOUN" and not told and sentence.child(noun.index, "nummod") is not None:
                yield noun

    def _is_free(self, sentence: Sentence, word: Word) -> bool:
        return word.upos == "VERB" and (sentence.index, word.index) not in self._acts

    def _hurts(self, telling: Telling) -> bool:
        return self._codebook.types[telling.event.type].in_pieces

    def _told(self, counted: Counted) -> HowMany:
        by_toll = any(one.rank for given in counted.by.values() for one in given)
        return HowMany(counted.size, tuple(self._because(counted.by)), by_toll)

    def _because(self, by: Mapping[str, Sequence[Headcount]]) -> Iterator[Because]:
        for field, given in by.items():
            for one in given:
                words = self._clauses[one.sentence].sentence.words
                for w in one.words:
                    yield Because(field, self._report.span(words[w].start, words[w].end), "counted")


class _Victims:
    """Which act a toll counts the victims of, to be asked in the order of the text."""

    def __init__(
        self, tellings: Sequence[Telling], counted: Sequence[list[Headcount]], hurting: Sequence[bool]
    ) -> None:
        self._counted = counted
        places = [[(act.sentence, act.word) for act in telling.acts] for telling in tellings]
        self._told = {at: n for n, of_act in enumerate(places) for at in of_act}
        self._places = [of_act if hurts else [] for of_act, hurts in zip(places, hurting, strict=True)]
        self._hurting = sorted(at for of_act in self._places for at in of_act)
        #: Where those are told that have counted somebody, by what they counted.
        self._by_field: dict[str, list[tuple[int, int]]] = {}
        self._noted: set[tuple[int, str]] = set()
        for n, found in enumerate(counted):
            for one in found:
                self._note(n, one.field)

    def meant(self, sentence: Sentence, toll: Toll) -> int | None:
        """The act that it names; else one of its own sentence; else the last that hit somebody."""
        named = [n for w in toll.causes if (n := self._told.get((sentence.index, w))) is not None and self._places[n]]
        if named:
            return named[-1]
        if any(_is_cause(sentence.words[w]) for w in toll.causes):
            return None  # an earthquake
        at = sentence.index, toll.noun
        near = self._last(self._hurting, at)
        if near is None or sentence.index - near[0] <= _NEAR:
            return None if near is None else self._told[near]
        same = self._last(self._by_field.get(toll.field or "", ()), at)
        return None if same is None else self._told[same]

    def count(self, n: int, one: Headcount) -> None:
        self._counted[n].append(one)
        self._note(n, one.field)

    def _note(self, n: int, field: str) -> None:
        if (n, field) not in self._noted:
            self._noted.add((n, field))
            for at in self._places[n]:
                insort(self._by_field.setdefault(field, []), at)

    @staticmethod
    def _last(places: Sequence[tuple[int, int]], before: tuple[int, int]) -> tuple[int, int] | None:
        at = bisect_left(places, before)
        return places[at - 1] if at else None


def counted(tellings: Sequence[Telling], counting: Counting) -> list[Telling]:
    """The tellings with how many each act befell. Whom a toll counts is somebody: the act is coded though nobody is named."""
    found = []
    for telling, (size, because, by_toll) in zip(tellings, counting.of_all(tellings), strict=True):
        others = (b for b in telling.event.because if b.field not in _FIELDS)
        event = replace(telling.event, size=size, because=tuple(dict.fromkeys((*others, *because))))
        found.append(telling._replace(event=event, uncoded=None if by_toll else telling.uncoded))
    return found


def _order(one: Headcount) -> tuple[int, tuple[int, ...]]:
    return one.sentence, one.words


def _only_field(counted: Sequence[Headcount]) -> str | None:
    """What an act counts, if that is one thing; of several the last."""
    return counted[-1].field if counted else None


def _is_circumstance(sentence: Sentence, verb: Word) -> bool:
    """ "marched after three people died": not what came of it."""
    return verb.relation.startswith("advcl") and sentence.child(verb.index, "mark") is not None


def _is_cause(word: Word) -> bool:
    return word.kind == "event"
