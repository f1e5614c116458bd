"""Where a noun phrase begins and ends around its head word, and what its words say."""

from __future__ import annotations

from dateline.grammar.function_words import GENITIVE
from dateline.language import lexicon
from dateline.model import Span
from dateline.reader.sentence import Sentence, Word

_WORDS = lexicon("grammar")
_DEFINITE, _FOR = _WORDS.words("definite_determiners"), _WORDS.words("beneficiary_prepositions")
_BEFORE = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "flat", "advmod", "nmod:desc", "nmod:unmarked"})
_AFTER = frozenset({"flat", "goeswith", "fixed"})
_OWNS = _WORDS.words("possessive_markers")
_EMPTY = frozenset({"DET", "PRON", "PUNCT", "CCONJ", "ADP", "PART", "AUX", "SCONJ", "SYM", "NUM"})
_SPEAKERS = _WORDS.words("speaker_nouns")
_CHARGES = _WORDS.words("charging_verbs")
_POINTERS = frozenset({"DET", "PRON", "PUNCT", "CCONJ", "ADP", "PART"})
_MEASURES = _WORDS.words("measure_words")
_RANKS = _WORDS.table("short_ranks")
_RESULTS, _DEADLY = _WORDS.words("results"), _WORDS.words("deadly_verbs")
#: Heads that only count or collect what follows "of": "dozens of soldiers".
PARTITIVES = _WORDS.words("partitive_nouns")
_MEMBERS = _WORDS.words("member_nouns")
_TRAVELLING = _WORDS.words("travelling_bodies")


def phrase(sentence: Sentence, head: int) -> tuple[int, int]:
    """First and last word of the core phrase: modifiers before the head, names after it, and "of" phrases."""
    first = last = head
    for child in sentence.children[head]:
        word = sentence.words[child]
        if child < head:
            if word.deprel in _BEFORE or word.relation in _BEFORE:
                first = min(first, sentence.subtree(child)[0])
        elif is_of_phrase(sentence, word):
            last = max(last, _coordinated_end(sentence, child))
        elif word.relation in _AFTER:
            last = max(last, sentence.subtree(child)[1])
    while first < head and (sentence.words[first].upos == "PUNCT" and not sentence.words[first].text.isalnum()):
        first += 1
    return first, last


def _coordinated_end(sentence: Sentence, index: int) -> int:
    """Where "of X", "of X and Y" ends: the last of the joined nouns, with their own "of" phrases."""
    end = phrase(sentence, index)[1]
    for word in sentence.dependents(index, "conj"):
        between = sentence.words[index + 1 : word.index]
        if word.upos in ("NOUN", "PROPN") and any(w.upos == "CCONJ" for w in between):
            end = max(end, phrase(sentence, word.index)[1])
    return end


def counted(sentence: Sentence, word: int) -> Word | None:
    """What a head only counts or collects: the men of "dozens of the men", the delegation of "members of the delegation"."""
    head = sentence.words[word]
    inner = next((w for w in sentence.dependents(word, "nmod") if is_of_phrase(sentence, w)), None)
    if inner is None or head.lemma in PARTITIVES or head.upos == "NUM":
        return inner
    return inner if head.lemma in _MEMBERS and inner.lemma in _TRAVELLING else None


def is_of_phrase(sentence: Sentence, word: Word) -> bool:
    """ "of the DPRK" after a noun, and "for the union" after "spokesman"; not the charge of "accused the president of fraud"."""
    if word.relation != "nmod" or word.deprel == "nmod:poss":
        return False
    case = sentence.child(word.index, "case")
    if case is None:
        return False
    if case.lemma in GENITIVE:
        noun = sentence.words[word.head]
        governor = sentence.words[noun.head].lemma if noun.head >= 0 and noun.relation in ("obj", "nsubj") else ""
        return governor not in _CHARGES or word.upos == "PROPN"
    return case.lemma in _FOR and sentence.words[word.head].lemma.lower() in _SPEAKERS


def without_articles(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The phrase without what counts or points at its beginning: "the ministry", "its own clinics", "at least 14 people"; nor is
    the dead of "shot dead two teachers" a part of it."""
    while first < last:
        word = sentence.words[first]
        is_none = word.upos in _POINTERS or word.lemma.lower() in _MEASURES
        if not is_none and not _is_adverb(sentence, word) and not _is_result(sentence, word):
            break
        first += 1
    return first, last


def _is_result(sentence: Sentence, word: Word) -> bool:
    """What somebody is by the deed, right behind its verb: no word of a phrase stands before its number or article."""
    if word.index == 0 or word.text not in _RESULTS:
        return False
    before, after = sentence.words[word.index - 1], sentence.words[word.index + 1]
    return before.upos == "VERB" and (after.upos in ("NUM", "DET") or before.lemma in _DEADLY)


def _is_adverb(sentence: Sentence, word: Word) -> bool:
    """ "About 200", "more than 30" """
    after = sentence.words[word.index + 1]
    return word.upos == "ADV" and after.upos in ("NUM", "DET", "ADP")


def content_lemmas(sentence: Sentence, first: int, last: int) -> list[tuple[str, Word]]:
    """The words that describe: no articles, numbers, prepositions or punctuation; ranks in full."""
    words = sentence.words[first : last + 1]
    return [(_RANKS.get(lemma := w.lemma.lower(), lemma), w) for w in words if w.upos not in _EMPTY]


def possessor(sentence: Sentence, start: int) -> int | None:
    """The last word of the owner whose "'s" stands right before word ``start``: "Peru | 's Unified Teachers' Union"."""
    if start < 2 or sentence.words[start - 1].text.lower() not in _OWNS:
        return None
    return start - 2


def span_of(text: str, sentence: Sentence, first: int, last: int) -> Span:
    return Span.of(text, sentence.words[first].start, sentence.words[last].end)


def is_definite(sentence: Sentence, head: int) -> bool:
    """Begins with "the", "this", "their" … or is a possessive: the reader is meant to know whom."""
    det = sentence.child(head, "det", "nmod:poss")
    return det is not None and (det.deprel == "nmod:poss" or det.lemma in _DEFINITE)
