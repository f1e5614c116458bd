"""Statements as the reader's network sees them: where what is said begins and ends, and cues that no list has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.reader.sentence import Saying, Sentence, Word
from dateline.statements.attribution import Attribution
from dateline.statements.contents import Range
from dateline.statements.speakers import is_uttered

#: A cue less sure than this moves no edge of what grammar found, or is none where grammar finds none.
_LEAST_EDGES, _LEAST_ALONE = 0.5, 0.6
_SURE_EDGES = 0.9  # edges less sure than this stay where grammar puts them


class Heard(NamedTuple):
    """A statement of one sentence by words: the cue's, the speaker's head, and what is said."""

    cue: Range
    speaker: Word
    content: Range


def edges_for(sentence: Sentence, found: Sequence[Attribution]) -> Iterator[tuple[Attribution, Saying, Range]]:
    """Statements of the sentence whose content the network sees whole, beside the same cue, with that content. One that holds
    another's cue ("quoted him as saying that …") keeps its edges."""
    likely = [saying for saying in sentence.said if saying.share >= _LEAST_EDGES]
    cues = [*((s.cue.start, s.cue.end) for s in found), *(_cue(sentence, saying) for saying in likely)]
    for saying in likely:
        content = _content(saying, _LEAST_EDGES)
        start, end = _cue(sentence, saying)
        own = [s for s in found if start < s.cue.end and s.cue.start < end]
        if (
            content is None
            or any(s.sentence == sentence.index and _holds(content, s.speaker) for s in own)
            or saying.edges < _SURE_EDGES
            or len(own) != 1
            or not sentence.start <= own[0].content.start < sentence.end
        ):
            continue
        if not any(own[0].content.start <= first and last <= own[0].content.end for first, last in cues):
            yield own[0], saying, content


def unlisted(sentence: Sentence, found: Sequence[Attribution]) -> Iterator[Heard]:
    """Statements that the network sees and grammar does not; what is "not said" or "would be said" is none."""
    for saying in sentence.said:
        content = _content(saying, _LEAST_ALONE)
        start, end = _cue(sentence, saying)
        if (
            content is None
            or saying.speaker is None
            or _holds(content, saying.speaker)
            or any(start < s.cue.end and s.cue.start < end for s in found)
        ):
            continue
        verbs = [w for w in sentence.words[saying.cue[0] : saying.cue[1] + 1] if w.upos == "VERB"]
        if not all(is_uttered(sentence, verb) for verb in verbs):
            continue
        yield Heard(saying.cue, sentence.words[saying.speaker], content)


def _holds(content: Range, word: int | None) -> bool:
    """Nobody is part of what they say."""
    return word is not None and content[0] <= word <= content[1]


def _content(saying: Saying, least: float) -> Range | None:
    """The words that are said, unless they reach over the cue."""
    if saying.share < least or saying.content is None:
        return None
    first, last = saying.content
    return saying.content if last < saying.cue[0] or saying.cue[1] < first else None


def _cue(sentence: Sentence, saying: Saying) -> tuple[int, int]:
    return sentence.words[saying.cue[0]].start, sentence.words[saying.cue[1]].end
