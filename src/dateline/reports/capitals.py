"""Which words of a text in small letters are written with a capital: takes runs of letters, gives them as they are written.

A small learned classifier decides from word to word, by the words around, by what the tables of the world know as a name, and
by endings where a word is rare. How the sentences begin is told to it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from dateline.language import lexicon, lines
from dateline.world.name_forms import acronym, capitalised, name_at, sorts_of

_MIXED = re.compile(r"(ma?c)([b-df-hj-np-tv-z]\w{2,})")  # McCain, MacDonald; not "machine": that is no rare word
_EDGE = "^"  # of a sentence
_VOWELS = frozenset("aeiouy")
_LONGEST_LETTERS = 5  # of a word that is spelt letter by letter
_NAMED = frozenset(("city", "person", "first"))  # what else an acronym may be the name of
_ARTICLE = lexicon("capitals").word("article")
_GAP = 3  # characters: what longer gaps hold decides nothing
_SAME = str.maketrans("“”„‘’–—‒―", '"""\'\'----')
_RUNS_ON = frozenset(" -'.")  # what may stand between two words of one name


#: How the features begin that tell a word which is judged by itself.
WORD = "word="


class Run(NamedTuple):
    """A word in small letters, what stands between it and the word before, and whether a sentence begins with it.
    ``written`` is what it is known to be written like."""

    word: str
    gap: str
    opens: bool
    written: str | None = None


def written(runs: Sequence[Run]) -> list[str]:
    """The words with the capitals that they most likely have."""
    named = names_in(runs)
    found: list[str] = []
    for i, (run, is_name) in enumerate(zip(runs, _which(runs, named), strict=True)):
        if run.written is not None:
            found.append(run.written)
        elif is_name:
            left = runs[i - 1].word if i else ""
            found.append(_spelt(run.word, named[i], sure=left == _ARTICLE or "(" in run.gap))
        else:
            found.append(capitalised(run.word) if run.opens else run.word)
    return found


def _which(runs: Sequence[Run], named: Sequence[str | None]) -> list[bool]:
    """Which words have a capital that is not that of a sentence: the likeliest of all ways to give them, for each depends on
    the one before (Viterbi)."""
    weights, common = _weights(), _common()
    steps: list[
        tuple[bool, bool]
    ] = []  # of the likeliest ways that end with a small word and with a capital: what comes before
    so_far = (0.0, -math.inf)
    for i, run in enumerate(runs):
        ways = []
        around = sum(weights.get(name, 0.0) for name in features(runs, i, named, common))
        for before in (False, True):
            score = around + sum(weights.get(name, 0.0) for name in features_behind(runs, i, common, capital=before))
            small, capital = -_log_of_sum(score), -_log_of_sum(-score)
            if run.written is not None:
                small, capital = (-math.inf, 0.0) if run.written[0].isupper() else (0.0, -math.inf)
            ways.append((small, capital))
        ends = [[so_far[before] + ways[before][state] for before in (False, True)] for state in (False, True)]
        steps.append((ends[0][1] > ends[0][0], ends[1][1] > ends[1][0]))
        so_far = (max(ends[0]), max(ends[1]))
    state = so_far[1] > so_far[0]
    found = []
    for step in reversed(steps):
        found.append(state)
        state = step[state]
    return found[::-1]


def _log_of_sum(score: float) -> float:
    """log(1 + exp(score)), which does not overflow."""
    return score + math.log1p(math.exp(-score)) if score > 0 else math.log1p(math.exp(score))


def gap_of(text: str) -> str:
    """What stands between two words, as the classifier sees it."""
    plain = " ".join(f"_{text}_".translate(_SAME).split()).strip("_")
    return re.sub(r"\d+", "0", plain)[-_GAP:]


def names_in(runs: Sequence[Run]) -> list[str | None]:
    """Of each word its part of the name of several words that it stands in, if the tables know one."""
    words = [run.word for run in runs]
    named: list[str | None] = [None] * len(words)
    i = 0
    while i < len(words):
        name = name_at(words, i)
        if name and all(runs[i + k].gap in _RUNS_ON for k in range(1, len(name))):
            named[i : i + len(name)] = name
            i += len(name) - 1
        i += 1
    return named


