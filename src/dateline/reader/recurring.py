"""A person's name is read alike in all sentences of a report, and hangs with its title from the description before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from dateline.reader.sentence import Sentence, Word

_TITLE = "nmod:desc"
_NOMINAL = frozenset({"nmod", "appos", "flat", "compound"})  # how a noun hangs in a phrase that goes on to its right


def alike(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with every full name of a person tagged as such wherever its words stand, but inside of longer names.

    The title before it ("…, Army General No Kwang-chol") is never what describes the noun before the comma.
    """
    full = _full_names(sentences)
    names = _Names(full)
    return [_repaired(sentence, names) for sentence in sentences] if full else list(sentences)


class _Names:
    """Names of several words, to be asked which of them stand at a word: however many begin with the same one."""

    def __init__(self, names: Iterable[tuple[str, ...]]) -> None:
        self._order = {name: n for n, name in enumerate(names)}
        self._lengths: dict[str, set[int]] = {}
        for name in self._order:
            self._lengths.setdefault(name[0], set()).add(len(name))

    def at(self, words: Sequence[Word], index: int) -> list[tuple[str, ...]]:
        """Those that begin at a word, in their order."""
        lengths = self._lengths.get(words[index].text, ())
        written = (tuple(w.text for w in words[index : index + length]) for length in lengths)
        return sorted((name for name in written if name in self._order), key=self._order.__getitem__)


def _full_names(sentences: Sequence[Sentence]) -> list[tuple[str, ...]]:
    """Names of two words or more that are oftener a person's than anything else's."""
    counts: Counter[tuple[str, ...]] = Counter()
    for sentence in sentences:
        for first, last in _tagged(sentence.words):
            if last > first:
                person = sentence.words[first].tag == "B-PER"
                counts[tuple(w.text for w in sentence.words[first : last + 1])] += 1 if person else -1
    return [name for name, more in counts.items() if more > 0 and all(part[0].isupper() for part in name)]


def _tagged(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    for word in words:
        if word.tag.startswith("B-"):
            last = word.index
            while last + 1 < len(words) and words[last + 1].tag == "I-" + word.tag[2:]:
                last += 1
            yield word.index, last


def _repaired(sentence: Sentence, names: _Names) -> Sentence:
    words = list(sentence.words)
    for first, last in _occurrences(words, names):
        for i, tag in zip(range(first, last + 1), ("B-PER", *["I-PER"] * (last - first)), strict=True):
            if words[i].tag != tag:
                words[i] = words[i]._replace(tag=tag, kind="person")
        _rehang(words, first, last)
    return sentence if tuple(words) == sentence.words else replace(sentence, words=tuple(words))


def _occurrences(words: Sequence[Word], names: _Names) -> list[tuple[int, int]]:
    found = []
    for word in words:
        for name in names.at(words, word.index):
            last = word.index + len(name) - 1
            if not _goes_on(words, word.index, last):
                found.append((word.index, last))
                break
    return found


def _goes_on(words: Sequence[Word], first: int, last: int) -> bool:
    """ "Kim Il Sung | University": the words are inside of a longer name."""
    behind = words[last + 1] if last + 1 < len(words) else None
    return words[first].tag.startswith("I-") or (behind is not None and behind.tag.startswith("I-"))


def _rehang(words: list[Word], first: int, last: int) -> None:
    """Give the name the title before it that was read as describing the noun before the comma, and hang both from that noun."""
    title = first
    while title > 0 and words[title - 1].upos == "PROPN" and words[title - 1].tag == "O":
        title -= 1
    strays = [w for w in words[title:first] if w.deprel == _TITLE and w.head < title]
    if not strays or title < 2 or words[title - 1].text != ",":
        return
    tops = [i for i in range(first, last + 1) if not first <= words[i].head <= last]
    if len(tops) != 1 or words[tops[0]].head >= title or words[tops[0]].head < 0:
        return
    described = _described(words, title - 2)
    if described is None or _hangs_below(words, described, {tops[0], *(w.index for w in strays)}):
        return
    for word in strays:
        words[word.index] = word._replace(head=tops[0])
    words[tops[0]] = words[tops[0]]._replace(head=described, deprel="appos")


def _described(words: Sequence[Word], end: int) -> int | None:
    """The noun whose phrase ends at ``end``: "the minister of defence of the DPRK"."""
    at = end
    while words[at].head >= 0 and words[at].head < at and words[at].relation in _NOMINAL:
        at = words[at].head
    return at if words[at].upos in ("NOUN", "PROPN") else None


def _hangs_below(words: Sequence[Word], at: int, others: Set[int]) -> bool:
    while at >= 0 and at not in others:
        at = words[at].head
    return at >= 0
