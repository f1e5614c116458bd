"""Chains found beside the chains of GUM -> the two partitions to compare, and every wrong or missing link by class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from dateline.mentions.candidate import Candidate
from evals.gum import Document, Marked
from evals.score import Mistake

_UNLINKED = {"pronoun": "pronoun missed", "nominal": "nominal not linked", "name": "name variants not linked"}
_WRONG = {"pronoun": "pronoun wrong antecedent", "nominal": "nominal wrong antecedent", "name": "name wrong antecedent"}
_JOINED = {
    "pronoun": "pronoun of somebody new linked",
    "nominal": "nominal of somebody new linked",
    "name": "two names joined",
}

Numbers = list[frozenset[int]]


class Linked:
    """Both partitions of one document. A mention that both have carries the same number in both."""

    def __init__(
        self, document: Document, found: Sequence[Sequence[Candidate]], partner: Mapping[Candidate, Marked]
    ) -> None:
        self.document = document
        self.found = found
        self.partner = partner
        self._of_marked = {m: i for i, m in enumerate(m for one in document.chains for m in one)}
        fresh = len(self._of_marked)
        own = [c for one in found for c in one]
        self._of_candidate = {c: self._of_marked[partner[c]] if c in partner else fresh + i for i, c in enumerate(own)}

    def key(self) -> Numbers:
        return [frozenset(self._of_marked[m] for m in one) for one in self.document.chains]

    def response(self) -> Numbers:
        return [frozenset(self._of_candidate[c] for c in one) for one in self.found if one]

    def pronouns(self) -> frozenset[int]:
        marked = {i for m, i in self._of_marked.items() if m.form == "pronoun"}
        own = {i for c, i in self._of_candidate.items() if c.form == "pronoun" and c not in self.partner}
        return frozenset(marked | own)

    @cached_property
    def candidate_of(self) -> dict[Marked, Candidate]:
        return {m: c for c, m in self.partner.items()}

    @cached_property
    def chain_with(self) -> dict[Candidate, Sequence[Candidate]]:
        return {c: one for one in self.found for c in one}

    def text(self, m: Marked) -> str:
        tokens = self.document.sentences[m.sentence]
        return self.document.text[tokens[m.first].start : tokens[m.last].end]


def linking_mistakes(linked: Linked) -> Iterator[Mistake]:
    """Mentions missed and made up, and mentions linked to nobody or to the wrong one; none for what is single on both sides."""
    for one in linked.document.chains:
        for i, m in enumerate(one):
            mistake = _of_mention(linked, one[:i], m, alone=len(one) == 1)
            if mistake is not None:
                yield mistake
    for chain in linked.found:
        for c in chain:
            if c not in linked.partner:
                other = "of another type" if c.at in linked.document.others else "not marked"
                where = "in a chain" if len(chain) > 1 else "alone"
                yield _mistake(linked, f"{c.form} made up, {other}, {where}", c.sentence, f"{c.span.text!r} ({c.sort})")


def _of_mention(linked: Linked, before: Sequence[Marked], m: Marked, *, alone: bool) -> Mistake | None:
    c = linked.candidate_of.get(m)
    if c is None:
        kind = f"{m.form} not found, {'alone' if alone else 'in a chain'}"
        return _mistake(linked, kind, m.sentence, _named(linked, m, before))
    antecedents = [a for a in linked.chain_with[c] if a.at < c.at]
    right = {linked.candidate_of[a] for a in before if a in linked.candidate_of}
    if not right:
        if not antecedents:
            return None
        return _mistake(linked, _JOINED[m.form], m.sentence, f"{linked.text(m)!r} with {antecedents[-1].span.text!r}")
    if any(a in right for a in antecedents):
        return None
    told = _named(linked, m, before)
    if antecedents:
        return _mistake(linked, _WRONG[m.form], m.sentence, f"{told}, not {antecedents[-1].span.text!r}")
    return _mistake(linked, _UNLINKED[m.form], m.sentence, told)


def _named(linked: Linked, m: Marked, before: Sequence[Marked]) -> str:
    solid = [a for a in before if a.form != "pronoun"] or list(before)
    return f"{linked.text(m)!r}" + (f" is {linked.text(solid[-1])!r} (sentence {solid[-1].sentence})" if solid else "")


def _mistake(linked: Linked, kind: str, sentence: int, text: str) -> Mistake:
    return Mistake(kind, f"{linked.document.name}:{sentence}", text)
