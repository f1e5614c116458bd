"""Whom "I" and "we" mean: in a quotation its speaker, in an interview whoever is asked, who is also its "you"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dateline.language import lexicon
from dateline.mentions.candidate import Candidate, Sort
from dateline.mentions.groups import Groups
from dateline.reader.sentence import Sentence
from dateline.statements.voices import Voices
from dateline.world.names import name_parts

_WORDS = lexicon("mentions")
_I = _WORDS.words("i")
_WE = _WORDS.words("we")
_YOU = _WORDS.words("you")
_LEAST_I = 4  # so many outside quotations make an interview
_OPENING = 5  # the sentences in which an interview names whom it asks


def first_persons(
    sentences: Sequence[Sentence], candidates: Sequence[Candidate], groups: Groups, voices: Voices
) -> Iterator[tuple[int, int]]:
    """Pairs (pronoun, mention of who is meant) by position in ``candidates``. ``voices`` says whose words are quoted where."""
    persons = [i for i, c in enumerate(candidates) if c.form == "pronoun" and c.name in _I | _WE | _YOU]
    if not persons:
        return
    by_word = {(c.sentence, w): i for i, c in enumerate(candidates) for w in range(c.first, c.last + 1)}
    by_word |= {c.at: i for i, c in enumerate(candidates)}
    plain = []
    for i in persons:
        if not voices.is_quoted(candidates[i].span):
            plain.append(i)
            continue
        said = voices.of(candidates[i].span)
        j = by_word.get(said) if said is not None else None
        if j is not None and j != i and _may_say(candidates[i], candidates[j], groups.sort(j)):
            yield i, j
    yield from _interview(sentences, candidates, groups, plain)


def _may_say(pronoun: Candidate, speaker: Candidate, sort: Sort) -> bool:
    """One says "I"; bodies, several and whoever speaks for a side say "we"."""
    if pronoun.name in _I:
        return sort == "person" and not speaker.plural
    return pronoun.name in _WE and sort not in ("place", "other")


def _interview(
    sentences: Sequence[Sentence], candidates: Sequence[Candidate], groups: Groups, plain: Sequence[int]
) -> Iterator[tuple[int, int]]:
    first = [i for i in plain if candidates[i].name in _I]
    asked = [i for i in plain if candidates[i].name in _YOU and sentences[candidates[i].sentence].words[-1].text == "?"]
    if len(first) < _LEAST_I or len({candidates[i].sentence for i in asked}) < 2:
        return
    meant = _asked(candidates, groups)
    if meant is not None:
        yield from ((i, meant) for i in (*first, *asked))


def _asked(candidates: Sequence[Candidate], groups: Groups) -> int | None:
    """The person whom the opening gives a full name first, unless somebody else is named as often."""
    named = [i for i, c in enumerate(candidates) if c.form == "name" and c.sort == "person" and c.sentence < _OPENING]
    full = [i for i in named if len(name_parts(candidates[i].name)) > 1]
    if not full:
        return None
    counts = Counter(groups.of(i) for i in named)
    first = groups.of(full[0])
    rivals = [counts[groups.of(i)] for i in full if groups.of(i) != first]
    return None if counts[first] > 1 and max(rivals, default=0) >= counts[first] else full[0]
