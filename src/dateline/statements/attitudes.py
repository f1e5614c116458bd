"""Attitudes: what somebody thinks, wants, decides or takes a stand on. They have a source, a cue and a content as speech has."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reader.sentence import Sentence, Word
from dateline.statements.contents import Range, complements
from dateline.statements.cues import cues
from dateline.statements.phrases import SpeechPhrase
from dateline.statements.speakers import may_act, speaker_of

_CLAUSES = ("ccomp", "xcomp")


def find_attitudes(sentence: Sentence) -> Iterator[SpeechPhrase]:
    """The attitudes of one sentence; a cue may also be one of speech."""
    for verb in sentence.words:
        if verb.upos == "VERB" and not _is_below_another(sentence, verb):
            content = _content(sentence, verb)
            if content is None:
                continue
            speaker = speaker_of(sentence, verb)
            if speaker is not None and _can_hold(speaker):
                yield SpeechPhrase((verb.index, verb.index), speaker, content)


def _content(sentence: Sentence, verb: Word) -> Range | None:
    lists, lemma = cues(), cues().lemma(sentence, verb)
    if lemma in lists.attitudes and sentence.child(verb.index, "obj", *_CLAUSES) is not None:
        return complements(sentence, verb)
    if lemma in lists.intentions and sentence.child(verb.index, *_CLAUSES) is not None:
        return complements(sentence, verb)
    for child in sentence.dependents(verb.index, "obl", "advcl", "advmod"):
        case = sentence.child(child.index, "case", "mark")
        if case is not None and f"{verb.lemma}_{case.lemma}" in lists.pointing:
            return complements(sentence, verb)
    return None


def _is_below_another(sentence: Sentence, verb: Word) -> bool:
    """ "wants to support": the second verb is what is wanted."""
    return verb.xpos == "VB" and verb.relation in ("xcomp", "acl", "advcl", "ccomp")


def _can_hold(word: Word) -> bool:
    return may_act(word) or word.lemma in cues().documents
