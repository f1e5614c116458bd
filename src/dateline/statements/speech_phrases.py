"""Speech without a speech verb: "according to the ministry", "citing officials", "his claim that …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.grammar.function_words import COMPLEMENTIZERS
from dateline.grammar.noun_phrases import is_definite
from dateline.grammar.saying import cues
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word
from dateline.statements.contents import Range, clause_above, clause_below, parts_around, parts_below
from dateline.statements.speakers import issuer_of, may_act, speaker_of

_WORDS = lexicon("statements")
_CITING, _KNOWN_ONLY = _WORDS.words("citing_verbs"), _WORDS.words("definite_source_prepositions")
_CLAUSES = ("root", "ccomp", "conj", "advcl", "parataxis", "acl")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_MAKING = _WORDS.words("making_verbs")


@dataclass(frozen=True, slots=True)
class SpeechPhrase:
    """A cue (first and last word), who speaks, and the words that are said."""

    cue: Range
    speaker: Word
    content: Range


def find_phrases(sentence: Sentence) -> Iterator[SpeechPhrase]:
    for word in sentence.words:
        if word.upos in _NOMINAL:
            cue = _preposition(sentence, word)
            if cue is not None:
                yield from _within_clause(sentence, word, cue, word)
        if word.lemma in _CITING and word.xpos == "VBG" and word.relation in ("advcl", "acl"):
            cited = sentence.child(word.index, "obj")
            if cited is not None and can_speak(cited):
                yield from _cited(sentence, word, cited)
        if word.upos == "NOUN" and word.lemma in cues().nouns:
            yield from _claimed(sentence, word)


def _preposition(sentence: Sentence, word: Word) -> Range | None:
    """The words of "according to" before a noun."""
    case = sentence.child(word.index, "case")
    if case is None or case.text.lower() not in _openers():
        return None
    fixed = [w.index for w in sentence.dependents(case.index, "fixed")]
    beside = [w.index for w in sentence.dependents(word.index, "case") if w.index == case.index + 1]
    last = max((case.index, *fixed, *beside))
    words = sentence.words[case.index : last + 1]
    name = "_".join(w.text.lower() for w in words)
    known = word.upos == "PROPN" or is_definite(sentence, word.index)  # "per the report", not "per student"
    if name not in cues().prepositions or (name in _KNOWN_ONLY and not known):
        return None
    return case.index, last


@cache
def _openers() -> frozenset[str]:
    """The words that such a phrase begins with."""
    return frozenset(name.partition("_")[0] for name in cues().prepositions)


def can_speak(word: Word) -> bool:
    """People, bodies and papers can be cited as sources; concerns and needs are cited as reasons."""
    return may_act(word) or word.lemma in cues().documents


def _cited(sentence: Sentence, citing: Word, cited: Word) -> Iterator[SpeechPhrase]:
    """ "X reported that the talks failed, citing officials": the officials say what X reports."""
    top = sentence.words[citing.head]
    verb = next((w for w in (top, *_beside(sentence, top)) if cues().speech(sentence, w) is not None), None)
    parts = _said(sentence, verb) if verb is not None else []
    if not parts:
        first, last = sentence.subtree(top.index)
        cut_first, cut_last = sentence.subtree(citing.index)
        parts = [(first, cut_first - 1) if top.index < cut_first else (cut_last + 1, last)]
    if parts[0][0] <= parts[0][1] and not parts[0][0] <= citing.index <= parts[0][1]:
        yield SpeechPhrase((citing.index, citing.index), cited, parts[0])


def _beside(sentence: Sentence, top: Word) -> Iterator[Word]:
    """The verb that reports the clause, or that is put into it."""
    if top.relation == "ccomp":
        yield sentence.words[top.head]
    yield from sentence.dependents(top.index, "parataxis")


def _said(sentence: Sentence, verb: Word) -> list[Range]:
    speaker = speaker_of(sentence, verb)
    if (clause := clause_below(sentence, verb, speaker)) is not None:
        return parts_below(sentence, verb, clause, speaker)
    host = clause_above(sentence, verb, speaker)
    return parts_around(sentence, verb, host, speaker) if host is not None else []


def _within_clause(sentence: Sentence, phrase: Word, cue: Range, speaker: Word) -> Iterator[SpeechPhrase]:
    """The clause that the phrase stands in, without it: the part with the verb."""
    top = phrase
    while top.head >= 0 and (top is phrase or top.relation not in _CLAUSES):
        top = sentence.words[top.head]
    cut_first, cut_last = sentence.subtree(phrase.index)
    cut_first = min(cut_first, cue[0])
    while top.relation in _CLAUSES and top.head >= 0 and _ends(sentence, cut_last) and _is_set_off(sentence, cut_first):
        top = sentence.words[top.head]
    if top.index == phrase.index:
        return
    first, last = sentence.subtree(top.index)
    side = (first, cut_first - 1) if top.index < cut_first else (cut_last + 1, last)
    if side[0] <= side[1]:
        yield SpeechPhrase(cue, speaker, side)


def _ends(sentence: Sentence, last: int) -> bool:
    return all(w.upos == "PUNCT" for w in sentence.words[last + 1 :])


def _is_set_off(sentence: Sentence, first: int) -> bool:
    """A comma before a closing "according to" makes it speak of the whole sentence."""
    return first > 0 and "PUNCT" in (sentence.words[first].upos, sentence.words[first - 1].upos)


def _claimed(sentence: Sentence, noun: Word) -> Iterator[SpeechPhrase]:
    """ "the ministry's claim that …": only with a clause, and with somebody whose claim it is."""
    clause = next(
        (c for c in sentence.dependents(noun.index, "acl", "ccomp") if c.index > noun.index and has_that(sentence, c)),
        None,
    )
    if clause is None:
        return
    speaker = issuer_of(sentence, noun)
    if speaker is None and noun.relation == "obj" and noun.head >= 0 and sentence.words[noun.head].lemma in _MAKING:
        speaker = sentence.child(noun.head, "nsubj")
    if speaker is not None and speaker.index < clause.index:
        yield SpeechPhrase((noun.index, noun.index), speaker, sentence.subtree(clause.index))


def has_that(sentence: Sentence, clause: Word) -> bool:
    mark = sentence.child(clause.index, "mark")
    return mark is not None and mark.lemma in COMPLEMENTIZERS and clause.deprel != "acl:relcl"
