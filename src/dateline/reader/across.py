"""What the network says of pairs of words: who takes part in an act, also from another sentence, and whom a pronoun means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from dateline.reader.graph import Analysis, Array, Labels, Pairs, RawAct, RawSaying
from dateline.reader.sentence import Retold, Saying, Sentence, TakenPart, Told

#: Sentences before and after an act in which somebody may stand who takes part in it.
BEFORE, AFTER = 6, 2
_LEAST_PART = 0.15  # who takes part less surely is not handed on
_LEAST_TYPE = 0.02
_MOSTLY_NONE = 0.7  # a word that more likely tells nothing is not asked what it tells again
_LOOK_BACK, _LEAST_AGAIN = 14, 0.2  # sentences
_STRETCH = 24  # sentences whose acts are asked about at once: what is asked grows with its square
_PAIRS = 500_000  # acts by words that are asked about at once: several times what 24 long sentences of news have
#: Words that can take part: nothing else is asked.
_TAKING_PART = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "ADV", "X"})


class WordAt(NamedTuple):
    """A word of a report: the index of its sentence, and its own in that."""

    sentence: int
    word: int


class Across:
    def __init__(self, folder: Path, labels: Labels, *, threads: int = 1) -> None:
        self._labels = labels
        self._parts = Pairs(folder / "parts.onnx", threads=threads)
        self._antecedents = Pairs(folder / "antecedents.onnx", threads=threads)
        self._retellings = Pairs(folder / "retellings.onnx", threads=threads)
        self._asked = np.array([upos in _TAKING_PART for upos in labels.upos])

    def told(self, analyses: Sequence[Analysis]) -> list[dict[int, Told]]:
        """By sentence and word: the acts that words may tell, with everybody near who takes part."""
        found: list[dict[int, Told]] = [{} for _ in analyses]
        for stretch in _stretches([(len(a.acts), len(a.heads)) for a in analyses]):
            acts = [(i, act) for i in stretch for act in analyses[i].acts]
            if acts:
                parts = self._taking_part(analyses, acts)
                again = self._told_again(analyses, acts)
                for k, (i, act) in enumerate(acts):
                    found[i][act.word] = self._one(act, tuple(parts[k]), tuple(again[k]))
        return found

    def _told_again(self, analyses: Sequence[Analysis], acts: Sequence[tuple[int, RawAct]]) -> list[list[Retold]]:
        """For every likely act of a stretch the likely ones before it that it tells again."""
        found: list[list[Retold]] = [[] for _ in acts]
        asked = [k for k, (_, act) in enumerate(acts) if act.types[0] <= _MOSTLY_NONE]
        near = range(max(0, acts[0][0] - _LOOK_BACK + 1), acts[-1][0] + 1)
        told = [(i, act) for i in near for act in analyses[i].acts if act.types[0] <= _MOSTLY_NONE]
        if len(told) < 2 or not asked:
            return found
        at = np.array([WordAt(i, act.word) for i, act in told])
        own = np.array([WordAt(acts[k][0], acts[k][1].word) for k in asked])
        gaps = at[None, :, 0] - own[:, None, 0]
        earlier = ((gaps < 0) | ((gaps == 0) & (at[None, :, 1] < own[:, None, 1]))) & (gaps > -_LOOK_BACK)
        scores = self._retellings.scores(
            np.stack([acts[k][1].again for k in asked]), np.stack([act.before for _, act in told]), gaps
        )
        scores[:, 1:][~earlier] = -np.inf
        shares = _softmax(scores)[:, 1:]
        for row, column in zip(*(shares >= _LEAST_AGAIN).nonzero(), strict=True):
            i, act = told[column]
            found[asked[row]].append(Retold(i, act.word, float(shares[row, column])))
        return found

    def _taking_part(self, analyses: Sequence[Analysis], acts: Sequence[tuple[int, RawAct]]) -> list[list[TakenPart]]:
        """For every act of a stretch the words near that take part in it."""
        near = range(max(0, acts[0][0] - BEFORE), min(len(analyses), acts[-1][0] + AFTER + 1))
        columns = [self._asked[analyses[k].outputs["upos"]].nonzero()[0] for k in near]
        words = np.concatenate([analyses[k].outputs["part_word"][c] for k, c in zip(near, columns, strict=True)])
        sentences = np.concatenate([np.full(len(c), k) for k, c in zip(near, columns, strict=True)])
        at = np.concatenate(columns)
        if not at.size:
            return [[] for _ in acts]
        gaps = sentences[None] - np.array([i for i, _ in acts])[:, None]
        shares = self._parts.scores(np.stack([act.vector for _, act in acts]), words, gaps)
        shares[:, :, 0] = 0
        shares[(gaps < -BEFORE) | (gaps > AFTER)] = 0
        found: list[list[TakenPart]] = [[] for _ in acts]
        for act, word, side in zip(*(shares >= _LEAST_PART).nonzero(), strict=True):
            share = float(shares[act, word, side])
            found[act].append(TakenPart(int(sentences[word]), int(at[word]), self._labels.parts[side], share))
        return found

    def _one(self, act: RawAct, parts: tuple[TakenPart, ...], again: tuple[Retold, ...]) -> Told:
        mode = self._labels.modes[act.mode].partition("/")[2] or None
        types = {
            t: share for t, share in zip(self._labels.types, act.types.tolist(), strict=True) if share >= _LEAST_TYPE
        }
        statuses = dict(zip(self._labels.statuses, act.statuses.tolist(), strict=True))
        return Told(act.word, types, mode, statuses, parts, again)

    def antecedents(self, sentences: Sequence[Sentence], anaphor: WordAt, words: Sequence[WordAt]) -> list[float]:
        """The share of each of ``words`` in what the anaphor means; they add up to what is not left to nobody."""
        of_anaphor = sentences[anaphor.sentence].traces
        candidates = [sentences[at.sentence].traces for at in words]
        if not words or of_anaphor is None or any(trace is None for trace in candidates):
            return [0.0] * len(words)
        vectors = np.stack([t.antecedent[at.word] for t, at in zip(candidates, words, strict=True) if t is not None])
        gaps = np.array([[at.sentence - anaphor.sentence for at in words]], dtype=np.int64)
        scores = self._antecedents.scores(of_anaphor.anaphor[anaphor.word][None], vectors, gaps)[0]
        found: list[float] = _softmax(scores[None])[0, 1:].tolist()
        return found


def _stretches(sizes: Sequence[tuple[int, int]]) -> Iterator[range]:
    """Sentences to be asked about at once, by how many acts and words each has: fewer where they are lists of hundreds."""
    begin = acts = words = 0
    for i, (of_acts, of_words) in enumerate(sizes):
        acts, words = acts + of_acts, words + of_words
        if i > begin and (i - begin == _STRETCH or acts * words > _PAIRS):
            yield range(begin, i)
            begin, acts, words = i, of_acts, of_words
    if begin < len(sizes):
        yield range(begin, len(sizes))


def _softmax(scores: Array) -> Array:
    shares: Array = np.exp(scores - scores.max(-1, keepdims=True))
    shares /= shares.sum(-1, keepdims=True)
    return shares


def saying_of(raw: RawSaying, pieces: Sequence[str]) -> Saying:
    """The words of a statement's pieces; a content that ends before it begins is none."""
    at = {piece: word - 1 if word else None for piece, word in zip(pieces, raw.words, strict=True)}
    sure = dict(zip(pieces, raw.shares, strict=True))
    start, end, cue_end = at["content_start"], at["content_end"], at["cue_end"]
    content = (start, end) if start is not None and end is not None and start <= end else None
    last = cue_end if cue_end is not None and cue_end >= raw.cue else raw.cue
    edges = min(sure["content_start"], sure["content_end"])
    return Saying((raw.cue, last), at["speaker"], content, raw.share, edges)
