"""Documents that speak: "the statement said" means whoever issued the statement, if the text says who that is."""

from __future__ import annotations

from dateline.grammar.saying import cues
from dateline.language import lexicon
from dateline.reader.sentence import Sentence, Word
from dateline.statements.speakers import issuer_of, own_subject

_WORDS = lexicon("statements")
_SAME = _WORDS.words("document_determiners")
_ISSUING = _WORDS.words("issuing_verbs")


class Issuers:
    """Who issued the document that a report spoke of last; sentences must be noted in their order."""

    def __init__(self) -> None:
        self._last: tuple[int, int] | None = None

    def named(self, sentence: Sentence, speaker: Word | None) -> tuple[int, int | None]:
        """Sentence and word of who speaks; no word where a document speaks that nobody is said to have issued."""
        if speaker is None:
            return sentence.index, None
        if speaker.upos != "NOUN" or speaker.lemma not in cues().documents:
            return sentence.index, speaker.index
        owner = issuer_of(sentence, speaker)
        if owner is not None:
            return sentence.index, owner.index
        determiner = sentence.child(speaker.index, "det")
        if self._last is not None and determiner is not None and determiner.lemma in _SAME:
            return self._last
        return sentence.index, None

    def note(self, sentence: Sentence) -> None:
        """ "said in a statement", "issued a statement": the statement's issuer is the subject."""
        for word in sentence.words:
            if word.upos != "NOUN" or word.head < 0 or word.lemma not in cues().documents:
                continue
            verb = sentence.words[word.head]
            issued = word.relation == "obj" and verb.lemma in _ISSUING
            if issued or (word.relation == "obl" and cues().speech(sentence, verb) is not None):
                subject = own_subject(sentence, verb)
                if subject is not None and subject.lemma not in cues().documents:
                    self._last = (sentence.index, subject.index)
