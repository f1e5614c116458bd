"""Which place each name of a report means: all of its names together, in the light of what else it speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from dateline.mentions.candidate import Candidate
from dateline.model import Report
from dateline.reader.sentence import Sentence
from dateline.resolve.actors.home import country_of_publisher
from dateline.resolve.covering import Covering
from dateline.resolve.places.choice import PlaceChoice, area_around, choose_place, countries_of_places, why_no_place
from dateline.resolve.places.toponyms import Toponym, toponyms
from dateline.world.countries import find_country
from dateline.world.divisions import is_division
from dateline.world.gazetteer import GazetteerPlace, place_key

A = TypeVar("A")

_TOWN = ("PPL", "PPLC", "PPLA", "PPLX")
_LOOK_BACK = 8  # towns
_DATELINE, _HOME = 2.0, 1.0  # what a dateline and the publisher's country count, in namings of a country


class Senses:
    """The names of one report with the place of each that has one; ``by_name`` gives it by the name, ``towns`` by where it
    stands, and ``countries`` is how much the report speaks of each country and division."""

    def __init__(self, report: Report, sentences: Sequence[Sentence], covering: Covering) -> None:
        self.toponyms = toponyms(report, sentences, covering.chains)
        self._votes = {t.name: countries_of_places([t.name]) for t in self.toponyms}
        self.countries = _weights(report, sentences, covering.candidates, self._votes)
        self.choices: dict[Toponym, PlaceChoice] = {}
        self.by_name: dict[str, PlaceChoice] = {}
        self._answers: dict[tuple[Callable[..., Any], str, GazetteerPlace | None, str | None], Any] = {}
        self.towns = Towns(())
        self._resolve()

    def why_none(self, t: Toponym) -> str | None:
        """Why a name has no place: the gazetteer does not know it, or cannot tell it apart."""
        return self._ask(why_no_place, t, t.hint.name if t.hint is not None else None)

    def _resolve(self) -> None:
        """Names beside which a country or division stands come first; a name has one sense in a report."""
        for t in self.toponyms:
            if t.hint is not None or t.candidate is None:
                self._settle(t, self._choose(t))
        areas = {(t.at[0], t.hint.word): t for t in self.choices if t.hint is not None}
        rest = [t for t in self.toponyms if t not in self.choices and not (t.hint is not None and t.hint.firm)]
        for t in rest:
            town = areas.get(t.at)
            around = area_around(t.name, self.choices[town].place) if town is not None else None
            if around is not None:
                self.choices[t] = around
        rest = [t for t in rest if t not in self.choices]
        # The second time the towns named behind a name are known too.
        for _ in range(2):
            self.towns = Towns(self.choices.items())
            chosen = {t: self.by_name.get(place_key(t.name)) or self._choose(t) for t in rest}
            self.choices.update({t: choice for t, choice in chosen.items() if choice is not None})
        self._unify(rest)
        self.towns = Towns(self.choices.items())

    def _choose(self, t: Toponym) -> PlaceChoice | None:
        hint = t.hint.name if t.hint is not None else None
        found = self._ask(choose_place, t, hint)
        if found is None and t.hint is not None and not t.hint.firm:
            found = self._ask(choose_place, t, None)
        return found

    def _ask(self, question: Callable[..., A], t: Toponym, hint: str | None) -> A:
        """A question about a name, with what the report says beside it."""
        near = self.towns.near(t.at, besides=t.name)
        asked = question, t.name, near, hint
        if asked not in self._answers:
            countries = self._countries_besides(t.name)
            self._answers[asked] = question(t.name, countries=countries, near=near, country_hint=hint)
        found: A = self._answers[asked]
        return found

    def _countries_besides(self, name: str) -> Mapping[str, float]:
        """What the report speaks of but for the vote of the name itself, which would always elect its best known place."""
        own = self._votes.get(name)
        if not own:
            return self.countries
        return {code: weight - own.get(code, 0.0) for code, weight in self.countries.items()}

    def _settle(self, t: Toponym, choice: PlaceChoice | None) -> None:
        if choice is not None:
            self.choices[t] = choice
            self.by_name.setdefault(place_key(t.name), choice)

    def _unify(self, rest: Sequence[Toponym]) -> None:
        """Give each name the place that most of its mentions were read as."""
        votes: dict[str, Counter[PlaceChoice]] = {}
        for t in rest:
            if t in self.choices:
                votes.setdefault(place_key(t.name), Counter())[self.choices[t]] += 1
        for key, counts in votes.items():
            self.by_name.setdefault(key, counts.most_common(1)[0][0])
        for t in rest:
            if t in self.choices:
                self.choices[t] = self.by_name[place_key(t.name)]


class Towns:
    """The towns of a report by where they are named."""

    def __init__(self, choices: Iterable[tuple[Toponym, PlaceChoice]]) -> None:
        towns = ((t.at, t.name, choice.place) for t, choice in choices if choice.place.feature in _TOWN)
        self._towns = sorted(towns, key=lambda town: town[:2])
        self._at = [at for at, _, _ in self._towns]

    def near(self, at: tuple[int, int], besides: str = "") -> GazetteerPlace | None:
        """The town named next to a word in its sentence, else the last one named before it."""
        first, last = bisect_left(self._at, (at[0], 0)), bisect_left(self._at, (at[0] + 1, 0))
        same = [(abs(self._at[i][1] - at[1]), i) for i in range(first, last) if self._towns[i][1] != besides]
        if same:
            return self._towns[min(same)[1]][2]
        before = range(first - 1, max(-1, first - _LOOK_BACK), -1)
        return next((self._towns[i][2] for i in before if self._towns[i][1] != besides), None)


def _weights(
    report: Report,
    sentences: Sequence[Sentence],
    candidates: Sequence[Candidate],
    votes: Mapping[str, Mapping[str, float]],
) -> Mapping[str, float]:
    """How much the report speaks of each country and division: country words, names of states and of places that cannot
    well be elsewhere, dateline, publisher."""
    total: defaultdict[str, float] = defaultdict(float)
    words = [word for c in candidates for word in c.countries if len(word.iso3) == 3]
    for word in words:
        match = find_country(word.span.text)
        if match is None or not match.also:
            total[word.iso3] += 1
    for areas in (*votes.values(), *(countries_of_places([name]) for name in _states_named(sentences))):
        for code, weight in areas.items():
            total[code] += weight
    line = report.dateline
    for code in countries_of_places([line.region]) if line is not None and line.region else ():
        total[code] += _DATELINE
    home = country_of_publisher(report)
    if home is not None:
        total[home] += _HOME
    return total


def _states_named(sentences: Sequence[Sentence]) -> Iterator[str]:
    """States and provinces by their full names wherever they stand, in the names of bodies too."""
    for sentence in sentences:
        words = [w.text for w in sentence.words]
        for at, word in enumerate(words):
            if word[0].isupper():
                yield from (n for n in (word, " ".join(words[at : at + 2])) if is_division(n))
