"""Where a noun phrase begins and ends around its head word, and what its words say."""

from __future__ import annotations

from dateline.model import Span
from dateline.reader.sentence import Sentence, Word

_BEFORE = (
    "det",
    "amod",
    "compound",
    "nummod",
    "nmod:poss",
    "flat",
    "advmod",
    "nmod:desc",
    "nmod:unmarked",
    "punct",
    "case",
)
_EMPTY = frozenset({"DET", "PRON", "PUNCT", "CCONJ", "ADP", "PART", "AUX", "SCONJ", "SYM", "NUM"})
#: Heads that only count or collect what follows "of": "members of the delegation" are the delegation.
PARTITIVES = frozenset(
    "member dozen hundred thousand score number majority most many some several group pair part rest leadership remnant".split()
)


def phrase(sentence: Sentence, head: int) -> tuple[int, int]:
    """First and last word of the core phrase: modifiers before the head, names after it, and "of" phrases."""
    first = last = head
    for child in sentence.children[head]:
        word = sentence.words[child]
        if child < head and word.deprel != "case" and _modifies(word):
            first = min(first, sentence.subtree(child)[0])
        elif child > head and (word.relation in ("flat", "goeswith", "fixed") or is_of_phrase(sentence, word)):
            inner = _coordinated_end(sentence, child) if is_of_phrase(sentence, word) else sentence.subtree(child)[1]
            last = max(last, inner)
    while first < head and (sentence.words[first].upos == "PUNCT" and not sentence.words[first].text.isalnum()):
        first += 1
    return first, last


def _coordinated_end(sentence: Sentence, index: int) -> int:
    """Where "of X", "of X and Y" ends: the last of the joined nouns, with their own "of" phrases."""
    end = phrase(sentence, index)[1]
    for word in sentence.dependents(index, "conj"):
        if word.upos in ("NOUN", "PROPN") and sentence.child(word.index, "cc") is not None:
            end = max(end, phrase(sentence, word.index)[1])
    return end


def _modifies(word: Word) -> bool:
    return word.deprel in _BEFORE or word.relation in _BEFORE


def is_of_phrase(sentence: Sentence, word: Word) -> bool:
    """ "of the DPRK" after a noun."""
    if word.relation != "nmod" or word.deprel == "nmod:poss":
        return False
    case = sentence.child(word.index, "case")
    return case is not None and case.lemma == "of"


def without_articles(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The phrase without leading determiners, possessive pronouns and brackets: "the ministry" -> "ministry"."""
    while first < last and sentence.words[first].upos in ("DET", "PRON", "PUNCT", "CCONJ", "ADP"):
        first += 1
    return first, last


def content_lemmas(sentence: Sentence, first: int, last: int) -> list[tuple[str, Word]]:
    """The words that describe: no articles, numbers, prepositions or punctuation."""
    return [(w.lemma, w) for w in sentence.words[first : last + 1] if w.upos not in _EMPTY]


def span_of(text: str, sentence: Sentence, first: int, last: int) -> Span:
    return Span.of(text, sentence.words[first].start, sentence.words[last].end)


def is_definite(sentence: Sentence, head: int) -> bool:
    """Begins with "the", "this", "their" … or is a possessive: the reader is meant to know whom."""
    det = sentence.child(head, "det", "nmod:poss")
    return det is not None and (
        det.deprel == "nmod:poss" or det.lemma in ("the", "this", "that", "these", "those", "both")
    )
