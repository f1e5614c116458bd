"""What the codebook calls a word: ``visit.v``, ``air_strike.n``, ``pull_out.v``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.grammar.light_verbs import verb_lemma
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word

_PARTICLES = lexicon("events").words("particles")


class Spellings:
    """The names of a codebook, to be asked which of them a word bears. Most words bear none, and cost one look-up."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        verbs = frozenset(n.removesuffix(".v").partition("_")[0] for n in self._known if n.endswith(".v"))
        last = (n.removesuffix(".n").rpartition("_")[2] for n in self._known if n.endswith(".n"))
        nouns = frozenset(noun[i:] for noun in last for i in range(len(noun)))
        adjectives = frozenset(n.removesuffix(".a") for n in self._known if n.endswith(".a"))
        self._heads = {"VERB": verbs, "NOUN": nouns, "PROPN": nouns, "ADJ": adjectives}

    def borne(self, sentence: Sentence) -> Iterator[tuple[Word, tuple[str, ...]]]:
        """The words of a sentence that bear any, with what they bear."""
        for word in sentence.words:
            heads = self._heads.get(word.upos)
            if heads is not None and word.lemma in heads and (names := self.of(sentence, word)):
                yield word, names

    def of(self, sentence: Sentence, word: Word) -> tuple[str, ...]:
        """Those of the names that the word bears, the most exact first."""
        heads = self._heads.get(word.upos)
        if heads is None or word.lemma not in heads:
            return ()
        return tuple(name for name in names_of(sentence, word) if name in self._known)


def names_of(sentence: Sentence, word: Word) -> Iterator[str]:
    """The codebook's spellings of a predicate, the most exact first: ``air_strike.n``, then ``strike.n``."""
    if word.upos == "VERB":
        if word.deprel in ("amod", "compound"):
            return  # "displaced families": what they are, not what happened now
        lemma = verb_lemma(sentence, word)
        if lemma != word.lemma:
            yield f"{lemma}.v"
        else:
            yield from (f"{word.lemma}_{p}.v" for p in _loose_particles(sentence, word))
        yield f"{word.lemma}.v"
    elif word.upos in ("NOUN", "PROPN"):
        if word.deprel in ("compound", "flat"):
            return
        for child in sentence.dependents(word.index, "compound", "amod"):
            yield f"{child.lemma}_{word.lemma}.n"
            yield f"{child.lemma}{word.lemma}.n"
        yield f"{word.lemma}.n"
    elif word.upos == "ADJ":
        yield f"{word.lemma}.a"


def _loose_particles(sentence: Sentence, verb: Word) -> Iterator[str]:
    """ "pull out of", "march on": the parser may hang the little word elsewhere."""
    after = verb.index + 1
    if after < len(sentence.words) and sentence.words[after].lemma in _PARTICLES:
        number = sentence.words[sentence.words[after].head]
        if (
            number.upos != "NUM" or sentence.words[number.head].kind == "person"
        ):  # "shipped over 40 tons", "ran over two men"
            yield sentence.words[after].lemma
    for child in sentence.dependents(verb.index, "advmod"):
        if child.lemma in _PARTICLES and child.index > after:
            yield child.lemma
