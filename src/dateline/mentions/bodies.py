"""The bodies and states that people are told to belong to: "director of Solent Quays", "HFF president", "Army spokesman"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.language import lexicon
from dateline.mentions.candidate import Candidate, Chain, Office

#: Whoever is somebody's son belongs to no body of theirs, and an Iraq veteran is not Iraq's.
_APART = lexicon("mentions").words("kin") | lexicon("mentions").words("about_nouns")
_BODIES = ("organization", "group", "state")


def with_bodies(chains: Sequence[Chain], led: Mapping[Candidate, Candidate]) -> list[Chain]:
    """The chains, those of people with the chains that their titles name. ``led``: a mention of a leader and one of the body."""
    by_sentence: dict[int, list[tuple[Candidate, Chain]]] = defaultdict(list)
    by_head: dict[str, list[Chain]] = defaultdict(list)
    of = {c: chain for chain in chains for c in chain.candidates} if led else {}
    for chain in chains:
        if chain.sort in _BODIES:
            for c in chain.candidates:
                by_sentence[c.sentence].append((c, chain))
            for head in {c.head_lemma for c in chain.candidates if c.form != "pronoun"}:
                by_head[head].append(chain)
    found: list[Chain] = []
    by_key: dict[frozenset[str], list[Chain]] = {}
    for chain in chains:
        if chain.sort not in ("person", "group"):
            found.append(chain)
            continue
        bodies = [of[led[c]] for c in chain.candidates if c in led] if led else []
        bodies += _bodies(chain, by_sentence, by_head, by_key)
        found.append(replace(chain, bodies=tuple({id(b): b for b in bodies}.values())))
    return found


def _bodies(
    chain: Chain,
    by_sentence: dict[int, list[tuple[Candidate, Chain]]],
    by_head: dict[str, list[Chain]],
    by_key: dict[frozenset[str], list[Chain]],
) -> Iterator[Chain]:
    for c in chain.candidates:
        for office in c.offices if c.head_lemma not in _APART else ():
            for inner, body in by_sentence[c.sentence]:
                within = office.span.contains(inner.span) and inner.span != office.span
                if body is not chain and (within or (c.form == "name" and inner.last + 1 == c.first)):
                    yield body
    for c in chain.candidates:
        for office in c.offices:
            if not c.countries:
                if office.key not in by_key:
                    by_key[office.key] = list(_by_word(office, by_head))
                yield from by_key[office.key]


def _by_word(office: Office, by_head: dict[str, list[Chain]]) -> Iterator[Chain]:
    """ "Army spokesman" where the report speaks of one army."""
    for word in office.key:
        found = [b for b in by_head.get(word, ()) if b.sort == "organization" and _fits(office, b)]
        if found and len({w.iso3 for b in found for w in b.countries}) == 1:
            yield found[0]


def _fits(office: Office, body: Chain) -> bool:
    """All that the report says of the body stands in the title, its countries aside."""
    countries = {w.iso3 for w in body.countries}
    return any(
        c.key - countries <= office.key for c in body.candidates if c.form != "pronoun" and c.head_lemma in office.key
    )
