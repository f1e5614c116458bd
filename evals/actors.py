"""Scores the chains of mentions against the annotations of GUM, which say who is meant: its news, interviews and more.

What is counted: every chain of GUM of the types person, organization and place that has a mention which is no pronoun,
with all its mentions, and every chain that the coder finds for people, bodies, groups, states and places, likewise. The
coder reads GUM's tokens; tags, trees and mentions are its own. Relative pronouns, which GUM does not mark, are left out.
Mentions are compared by their head words: GUM marks phrases with all that hangs from them ("children in Japan who …"),
the coder only what names or describes. A mention whose head word is nobody's is compared by its place: each head must lie
in the other's phrase, as where the two choose different words of one name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.coder import DatelineCoder
from dateline.mentions.candidate import Candidate, Chain
from dateline.mentions.chains import chains_of
from dateline.statements.extraction import speech_of
from evals.coreference import Agreement, agreement
from evals.gum import Document, Marked, read_documents
from evals.linking import Linked, linking_mistakes
from evals.score import Measured, Mistake, Score, resampled_margin

_STAGE = "actors"
_REPORTS = ("news", "interview")
_NOT_MARKED = frozenset({"who"})
_METRICS = ("CoNLL F1, chains of two and more", "CoNLL F1, with single mentions", "CoNLL F1, names and nominals")


@dataclass(frozen=True, slots=True)
class _Judged:
    """One document: the agreement by each metric, the mistakes."""

    document: Document
    agreements: tuple[Agreement, ...]
    mistakes: tuple[Mistake, ...]


def measure_actors(coder: DatelineCoder, folder: Path) -> Measured:
    """CoNLL F1 over the held-out documents in ``folder``, by part and genre, with every mistake behind it."""
    judged = [_judge(coder, document) for document in read_documents(folder)]
    scores: list[Score] = []
    for split in ("dev", "test"):
        part = [j for j in judged if j.document.split == split]
        reports = [j for j in part if j.document.genre in _REPORTS]
        scores += _scores(f"GUM {split}, news and interviews", reports)
        for genre in _REPORTS:
            scores += _scores(f"GUM {split}, {genre}", [j for j in reports if j.document.genre == genre])
        if len(reports) < len(part):
            scores += _scores(f"GUM {split}, every genre", part)
    return Measured(tuple(scores), tuple(m for j in judged for m in j.mistakes))


def _scores(data: str, judged: Sequence[_Judged]) -> list[Score]:
    if not judged:
        return []
    size = sum(len(j.document.chains) for j in judged)
    by_metric = zip(_METRICS, zip(*(j.agreements for j in judged), strict=True), strict=True)
    return [
        Score(_STAGE, data, metric, _conll(found), resampled_margin(found, _conll), size) for metric, found in by_metric
    ]


def _conll(agreements: Sequence[Agreement]) -> float:
    return sum(agreements[1:], agreements[0]).conll_f1


def _judge(coder: DatelineCoder, document: Document) -> _Judged:
    found = found_chains(coder, document)
    partner = aligned([m for one in document.chains for m in one], [c for one in found for c in one])
    linked = Linked(document, found, partner)
    key, response = linked.key(), linked.response()
    pronouns = linked.pronouns()
    variants = (
        (_of_two([*key]), _of_two([*response])),
        (key, response),
        (_without(key, pronouns), _without(response, pronouns)),
    )
    return _Judged(document, tuple(agreement(a, b) for a, b in variants), tuple(linking_mistakes(linked)))


def found_chains(coder: DatelineCoder, document: Document) -> list[tuple[Candidate, ...]]:
    """The coder's chains that can be scored: of people, bodies, groups, states and places, and not of pronouns alone."""
    sentences = coder.reader.read_whole(document.sentences)
    speech = speech_of(document.text, 0, sentences)
    chains = chains_of(coder.codebook, document.text, sentences, speech.voices)
    return [_marked_ones(one) for one in chains if one.sort != "other" and not _is_vague(one)]


def _is_vague(one: Chain) -> bool:
    return all(c.form == "pronoun" for c in one.candidates)


def _marked_ones(one: Chain) -> tuple[Candidate, ...]:
    return tuple(c for c in one.candidates if c.name not in _NOT_MARKED)


def aligned(marked: Sequence[Marked], candidates: Sequence[Candidate]) -> dict[Candidate, Marked]:
    """Which mention of GUM's each of the coder's is: that with its head word (of several the shortest), else one
    that nobody's head word matches and whose phrase holds its head as it holds the other's."""
    by_head: dict[tuple[int, int], list[Marked]] = {}
    for m in sorted(marked, key=lambda m: m.last - m.first):
        by_head.setdefault((m.sentence, m.head), []).append(m)
    partner = {c: by_head[c.at][0] for c in candidates if c.at in by_head}
    taken = set(partner.values())
    left = [m for m in sorted(marked, key=lambda m: m.last - m.first) if m not in taken]
    for c in candidates:
        if c not in partner:
            near = next((m for m in left if m.sentence == c.sentence and _hold_each_other(c, m)), None)
            if near is not None:
                partner[c] = near
                left.remove(near)
    return partner


def _hold_each_other(c: Candidate, m: Marked) -> bool:
    return m.first <= c.head <= m.last and c.first <= m.head <= c.last


def _of_two(chains: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    return [one for one in chains if len(one) > 1]


def _without(chains: Iterable[frozenset[int]], pronouns: frozenset[int]) -> list[frozenset[int]]:
    return [rest for one in chains if (rest := one - pronouns)]
