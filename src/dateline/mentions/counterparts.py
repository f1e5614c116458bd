"""What a counterpart is: "his Chadian counterpart" holds, in Chad, the office of him whose counterpart is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.language import lexicon
from dateline.mentions.candidate import Candidate, Chain

_WORDS = lexicon("mentions")
_PEERS = _WORDS.words("counterpart_nouns")


def with_counterparts(chains: Sequence[Chain]) -> list[Chain]:
    """The chains, the offices of counterparts with the sectors of those before whom a "his" or "her" puts them."""
    if not any(c.head_lemma in _PEERS for chain in chains for c in chain.candidates):
        return list(chains)
    at = {c.at: chain for chain in chains for c in chain.candidates if c.form == "pronoun"}

    def told(c: Candidate) -> Candidate:
        owner = at.get((c.sentence, c.first - 1)) if c.head_lemma in _PEERS else None
        sectors = next((o.sectors for o in owner.offices if o.sectors), ()) if owner is not None else ()
        return replace(c, offices=tuple(replace(o, sectors=sectors) for o in c.offices)) if sectors else c

    return [replace(chain, candidates=tuple(told(c) for c in chain.candidates)) for chain in chains]
