"""Which names were taken for people or bodies and are towns': by the gazetteer and by all that the report does with them. The
reader has often never seen the name of a small town, and "Rebels attacked Goma" may as well name a man."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from dateline.grammar.arguments import preposition_of
from dateline.language import lexicon
from dateline.mentions.candidate import Candidate
from dateline.mentions.first_names import is_first_name
from dateline.reader.sentence import Sentence
from dateline.world.gazetteer import GazetteerPlace, lookup
from dateline.world.names import name_parts
from dateline.world.organizations import organization
from dateline.world.people import is_family_name

_WORDS = lexicon("mentions")
_PLACES = lexicon("places")
_TAKING, _STRIKING = _WORDS.words("taking_verbs"), _WORDS.words("striking_verbs")
_FALLING = _WORDS.words("falling_verbs")
_WHERE = _PLACES.words("locative_prepositions")
_UNDERGONE = ("obj", "nsubj:pass")
#: People: what is smaller is asked for only where the report speaks of its country; the larger number if people bear the name.
_SMALL, _LARGE = 10_000, 50_000
_SURE, _LIKELY = 2, 1


def town_names(sentences: Sequence[Sentence], candidates: Iterable[Candidate]) -> frozenset[tuple[str, ...]]:
    """The names, by their parts, that are towns' wherever they stand in the report."""
    named: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    full: set[str] = set()
    spoken_of: set[str] = set()
    for c in candidates:
        spoken_of.update(w.iso3 for w in c.countries)
        if c.form == "name":
            parts = name_parts(c.name)
            named[parts].append(c)
            if c.sort == "person" and len(parts) > 1:
                full.update(parts)
    return frozenset(
        parts
        for parts, same in named.items()
        if any(c.sort in ("person", "organization", "other") for c in same)
        and not (len(parts) == 1 and parts[0] in full)
        and _is_town(sentences, parts, same, spoken_of)
    )


def _is_town(
    sentences: Sequence[Sentence], parts: tuple[str, ...], same: Sequence[Candidate], spoken_of: Collection[str]
) -> bool:
    """Some sentence treats it as a place, none as a person or a body; the more people bear the name, the more it takes."""
    if any(c.offices or c.countries or c.sort == "state" for c in same):
        return False
    signs = [_sign(sentences[c.sentence], c) for c in same]
    best = max(signs)
    if best <= 0 or min(signs) < 0:
        return False
    name = same[0].name
    if organization(name) is not None:
        return False
    is_borne = len(parts) == 1 and (is_family_name(parts[0]) or is_first_name(parts[0]))
    least = _LARGE if is_borne and best < _SURE else _SMALL
    return any(_is_settled(p, least, spoken_of) for p in lookup(name))


def _sign(sentence: Sentence, c: Candidate) -> int:
    """How much the words around a mention say that it is a place; below zero, that it is none."""
    word = sentence.words[c.head]
    if preposition_of(sentence, c.head) in _WHERE:
        return _SURE
    governor = sentence.words[word.head] if word.head >= 0 else None
    if governor is None or governor.upos not in ("VERB", "AUX"):
        return 0
    if word.deprel in _UNDERGONE:
        return _SURE if governor.lemma in _TAKING else _LIKELY if governor.lemma in _STRIKING else 0
    if word.relation == "nsubj":
        return _LIKELY if governor.lemma in _FALLING else -1
    return 0


def _is_settled(place: GazetteerPlace, least: int, spoken_of: Collection[str]) -> bool:
    return place.feature.startswith("PPL") and (place.population >= least or place.country in spoken_of)
