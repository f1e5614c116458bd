"""Find statements: clauses of speech, quotations with their speaker before, behind or between, "according to", reported things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model import Span
from dateline.reader.sentence import Sentence, Word
from dateline.statements.candidate import StatementCandidate
from dateline.statements.cues import cues
from dateline.statements.quotations import find_quotations, quotation_at

_SKIPPED_AT_EDGE = frozenset("\"“”'‘’«»„,:;-–— \n\r\t")


class StatementFinder:
    """One report's statements; ``find`` must be called for its sentences in order."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._quotations = find_quotations(text, start)

    def find(self, sentence: Sentence) -> list[StatementCandidate]:
        found = list(self._spoken(sentence)) + list(self._according(sentence))
        return sorted(_completed(found), key=lambda s: (s.content.start, -s.content.end))

    def carried_on(
        self, sentences: Sequence[Sentence], found: Sequence[StatementCandidate]
    ) -> list[StatementCandidate]:
        """Quoted sentences without a cue of their own, beside one with a cue: the same speaker goes on.

        "We will stay," he said. "We are not afraid."  The second quotation follows the first in the same paragraph,
        or opens the next paragraph while no other speaker was named.
        """
        by_sentence = {s.sentence: s for s in found}
        last: StatementCandidate | None = None
        more = []
        for sentence in sentences:
            if sentence.index in by_sentence:
                spoken = [s for s in found if s.sentence == sentence.index]
                last = spoken[-1]
                continue
            quotation = self._wholly_quoted(sentence)
            if quotation is None or last is None:
                last = None if quotation is None else last
                continue
            more.append(
                StatementCandidate(
                    last.sentence, last.speaker, last.cue_word, last.cue, quotation, quoted=True, continues=True
                )
            )
        return more

    def _wholly_quoted(self, sentence: Sentence) -> Span | None:
        inner = [w for w in sentence.words if w.upos != "PUNCT"]
        if not inner:
            return None
        inside = [w for w in inner if quotation_at(self._quotations, w.start) is not None]
        if len(inside) < max(3, 0.9 * len(inner)):
            return None
        return Span.of(self._text, inside[0].start, inside[-1].end)

    def _spoken(self, sentence: Sentence) -> Iterator[StatementCandidate]:
        for verb in sentence.words:
            if verb.upos != "VERB" or cues().lemma(sentence, verb) not in cues().verbs:
                continue
            speaker = _speaker(sentence, verb)
            content = self._content(sentence, verb, speaker)
            if content is None or (speaker is None and not self._is_quoted(content)):
                continue
            cue = self._cue(sentence, verb)
            index = speaker.index if speaker is not None else None
            yield StatementCandidate(sentence.index, index, verb.index, cue, content, self._is_quoted(content))

    def _content(self, sentence: Sentence, verb: Word, speaker: Word | None) -> Span | None:
        clause = sentence.child(verb.index, "ccomp") or _quoted_parataxis(sentence, verb)
        if clause is not None:
            return self._trimmed(sentence, *_without(sentence, clause, verb), verb)
        if (
            verb.relation in ("parataxis", "advcl", "acl")
            and verb.head >= 0
            and speaker is not None
            and _is_bare(sentence, verb)
        ):
            return self._around(sentence, verb)
        quoted = self._beside(sentence, verb)
        if quoted is not None:
            return quoted
        lemma = cues().lemma(sentence, verb)
        thing = sentence.child(verb.index, "obj")
        if (
            thing is not None
            and lemma in cues().nominal
            and lemma not in cues().weak
            and thing.upos in ("NOUN", "PROPN")
        ):
            return self._trimmed(sentence, *sentence.subtree(thing.index), verb)
        infinitive = sentence.child(verb.index, "xcomp")
        if infinitive is not None and lemma in cues().nominal:
            return self._trimmed(sentence, *sentence.subtree(infinitive.index), verb)
        return None

    def _around(self, sentence: Sentence, verb: Word) -> Span | None:
        """The speech verb hangs inside what is said: the content is the sentence before it (or after it)."""
        first, last = sentence.subtree(verb.index)
        top_first, top_last = sentence.subtree(verb.head)
        if first > top_first:
            return self._trimmed(sentence, top_first, first - 1, verb)
        return self._trimmed(sentence, last + 1, top_last, verb) if last < top_last else None

    def _beside(self, sentence: Sentence, verb: Word) -> Span | None:
        """A quotation in the sentence that the verb does not stand in, and that ends or begins near it."""
        if quotation_at(self._quotations, verb.start) is not None:
            return None
        near = [q for q in self._quotations if q.start >= sentence.start - 1 and q.end <= sentence.end + 1]
        lemma = cues().lemma(sentence, verb)
        if not near or lemma in cues().acts:
            return None
        first, last = sentence.subtree(verb.index)
        start, end = sentence.words[first].start, sentence.words[last].end
        own = [q for q in near if start - 4 <= q.start and q.end <= end + 4] or [
            q for q in near if abs(q.end - verb.start) < 60
        ]
        return max(own, key=lambda q: q.end - q.start, default=None)

    def _according(self, sentence: Sentence) -> Iterator[StatementCandidate]:
        for word in sentence.words:
            if word.relation not in ("obl", "nmod", "advmod", "advcl") or word.upos not in ("NOUN", "PROPN", "PRON"):
                continue
            case = _according_case(sentence, word)
            if case is None:
                continue
            top = sentence.words[word.head] if word.head >= 0 else word
            while top.relation not in ("root", "ccomp", "conj", "advcl", "parataxis", "acl") and top.head >= 0:
                top = sentence.words[top.head]
            content = self._clause_without(sentence, top.index, word.index)
            if content is not None:
                cue = Span.of(self._text, case[0].start, case[-1].end)
                yield StatementCandidate(
                    sentence.index, word.index, case[0].index, cue, content, self._is_quoted(content)
                )

    def _clause_without(self, sentence: Sentence, top: int, phrase: int) -> Span | None:
        """The longer side of a clause from which an "according to" phrase is taken."""
        first, last = sentence.subtree(top)
        cut_first, cut_last = sentence.subtree(phrase)
        sides = [(first, cut_first - 1), (cut_last + 1, last)]
        begin, end = max(sides, key=lambda s: s[1] - s[0])
        return self._trimmed(sentence, begin, end, None) if end >= begin else None


    def _trimmed(self, sentence: Sentence, first: int, last: int, verb: Word | None) -> Span | None:
        """A span over words first..last without quotation marks, commas and "that" at its edges, and not over the verb."""
        words = sentence.words
        if verb is not None and first <= verb.index <= last:
            return None
        while first <= last and (
            words[first].text in _SKIPPED_AT_EDGE or words[first].text in ("``", "''") or _is_that(words[first])
        ):
            first += 1
        while last >= first and (words[last].text in _SKIPPED_AT_EDGE or words[last].text in ("``", "''", ".")):
            last -= 1
        return Span.of(self._text, words[first].start, words[last].end) if last >= first else None

    def _is_quoted(self, content: Span) -> bool:
        """Most of the content stands between one pair of quotation marks."""
        inside = sum(max(0, min(q.end, content.end) - max(q.start, content.start)) for q in self._quotations)
        return inside >= 0.8 * (content.end - content.start)

    def _cue(self, sentence: Sentence, verb: Word) -> Span:
        particle = sentence.child(verb.index, "compound:prt")
        end = particle.end if particle is not None and particle.index == verb.index + 1 else verb.end
        return Span.of(self._text, verb.start, end)


