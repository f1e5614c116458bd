"""Places named inside other phrases: the Ohio of "Ohio State Police", the Turkey of "Turkish border". They say what a
report speaks of and are never where an event took place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from dateline.language import lexicon
from dateline.mentions.candidate import Candidate
from dateline.model import Report, Span
from dateline.reader.sentence import Sentence
from dateline.resolve.places.choice import PlaceChoice, choose_place
from dateline.resolve.places.toponyms import asked_name, inner_names
from dateline.world.countries import CountryMatch, country, find_country
from dateline.world.divisions import division_code, stands_alone, written_short
from dateline.world.gazetteer import is_name, lookup, place_key
from dateline.world.organizations import organization

_WORDS = lexicon("places")
_LONGEST = 4  # words
#: A town that stands in another name is read if so many live there and the report speaks of its country, or ten times as many.
_LARGE = 100_000
_BEFORE_LANGUAGES = _WORDS.words("before_languages")
_STATE = f" {_WORDS.word('state_word')}"
_LOCAL = _WORDS.words("town_bodies")


class InnerPlaces:
    """Finds them in the light of what the report speaks of and of the names that are places elsewhere in it."""

    def __init__(
        self,
        report: Report,
        countries: Mapping[str, float],
        by_name: Mapping[str, PlaceChoice],
        people: frozenset[str],
    ) -> None:
        self._report, self._countries, self._by_name, self._people = report, countries, by_name, people
        self._home = (report.dateline.place or "").casefold() if report.dateline is not None else ""
        self._read: dict[tuple[str, bool], PlaceChoice | None] = {}

    def find(
        self, sentences: Sequence[Sentence], candidates: Sequence[Candidate], places: Collection[Candidate]
    ) -> Iterator[tuple[Span, PlaceChoice]]:
        closed: list[set[int]] = [set() for _ in sentences]
        for c in candidates:
            if c in places or (c.form == "name" and c.sort == "organization" and _is_world_body(c.name)):
                closed[c.sentence].update(range(c.first, c.last + 1))
        for sentence, taken in zip(sentences, closed, strict=True):
            persons = (w for w in sentence.words if w.tag.endswith("PER"))
            people = {w.index for w in persons if w.text.casefold() != self._home}  # a town called like somebody
            for first, last in inner_names(sentence, frozenset(taken | people)):
                yield from self._inside(sentence, first, last)

    def _inside(self, sentence: Sentence, first: int, last: int) -> Iterator[tuple[Span, PlaceChoice]]:
        words, at = sentence.words, first
        while at <= last:
            for end in range(min(last, at + _LONGEST - 1), at - 1, -1):
                span = self._report.span(words[at].start, words[end].end)
                choice = self._place(asked_name(sentence, " ".join(span.text.split()), end), _is_local(sentence, end))
                if choice is not None and not (_is_nationality(span.text) and _is_language(sentence, at, end)):
                    yield span, choice
                    at = end
                    break
            at += 1

    def _place(self, name: str, local: bool) -> PlaceChoice | None:
        """``local``: the word behind the name says that it is a place: "Milton police"."""
        if (name, local) not in self._read:
            self._read[name, local] = self._choose(name, local)
        return self._read[name, local]

    def _choose(self, name: str, local: bool) -> PlaceChoice | None:
        if name in self._people:
            return None
        known = self._by_name.get(place_key(name))
        if known is not None:
            return known
        match = _country(name)
        if match is not None and match.form == "metonym":
            return None
        if match is not None and match.form in ("name", "code", "adjective") and not match.entity:
            return _state(match.iso3) if match.is_certain or self._countries.get(match.iso3) else None
        if written_short(name) is not None and not stands_alone(name):
            return None
        if not is_name(name) and written_short(name) is None and not name.endswith(_STATE):
            return None
        choice = choose_place(name, countries=self._countries)
        return choice if choice is not None and self._is_meant(name, choice, local) else None

    def _is_meant(self, name: str, choice: PlaceChoice, local: bool) -> bool:
        place = choice.place
        if place.feature in ("PCLI", "PCLD", "CONT"):
            return True
        if place.feature == "ADM1":
            own = place_key(place.name) == place_key(name) or division_code(name) is not None or name.endswith(_STATE)
            return own and (bool(self._countries.get(place.country or "")) or place.population > 10 * _LARGE)
        if place.feature == "ADM2":
            return bool(self._countries.get(place.admin1 or "")) and " " in name
        if not place.feature.startswith("PPL") or place_key(place.name) != place_key(name):
            return False
        is_spoken_of = bool(self._countries.get(place.country or ""))
        return (local and is_spoken_of) or place.population >= (_LARGE if is_spoken_of else 10 * _LARGE)


def _is_local(sentence: Sentence, last: int) -> bool:
    return last + 1 < len(sentence.words) and sentence.words[last + 1].lemma.lower() in _LOCAL


def _is_nationality(name: str) -> bool:
    match = _country(name)
    return match is not None and match.form == "adjective"


def _is_language(sentence: Sentence, first: int, last: int) -> bool:
    """ "Spoke in Turkish": a nationality word that describes nothing."""
    word, after = sentence.words[last], sentence.words[last + 1 : last + 2]
    is_alone = not after or after[0].upos not in ("NOUN", "PROPN", "ADJ", "NUM")
    before = sentence.words[first - 1].lemma if first > 0 else ""
    return is_alone and (before in _BEFORE_LANGUAGES or (word.upos != "ADJ" and word.relation in ("obj", "obl")))


@lru_cache(maxsize=8192)
def _is_world_body(name: str) -> bool:
    """ "the European Union": its name's place words tell nothing."""
    known = organization(name)
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
