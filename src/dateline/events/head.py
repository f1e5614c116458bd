"""The recogniser that was taught by annotated reports: what the reader's network says that a word tells."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.codebook import Codebook
from dateline.events.base import Proposal
from dateline.events.conditions import is_country
from dateline.grammar.clauses import Clauses
from dateline.reader.sentence import Sentence, Told

NAME = "head"
LEAST_SHARE = 0.1  # a type less likely than this is not even an alternative
_LEAST_PART = 0.5


class HeadRecogniser:
    """Proposes the types that the network gives each word; types that the codebook does not have are left out."""

    name = NAME

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook

    def propose(self, clauses: Clauses) -> Iterator[Proposal]:
        """The likeliest type of each word first, then its others."""
        for told in clauses.sentence.told.values():
            for name, share in sorted(told.types.items(), key=lambda item: -item[1]):
                kind = self._codebook.types.get(name)
                if kind is None or share < LEAST_SHARE or (kind.by_people and _is_of_state(clauses, told.word)):
                    continue
                actors, recipients = (taking_part(told, clauses.sentence, side) for side in ("actor", "recipient"))
                yield Proposal(
                    type=name,
                    mode=told.mode if told.mode in kind.modes else None,
                    clause=clauses.of(told.word),
                    actors=actors,
                    recipients=recipients,
                    score=min(1.0, share),
                    by=NAME,
                    symmetric=kind.mutual and not recipients,
                    final=True,
                )


def _is_of_state(clauses: Clauses, word: int) -> bool:
    """Does a country do it, by its name?"""
    return any(is_country(clauses.sentence, w) for w in clauses.of(word).subject)


def taking_part(told: Told, sentence: Sentence, side: str) -> tuple[int, ...]:
    """The words of the act's own sentence that take part on a side, in text order."""
    return tuple(
        sorted(p.word for p in told.parts if p.side == side and p.sentence == sentence.index and p.share >= _LEAST_PART)
    )