def _completed(found: Sequence[StatementCandidate]) -> Iterator[StatementCandidate]:
    """One statement a cue and content: the same content told twice by one cue word is kept once."""
    seen: set[tuple[int, int, int]] = set()
    for s in found:
        key = (s.cue_word, s.content.start, s.content.end)
        if key not in seen:
            seen.add(key)
            yield s


def _is_that(word: Word) -> bool:
    return word.lemma == "that" and word.upos == "SCONJ"


def _speaker(sentence: Sentence, verb: Word) -> Word | None:
    """The subject of the speech verb: its own, that of the verb it is joined to, or the agent of a passive."""
    own = min(sentence.dependents(verb.index, "nsubj"), key=lambda w: abs(w.index - verb.index), default=None)
    if own is not None:
        passive = own.deprel == "nsubj:pass"
        return sentence.child(verb.index, "obl:agent") if passive else own
    agent = sentence.child(verb.index, "obl:agent")
    if agent is not None:
        return agent
    if verb.relation in ("conj", "xcomp", "advcl") and verb.head >= 0:
        return sentence.child(verb.head, "nsubj")
    if verb.relation == "acl" and verb.head >= 0 and verb.xpos == "VBG":
        return sentence.words[verb.head]
    return None


def _quoted_parataxis(sentence: Sentence, verb: Word) -> Word | None:
    """ "he said: we will stay": what is said may hang below the verb as parataxis."""
    for child in sentence.dependents(verb.index, "parataxis"):
        if child.upos in ("VERB", "NOUN", "ADJ", "AUX", "PROPN", "PRON") and not _is_bare(sentence, child):
            return child
    return None


def _is_bare(sentence: Sentence, verb: Word) -> bool:
    """A speech verb with its subject and little else: ", the ministry said"."""
    if cues().lemma(sentence, verb) not in cues().verbs:
        return False
    return sentence.child(verb.index, "ccomp", "xcomp") is None


def _without(sentence: Sentence, clause: Word, verb: Word) -> tuple[int, int]:
    """The clause's words on the side of the verb where most of it stands (a speech verb may stand inside its own content)."""
    first, last = sentence.subtree(clause.index)
    if first <= verb.index <= last:
        return (first, verb.index - 1) if clause.index < verb.index else (verb.index + 1, last)
    return first, last


def _according_case(sentence: Sentence, word: Word) -> list[Word] | None:
    case = sentence.child(word.index, "case")
    if case is None:
        return None
    words = [case, *sentence.dependents(case.index, "fixed")]
    words += [w for w in sentence.dependents(word.index, "case") if w.index == case.index + 1]
    name = "_".join(w.lemma if w.lemma != "accord" else "according" for w in dict.fromkeys(words))
    return list(dict.fromkeys(words)) if name in cues().prepositions else None
