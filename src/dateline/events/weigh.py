"""Frames and head weighed: how likely a reading of a word is right by what both say of it, and which reading each word gets.

The weights are measured on annotated reports and stand in ``scores.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.codebook import Frame
from dateline.events.base import Proposal
from dateline.events.choose import LEAST_SCORE, Chosen
from dateline.events.frames import NAME as FRAMES
from dateline.events.frames import exact_kind
from dateline.events.govern import Reading, plain
from dateline.events.head import NAME as HEAD
from dateline.events.weights import log_odds, measured
from dateline.grammar.clauses import Clauses
from dateline.reader.sentence import Told

_FRAMED, _HEARD = measured("framed"), measured("heard")
#: Log odds that a frame adds where the network never read: it learned from reports of one agency, the frames from none. Best on
#: reports of other agencies (news-dev, plv-dev) from 0.8 to 1.2, and costs half a point on those of its own.
_ELSEWHERE = 1.0
_CLOSE = 3  # words between two that the network marks for one act
#: What is less likely is no act if it is told only once: found with the number above. Told twice, it may be down to FAINT.
LIKELY, FAINT = 0.48, 0.3


class Weighed(NamedTuple):
    """A reading of a word, the others that lost, and how likely it is right; ``told``: what the network says there; ``faint``:
    too unlikely to be told once."""

    reading: Reading
    losers: tuple[Proposal, ...]
    probability: float
    told: Told | None
    faint: bool = False


class Weigher:
    def __init__(self, frames: dict[str, Frame], *, heard: bool = True) -> None:
        """``heard``: whether the network is asked; if not, frames count as they score themselves."""
        self._frames, self._heard = frames, heard

    def told(
        self, clauses: Clauses, framed: Sequence[tuple[Reading, Chosen]], heard: Sequence[Proposal]
    ) -> list[Weighed]:
        """The best reading of every word that is likely enough, in text order, each act once: of two words of one act that the
        network marks, the likelier."""
        best = [_best(pool) for _, pool in sorted(self.readings(clauses, framed, heard).items())]
        kept = [self._marked(w) for w in best if w.probability >= self._least(w.reading.proposal)]
        return [w for w in kept if w.reading.proposal.by != HEAD or not any(_tells_the_same(w, o) for o in kept)]

    def _marked(self, found: Weighed) -> Weighed:
        weighed = self._heard and not found.reading.proposal.own
        return found._replace(faint=weighed and found.probability < LIKELY)

    def _least(self, proposal: Proposal) -> float:
        """What is not weighed is told if its own score says so."""
        return LEAST_SCORE if proposal.own or not self._heard else FAINT

    def readings(
        self, clauses: Clauses, framed: Sequence[tuple[Reading, Chosen]], heard: Sequence[Proposal]
    ) -> dict[int, list[Weighed]]:
        """All readings of every word."""
        by_word: dict[int, list[Weighed]] = {}
        absorbed: set[tuple[int, str]] = set()
        owned: set[int] = set()
        for reading, choice in framed:
            near = trigger_words(reading)
            told = self._told(clauses, reading, near)
            absorbed |= {(word, reading.type) for word in near if word != reading.word}
            owned |= set(near) if reading.proposal.own else set()
            found = Weighed(reading, choice.losers, self._of_frame(reading, told), told)
            by_word.setdefault(reading.word, []).append(found)
        for proposal in heard:
            word = proposal.clause.word.index
            if word in owned or (word, proposal.type) in absorbed:
                continue
            if not any(w.reading.type == proposal.type for w in by_word.get(word, ())):
                found = Weighed(
                    plain(proposal),
                    (),
                    _HEARD.probability({"head": log_odds(proposal.score)}),
                    clauses.sentence.told[word],
                )
                by_word.setdefault(word, []).append(found)
        return by_word

    def _told(self, clauses: Clauses, reading: Reading, near: Sequence[int]) -> Told | None:
        """What the network says at the word that tells it best."""
        told = [t for word in near if (t := clauses.sentence.told.get(word)) is not None]
        return max(told, key=lambda t: t.types.get(reading.type, 0.0), default=None)

    def _of_frame(self, reading: Reading, told: Told | None) -> float:
        proposal = reading.proposal
        if proposal.own or proposal.by != FRAMES or not self._heard:
            return proposal.score
        share, act = (told.types.get(reading.type, 0.0), told.act) if told is not None else (0.0, 0.0)
        known = {"head": log_odds(share), "act": log_odds(act), self.fit(proposal): 1.0}
        return _FRAMED.probability(known, _ELSEWHERE)

    def fit(self, proposal: Proposal) -> str:
        """How a frame fits, "none" for what no frame proposes."""
        return exact_kind(self._frames[proposal.frame], proposal.clause) if proposal.frame is not None else "none"


def trigger_words(reading: Reading) -> tuple[int, ...]:
    """The words that tell a reading together: the operator's, the predicate's, its light verb's."""
    light = reading.clause.light_verb
    return tuple(
        dict.fromkeys((reading.word, reading.clause.word.index, *((light.index,) if light is not None else ())))
    )


def _best(pool: Sequence[Weighed]) -> Weighed:
    """Of one word: a user's own rule, else the likeliest; the others become its losers."""
    best = max(pool, key=lambda w: (w.reading.proposal.own and w.probability >= LEAST_SCORE, w.probability))
    others = [w.reading.proposal for w in sorted(pool, key=lambda w: -w.probability) if w is not best]
    return best._replace(losers=(*others, *best.losers))


def _tells_the_same(less: Weighed, more: Weighed) -> bool:
    """ "opened fire", "signed an accord": a word marked beside the one that governs it or that it governs."""
    if less is more or less.reading.type != more.reading.type:
        return False
    a, b = less.reading, more.reading
    words = a.clause.sentence.words
    linked = {
        words[a.word].head,
        *(w.index for w in a.clause.sentence.dependents(a.word, "obj", "xcomp", "compound:prt")),
    }
    close = b.word in linked and abs(a.word - b.word) <= _CLOSE
    return close and (more.probability, -b.word) > (less.probability, -a.word)
