"""Places named inside other phrases: the Ohio of "Ohio State Police", the Turkey of "Turkish border". They say what a
report speaks of and are never where an event took place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from dateline.codebook.countries import CountryMatch, country, find_country
from dateline.codebook.organizations import organization
from dateline.mentions.candidate import Candidate
from dateline.model import Report, Span
from dateline.reader.sentence import Sentence
from dateline.resolve.divisions import stands_alone, written_short
from dateline.resolve.gazetteer import is_name, lookup, place_key
from dateline.resolve.places import PlaceChoice, choose_place
from dateline.resolve.toponyms import inner_names

_LONGEST = 4  # words
#: A town that stands in another name is read if so many live there and the report speaks of its country, or ten times as many.
_LARGE = 100_000


class InnerPlaces:
    """Finds them in the light of what the report speaks of and of the names that are places elsewhere in it."""

    def __init__(self, countries: Mapping[str, float], by_name: Mapping[str, PlaceChoice]) -> None:
        self._countries, self._by_name = countries, by_name
        self._read: dict[str, PlaceChoice | None] = {}

    def find(
        self,
        report: Report,
        sentences: Sequence[Sentence],
        candidates: Sequence[Candidate],
        places: Collection[Candidate],
    ) -> Iterator[tuple[Span, PlaceChoice]]:
        closed: list[set[int]] = [set() for _ in sentences]
        for c in candidates:
            if c in places or (c.form == "name" and (c.sort == "person" or _is_world_body(c))):
                start = c.first if c.sort != "person" else next((w for w in range(c.first, c.last + 1)), c.first)
                closed[c.sentence].update(range(start, c.last + 1))
        for sentence, taken in zip(sentences, closed, strict=True):
            people = {w.index for w in sentence.words if w.tag.endswith("PER")}
            for first, last in inner_names(sentence, frozenset(taken | people)):
                yield from self._inside(report, sentence, first, last)

    def _inside(self, report: Report, sentence: Sentence, first: int, last: int) -> Iterator[tuple[Span, PlaceChoice]]:
        words, at = sentence.words, first
        while at <= last:
            for end in range(min(last, at + _LONGEST - 1), at - 1, -1):
                span = report.span(words[at].start, words[end].end)
                choice = self._place(" ".join(span.text.split()))
                if choice is not None:
                    yield span, choice
                    at = end
                    break
            at += 1

    def _place(self, name: str) -> PlaceChoice | None:
        if name not in self._read:
            self._read[name] = self._choose(name)
        return self._read[name]

    def _choose(self, name: str) -> PlaceChoice | None:
        known = self._by_name.get(place_key(name))
        if known is not None:
            return known
        match = _country(name)
        if match is not None and match.form in ("name", "code", "adjective") and not match.entity:
            return _state(match.iso3) if match.is_certain or self._countries.get(match.iso3) else None
        if written_short(name) is not None and not stands_alone(name):
            return None
        if not is_name(name) and written_short(name) is None:
            return None
        choice = choose_place(name, countries=self._countries)
        return choice if choice is not None and self._is_meant(name, choice) else None

    def _is_meant(self, name: str, choice: PlaceChoice) -> bool:
        place = choice.place
        if place.feature in ("PCLI", "PCLD", "CONT"):
            return True
        if place.feature == "ADM1":
            return bool(self._countries.get(place.country or "")) or place.population > 10 * _LARGE
        if place.feature == "ADM2":
            return bool(self._countries.get(place.admin1 or "")) and " " in name
        if not place.feature.startswith("PPL") or place_key(place.name) != place_key(name):
            return False
        is_spoken_of = bool(self._countries.get(place.country or ""))
        return place.population >= (_LARGE if is_spoken_of else 10 * _LARGE)


def _is_world_body(c: Candidate) -> bool:
    """ "the European Union": its name's place words tell nothing."""
    known = organization(c.name)
    return known is not None and country(known.country) is None


@lru_cache(maxsize=8192)
def _country(name: str) -> CountryMatch | None:
    return find_country(name)


@lru_cache(maxsize=512)
def _state(iso3: str) -> PlaceChoice | None:
    state = country(iso3)
    found = lookup(state.name) if state is not None else ()
    place = next((p for p in found if p.feature == "PCLI" and p.country == iso3), None)
    return PlaceChoice(place, "the country named by its nationality word", 0) if place is not None else None
