"""The reader: text -> analysed sentences, by one small network (ONNX), offline, on one core."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib import resources
from itertools import accumulate, takewhile
from pathlib import Path

from dateline.reader.across import Across, WordAt, saying_of
from dateline.reader.fronted import parted
from dateline.reader.graph import Analysis, Array, Graph, Labels
from dateline.reader.homographs import as_names
from dateline.reader.lemmas import lemma_of
from dateline.reader.oblique import mended
from dateline.reader.recurring import alike
from dateline.reader.remade import remade, roles_remade
from dateline.reader.segment import split_sentences
from dateline.reader.sentence import RoleArc, Sentence, Told, Traces, Word
from dateline.reader.tags import TagChain
from dateline.reader.tokenize import Token

_WEIGHTS = Path(str(resources.files("dateline.reader"))) / "weights"
_OUTSIDE = 0.5  # the network tags a few names too many: entity F1 on UNER EWT dev is best and flat from 0.5 to 1
_DOUBLE = 100  # words of a sentence in which each costs twice what it costs in a short one
_LEAST_ROLE = 0.35  # a role less sure than this is left out: best argument F1 on PropBank EWT dev, flat from .3 to .45


class Reader:
    """Reads English. Loading takes a fraction of a second; a loaded reader may be used from one thread at a time."""

    def __init__(self, folder: Path = _WEIGHTS, *, threads: int = 1) -> None:
        self._graph = Graph(folder, threads=threads)
        self._across = Across(folder, self._graph.labels, threads=threads)
        self._chain = TagChain(self._graph.labels.tags, self._graph.labels.tag_steps, _OUTSIDE)

    @property
    def version(self) -> str:
        return self._graph.labels.version

    def read(self, text: str, start: int = 0, end: int | None = None, *, most: float = math.inf) -> list[Sentence]:
        """The sentences of ``text[start:end]``, every character that is no space in exactly one word; of a long text the first
        ones, as many as together weigh no more than ``most`` words (see :func:`weight`)."""
        sentences = self.split(text, start, end)
        weights = accumulate(weight(len(tokens)) for tokens in sentences)
        read = sum(1 for _ in takewhile(lambda held: held <= most, weights))
        return alike(self.read_words(sentences[:read]))

    def split(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[Token, ...]]:
        """The sentences and words of a text, not yet analysed."""
        return split_sentences(text, start, len(text) if end is None else end)

    def read_words(self, sentences: Iterable[Sequence[Token]], *, least_predicate: float = 0.5) -> list[Sentence]:
        """The same for sentences that are already split into words; roles are given to predicates at least so sure."""
        tokens = [part for sentence in sentences for part in self._fitting(sentence)]
        words = [as_names([t.text for t in part]) for part in tokens]
        analyses = self._graph.analyse(words, least_predicate=least_predicate)
        labels, told = self._graph.labels, self._across.told(analyses)
        return [
            _sentence(i, t, r, a, labels, self._chain, told[i])
            for i, (t, r, a) in enumerate(zip(tokens, words, analyses, strict=True))
        ]

    def antecedents(self, sentences: Sequence[Sentence], anaphor: WordAt, words: Sequence[WordAt]) -> list[float]:
        """How likely a word means the same as each of ``words`` before it; what is left to one is that it means none of them."""
        return self._across.antecedents(sentences, anaphor, words)

    def read_whole(self, sentences: Sequence[Sequence[Token]], *, least_predicate: float = 0.5) -> list[Sentence]:
        """Like :meth:`read_words`, but always one sentence for one given: parts too long for the encoder are joined again."""
        counts = [len(self._fitting(tokens)) for tokens in sentences]
        parts = iter(self.read_words(sentences, least_predicate=least_predicate))
        return [_joined(i, [next(parts) for _ in range(n)]) for i, n in enumerate(counts)]

    def _fitting(self, tokens: Sequence[Token]) -> list[Sequence[Token]]:
        """The sentence itself, or its halves where the encoder's 512 positions do not hold it."""
        if len(tokens) < 60 or self._graph.fits([t.text for t in tokens]):
            return [tokens]
        middle = len(tokens) // 2
        return [*self._fitting(tokens[:middle]), *self._fitting(tokens[middle:])]


def weight(words: int) -> float:
    """What reading a sentence costs, counted in words of short sentences: those of a sentence of hundreds cost several times as
    much, for each is held against all others."""
    return words * (1 + words / _DOUBLE)


def _sentence(
    index: int,
    tokens: Sequence[Token],
    read: Sequence[str],
    analysis: Analysis,
    labels: Labels,
    chain: TagChain,
    told: dict[int, Told],
) -> Sentence:
    """The words are put together column by column: making them one by one takes twice as long. ``read``: as the network read
    them; the lemma of one that was read as a name is that name."""

    def named(output: str, names: Sequence[str]) -> list[str]:
        return list(map(names.__getitem__, analysis.outputs[output].tolist()))

    def shares(output: str) -> list[float]:
        found: list[float] = analysis.outputs[output].tolist()
        return found

    starts, ends, texts, spaces = zip(*tokens, strict=True)
    upos = named("upos", labels.upos)
    lemmas = map(lemma_of, texts, upos, named("lemma", labels.lemmas))
    words = map(
        Word,
        range(len(tokens)),
        starts,
        ends,
        texts,
        [lemma if text == as_read else text for text, as_read, lemma in zip(texts, read, lemmas, strict=True)],
        upos,
        named("xpos", labels.xpos),
        [head - 1 for head in analysis.heads],
        [labels.labels[k] if head else "root" for k, head in zip(analysis.labels, analysis.heads, strict=True)],
        chain.best(analysis.outputs["tag"]),
        named("kind", labels.kinds),
        shares("predicate"),
        shares("event_noun"),
        spaces,
    )
    tree = tuple(remade(parted(mended(words))))
    return Sentence(
        index,
        tree,
        roles_remade(tree, {p: _arcs(p, *found, labels.roles) for p, found in analysis.roles.items()}),
        told,
        tuple(saying_of(raw, labels.pieces) for raw in analysis.sayings),
        Traces(analysis.outputs["anaphor"], analysis.outputs["antecedent"]),
    )


def _arcs(predicate: int, roles: Array, shares: Array, names: tuple[str, ...]) -> tuple[RoleArc, ...]:
    words = ((roles > 0) & (shares >= _LEAST_ROLE)).nonzero()[0]
    sure = zip(words.tolist(), roles[words].tolist(), shares[words].tolist(), strict=True)
    return tuple(RoleArc(word, names[role], share) for word, role, share in sure if word != predicate)


def _joined(index: int, parts: Sequence[Sentence]) -> Sentence:
    """One tree: the roots of later parts hang from the root of the first."""
    if len(parts) == 1:
        return replace(parts[0], index=index)
    words: list[Word] = []
    roles: dict[int, tuple[RoleArc, ...]] = {}
    for part in parts:
        shift = len(words)
        root = next((w.index for w in words if w.head < 0), -1)
        words += [
            w._replace(index=w.index + shift, head=w.head + shift)
            if w.head >= 0
            else w._replace(index=w.index + shift, head=root, deprel="root" if root < 0 else "parataxis")
            for w in part.words
        ]
        roles |= {p + shift: tuple(replace(a, word=a.word + shift) for a in arcs) for p, arcs in part.roles.items()}
    return Sentence(index, tuple(words), roles)
