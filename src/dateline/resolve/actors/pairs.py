"""Whom "the two", "both" and "the two leaders" mean: the only two that a clause before names as those who take part in it; and
the two governments that a hyphen joins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.grammar.arguments import preposition_of
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word
from dateline.resolve.actors.who import ActorResolver, Meant

_WORDS = lexicon("actors")
_TWO, _LANDS = _WORDS.words("pair_words"), _WORDS.words("pairs_of_lands")
_PEOPLE = _WORDS.words("pairs_of_people")
_WITH = _WORDS.words("partner_prepositions")
_DEFINITE = lexicon("grammar").words("definite_determiners")
_HYPHENS = frozenset("-\u2010\u2011")
_BACK = 1  # sentences before in which the two are named


class TwoMeant:
    """Asks the actors of one report."""

    def __init__(self, sentences: Sequence[Sentence], actors: ActorResolver) -> None:
        self._sentences, self._actors = sentences, actors

    def of(self, sentence: int, word: int) -> Sequence[Meant]:
        """The two that a word stands for; none if it stands for no two, or more than two are named."""
        noun = self._sentences[sentence].words[word]
        if joined := self._hyphened(sentence, word):
            return joined
        if not _is_pair(self._sentences[sentence], noun):
            return ()
        for at in range(sentence, max(-1, sentence - _BACK - 1), -1):
            for verb in self._verbs(at, word if at == sentence else None):
                found = list(self._taking_part(at, verb))
                if len(found) >= 2:
                    return self._as_called(noun, found) if len(found) == 2 else ()
        return ()

    def _hyphened(self, sentence: int, word: int) -> Sequence[Meant]:
        """Both of "Kinshasa-Brazzaville talks"."""
        words = self._sentences[sentence].words
        for first in (word, word - 2):
            if (
                first < 0
                or first + 2 >= len(words)
                or words[first + 1].text not in _HYPHENS
                or words[first].space_after
            ):
                continue
            both = [self._actors.at(sentence, w) for w in (first, first + 2)]
            told = [who for who in both if who is not None and who.iso3 is not None]
            if len({who.actor for who in told}) == 2:
                return told
        return ()

    def _verbs(self, sentence: int, before: int | None) -> Iterator[int]:
        words = self._sentences[sentence].words[:before]
        return (w.index for w in reversed(words) if w.upos == "VERB")

    def _taking_part(self, sentence: int, verb: int) -> Iterator[Meant]:
        """Whoever is told as subject, object or partner of a verb, each once."""
        s = self._sentences[sentence]
        told = [*s.dependents(verb, "nsubj", "obj", "iobj"), *self._partners(s, verb)]
        seen: set[str] = set()
        for word in (w for one in told for w in (one, *s.dependents(one.index, "conj"))):
            for who in (self._actors.at(sentence, word.index), *self._actors.beside(sentence, word.index)):
                if who is not None and who.actor not in seen:
                    seen.add(who.actor)
                    yield who

    def _partners(self, s: Sentence, verb: int) -> Iterator[Word]:
        return (w for w in s.dependents(verb, "obl") if preposition_of(s, w.index) in _WITH)

    def _as_called(self, noun: Word, two: Sequence[Meant]) -> Sequence[Meant]:
        """The countries of the two leaders who are told of, where "the two countries" are meant; none where people are and it is
        not people who were named."""
        if noun.lemma in _LANDS:
            lands = [(self._actors.country_of(who), who.mention.span) for who in two]
            return [self._actors.land(iso3, span) for iso3, span in lands if iso3 is not None]
        if noun.lemma in _PEOPLE and any(self._actors.actor(who).kind != "person" for who in two):
            return ()
        return two


def _is_pair(s: Sentence, noun: Word) -> bool:
    """ "The two", "both", "both sides", "the two leaders", but not "two of them" nor "the two men of the guard"."""
    if s.child(noun.index, "nmod", "amod", "compound", "acl", "nmod:poss", "appos") is not None:
        return False
    if noun.lemma in _TWO:
        return noun.upos != "NUM" or (noun.index > 0 and s.words[noun.index - 1].lemma in _DEFINITE)
    return noun.xpos == "NNS" and (
        any(d.lemma in _TWO for d in s.dependents(noun.index, "det"))
        or (
            any(n.lemma in _TWO for n in s.dependents(noun.index, "nummod"))
            and any(d.lemma in _DEFINITE for d in s.dependents(noun.index, "det"))
        )
    )
