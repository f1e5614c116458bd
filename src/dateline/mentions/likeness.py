"""Whom a pronoun means by what the reader's network remembers of both words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from dateline.mentions.candidate import Candidate
from dateline.mentions.groups import Groups
from dateline.reader.across import WordAt
from dateline.reader.sentence import Sentence

#: A word and others before it -> for each of these how likely both mean the same.
Likeness = Callable[[WordAt, Sequence[WordAt]], list[float]]
_LEAST = 0.2  # less likely than this it means nobody of them


def likeliest(
    likeness: Likeness,
    sentences: Sequence[Sentence],
    candidates: Sequence[Candidate],
    groups: Groups,
    anaphor: Candidate,
    fitting: Sequence[int],
) -> int | None:
    """The candidate whose chain the anaphor most likely goes on with: all that a chain's mentions have counts for it."""
    if not fitting:
        return None
    words = [WordAt(candidates[j].sentence, last_word(sentences, candidates[j])) for j in fitting]
    shares = likeness(WordAt(anaphor.sentence, last_word(sentences, anaphor)), words)
    total: defaultdict[int, float] = defaultdict(float)
    for j, share in zip(fitting, shares, strict=True):
        total[groups.of(j)] += share
    best = max(total, key=lambda group: total[group])
    return next(j for j in fitting if groups.of(j) == best) if total[best] >= _LEAST else None


def last_word(sentences: Sequence[Sentence], c: Candidate) -> int:
    """The word that the network knows a mention by: its head, or the last word of the name there."""
    words, at = sentences[c.sentence].words, c.head
    while at < c.last and words[at].upos == "PROPN" and words[at + 1].upos == "PROPN":
        at += 1
    return at
