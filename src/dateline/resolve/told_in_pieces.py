"""Whether two words of one sentence tell one act in pieces ("the blast went off", "killing 12 and wounding 43") or two acts, by
grammar alone."""

from __future__ import annotations

from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word

_HURTING = frozenset(lexicon("events").group_of("hurting_verbs"))
_EVENT = 0.5  # nouns that the reader takes for events: "the blast killed two" has no doer for its subject


def are_one(sentence: Sentence, first: int, second: int) -> bool:
    """A noun is what the verb tells of, or a verb without a subject of its own tells whom the act before it hurt."""
    for upper, lower in ((first, second), (second, first)):
        a, b = sentence.words[upper], sentence.words[lower]
        if b.deprel == "nsubj" and b.head == upper and b.event_noun >= _EVENT:
            return True
        hurts = b.lemma in _HURTING and b.relation in ("advcl", "conj") and _subject(sentence, b) is None
        joined = b.relation == "advcl" and b.xpos in ("VBG", "VBD")
        if hurts and b.head == upper and (joined or a.lemma in _HURTING):
            return True
        if hurts and b.xpos == "VBG" and upper < lower and _clause(sentence, lower) == a:
            return True
    return False


def are_two(sentence: Sentence, first: int, second: int) -> bool:
    """ "The army bombed Nyala, killing 12, and rebels shelled the garrison": verbs that "and" joins, each with a doer."""
    a, b = _clause(sentence, first), _clause(sentence, second)
    if a is None or b is None or a.index == b.index:
        return False
    doers = (_subject(sentence, a), _subject(sentence, b))
    if any(d is None or d.upos == "PRON" or d.event_noun >= _EVENT for d in doers):
        return False
    return (b.relation == "conj" and b.head == a.index) or (a.relation == "conj" and a.head == b.index)


def _clause(sentence: Sentence, index: int) -> Word | None:
    """The verb with a subject that a word stands with: its own, that above it, or that before a participle, which the parser may
    hang elsewhere."""
    word = sentence.words[index]
    if word.xpos == "VBG" and _subject(sentence, word) is None:
        before = (w for w in reversed(sentence.words[:index]) if w.upos == "VERB" and _subject(sentence, w) is not None)
        return next(before, None)
    for above in (word, *sentence.ancestors(index)):
        if above.upos == "VERB" and _subject(sentence, above) is not None:
            return above
        if above.upos == "VERB" and above.relation not in ("advcl", "conj", "xcomp"):
            return None
    return None


def _subject(sentence: Sentence, verb: Word) -> Word | None:
    return next((w for w in sentence.dependents(verb.index, "nsubj") if w.deprel == "nsubj"), None)