def features(runs: Sequence[Run], i: int, named: Sequence[str | None], known: Collection[str]) -> Iterator[str]:
    """What the classifier looks at around a word, as names of weights; ``known``: the words that have a weight of their own."""
    word, part, sorts = runs[i].word, named[i], sorts_of(runs[i].word)
    left, beyond = _left(runs, i), _left(runs, i - 1) if _left(runs, i) != _EDGE else _EDGE
    right, behind = (
        (runs[i + 1].word, runs[i + 1].gap) if i + 1 < len(runs) and not runs[i + 1].opens else (_EDGE, _EDGE)
    )
    gap = runs[i].gap if left != _EDGE else _EDGE
    yield from ("bias", f"behind={behind}", f"right={right}", f"pair={left} {word}", f"next={word} {right}")
    yield f"two={beyond} {left}"
    if part is not None:
        size = "A" if part[0].isupper() else "a"
        yield from (f"name={size}", f"name,word={size}|{word}")
    if word in known:
        yield from (f"{WORD}{word}", f"word,gap={word}|{gap}", f"word,kind={word}|{_kind(right, known)}")
        return
    kind = "+".join(sorts) or "-"
    yield from (f"rare={kind}|{gap}", f"rare={kind}|{behind}", f"rare,left={left}", f"rare,right={right}")
    yield f"rare next={'known' if right in known else 'rare'}|{kind}"
    yield from (f"ending={word[-size:]}|{kind == '-'}" for size in (2, 3, 4) if len(word) > size)
    yield f"beginning={word[:3]}"
    yield f"letters={min(len(word), 5)}{'' if _VOWELS & set(word) else '!'}"


def features_behind(runs: Sequence[Run], i: int, known: Collection[str], *, capital: bool) -> Iterator[str]:
    """The same of what depends on whether the word before has a capital."""
    word, left = runs[i].word, _left(runs, i)
    state = _EDGE if left == _EDGE else str(int(capital))
    yield from (f"gap={runs[i].gap if left != _EDGE else _EDGE}|{state}", f"left={left}|{state}")
    sorts = sorts_of(word)
    if word in known:
        yield f"word={word}|{state}"
        yield from (f"sort={sort}|{state}" for sort in sorts)
    else:
        yield from (f"rare={'+'.join(sorts) or '-'}|{state}", f"verb={word in _verbs()}|{state}")


def _left(runs: Sequence[Run], i: int) -> str:
    return runs[i - 1].word if i > 0 and not runs[i].opens else _EDGE


def _kind(word: str, known: Collection[str]) -> str:
    """Whether a word may be a name: "president" has a capital before one only."""
    if word not in known:
        return "rare"
    return "named" if sorts_of(word) else "plain"


def _spelt(word: str, part: str | None, *, sure: bool) -> str:
    """A name as it is written: by the table that was counted, as part of a known name, by its letters. ``sure``: what is an
    acronym and somebody's name too ("Gao", "the GAO") is an acronym here."""
    if part is not None and part.lower() == word and part != word:
        return part
    if form := _forms().get(word):
        return form
    if (form := acronym(word)) and (sure or _NAMED.isdisjoint(sorts_of(word))):
        return form
    if word not in _common():
        if len(word) <= _LONGEST_LETTERS and not _VOWELS & set(word) and len(loud := word.upper()) == len(word):
            return loud
        if mixed := _MIXED.fullmatch(word):
            return mixed[1].capitalize() + mixed[2].capitalize()
    return capitalised(word)


@cache
def _weights() -> Mapping[str, float]:
    """Names of features with their weights, read when a text without capitals comes."""
    pairs = (line.rsplit("\t", 1) for line in lines("capitals.txt.gz"))
    return {name: float(weight) for name, weight in pairs}


@cache
def _common() -> frozenset[str]:
    """The words that were seen often enough to be judged by themselves."""
    return frozenset(name.removeprefix(WORD) for name in _weights() if name.startswith(WORD) and "|" not in name)


@cache
def _forms() -> Mapping[str, str]:
    """Names that are not written with one capital at their beginning, or might be taken for an acronym."""
    return {name.lower(): name for name in lines("written_names.txt")}


@cache
def _verbs() -> frozenset[str]:
    """Inflected verbs: rare ones are no names."""
    return frozenset(word for line in lines("verb_forms.txt.gz") for word in line.split(" ") if word.islower())
