"""Whom a pronoun means: the nearest fitting mention before it, subjects first; nobody where the text leaves it open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dateline.mentions.candidate import Candidate, Sort
from dateline.reader.sentence import Sentence

_HE_SHE = frozenset("he she him her his hers himself herself".split())
_IT = frozenset("it its itself".split())
_THEY = frozenset("they them their theirs themselves".split())
_REACH = 2  # sentences back


def antecedent(
    pronoun: Candidate,
    candidates: Sequence[Candidate],
    sentences: Sequence[Sentence],
    sort_of: Callable[[int], Sort],
) -> int | None:
    """The number of the candidate that ``pronoun`` stands for, or None. First and second person are left to their speakers."""
    word = pronoun.name
    if word == "who":
        return _relative(pronoun, candidates, sentences)
    wanted = _wanted(word)
    if not wanted:
        return None
    best: tuple[tuple[int, int, int], int] | None = None
    for i, other in enumerate(candidates):
        if other.form == "pronoun" or sort_of(i) not in wanted or not _number_fits(word, other):
            continue
        rank = _rank(pronoun, other, sentences)
        if rank is not None and (best is None or rank < best[0]):
            best = (rank, i)
    return best[1] if best else None


def _wanted(word: str) -> frozenset[str]:
    if word in _HE_SHE:
        return frozenset({"person"})
    if word in _IT:
        return frozenset({"organization", "state"})
    return frozenset({"group", "organization", "person"}) if word in _THEY else frozenset()


def _number_fits(word: str, other: Candidate) -> bool:
    if word in _THEY:
        return other.plural or other.sort in ("group", "organization")
    return not other.plural


def _rank(pronoun: Candidate, other: Candidate, sentences: Sequence[Sentence]) -> tuple[int, int, int] | None:
    """Small is near: sentences back, then subjects first, then words back. None if it cannot be meant."""
    back = pronoun.sentence - other.sentence
    if not 0 <= back <= _REACH:
        return None
    words = sentences[other.sentence].words
    if back == 0:
        if other.first <= pronoun.head <= other.last:
            return None
        if other.head > pronoun.head:
            return _later(pronoun, other, sentences)
        if (
            _same_clause_object(pronoun, sentences[pronoun.sentence])
            and _is_subject(words[other.head].relation)
            and words[other.head].head == words[pronoun.head].head
        ):
            return None
    subject = _is_subject(_relation(sentences[other.sentence], other))
    distance = pronoun.head - other.head if back == 0 else len(words) - other.head
    return back, 0 if subject else 1, distance


def _later(pronoun: Candidate, other: Candidate, sentences: Sequence[Sentence]) -> tuple[int, int, int] | None:
    """ "During his visit, the minister met …": a possessive in an opening phrase may mean the subject that follows."""
    sentence = sentences[pronoun.sentence]
    word = sentence.words[pronoun.head]
    if word.deprel != "nmod:poss" or not _is_subject(_relation(sentence, other)):
        return None
    opening = all(not _is_subject(w.relation) for w in sentence.words[: pronoun.head])
    return (0, -1, other.head - pronoun.head) if opening else None


def _relation(sentence: Sentence, c: Candidate) -> str:
    """How the phrase hangs in its clause: through names and appositions up to the word that governs it."""
    for i in range(c.first, c.last + 1):
        if not c.first <= sentence.words[i].head <= c.last:
            word = sentence.words[i]
            if word.relation in ("appos", "conj", "flat") and word.head >= 0:
                return sentence.words[word.head].relation
            return word.relation
    return sentence.words[c.head].relation


def _is_subject(relation: str) -> bool:
    return relation in ("nsubj", "csubj")


def _same_clause_object(pronoun: Candidate, sentence: Sentence) -> bool:
    return sentence.words[pronoun.head].relation in ("obj", "iobj")


def _relative(pronoun: Candidate, candidates: Sequence[Candidate], sentences: Sequence[Sentence]) -> int | None:
    """ "who" means the noun that its clause hangs from."""
    sentence = sentences[pronoun.sentence]
    for above in (sentence.words[pronoun.head], *sentence.ancestors(pronoun.head)):
        if above.deprel == "acl:relcl" and above.head >= 0:
            for i, c in enumerate(candidates):
                if c.sentence == pronoun.sentence and c.form != "pronoun" and c.first <= above.head <= c.last:
                    return i
    return None
