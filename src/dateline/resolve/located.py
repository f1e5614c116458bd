"""The places of a report: names resolved by the gazetteer in the light of the countries it speaks of, buildings by their town."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dateline.events.participants import preposition_of
from dateline.mentions.candidate import Candidate, Chain
from dateline.model import Place, Report, Span, content_id
from dateline.reader.sentence import Sentence
from dateline.resolve.gazetteer import GazetteerPlace
from dateline.resolve.places import PlaceChoice, choose_place, inside, structure_feature

_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "throughout", "off", "into", "via"})
_TOWN = ("PPL", "PPLC", "PPLA", "PPLX")


class Places:
    """Places of one report by the words that name them. ``all`` gives the named ones and those where something took place."""

    def __init__(self, report: Report, sentences: Sequence[Sentence], chains: Sequence[Chain]) -> None:
        self._report, self._sentences = report, sentences
        self._covering: dict[tuple[int, int], Candidate] = {}
        candidates = sorted((c for chain in chains for c in chain.candidates), key=lambda c: c.first - c.last)
        for c in candidates:
            for w in range(c.first, c.last + 1):
                self._covering[c.sentence, w] = c
        for c in candidates:
            self._covering[c.sentence, c.head] = c
        self._countries = _weights(candidates)
        self._places: dict[str, Place] = {}
        self._of: dict[Candidate, str] = {}
        self._towns: list[tuple[tuple[int, int], GazetteerPlace]] = []
        for c in sorted(candidates, key=lambda c: c.at):
            if c.form == "name" and c.sort in ("place", "state"):
                self._resolve(c)

    def at(self, sentence: int, word: int) -> str | None:
        """The id of the place that a word names, or of the building it speaks of; None if it is no place."""
        c = self._covering.get((sentence, word))
        if c is None:
            return None
        if c in self._of:
            return self._of.get(self._town_before(c) or c, self._of[c])
        if c.sort == "place" and (inner := self._named_inside(c)) is not None:
            return inner
        if c.form == "pronoun" or c.sort == "person":
            return None
        return self._structure(c)

    def _town_before(self, c: Candidate) -> Candidate | None:
        """The town of "Tura, Meghalaya", asked for Meghalaya."""
        words = self._sentences[c.sentence].words
        if c.first < 2 or words[c.first - 1].text != ",":
            return None
        before = self._covering.get((c.sentence, c.first - 2))
        return before if before is not None and before in self._of and self._hint(before) == c.name else None

    def _named_inside(self, c: Candidate) -> str | None:
        """ "the Iraqi city of Baquba", "the port of Nampo": the last name inside the phrase."""
        inside_c = [o for o in self._of if o.sentence == c.sentence and c.first <= o.head <= c.last and o.head > c.head]
        return self._of[max(inside_c, key=lambda o: o.head)] if inside_c else None

    def is_where(self, sentence: int, word: int) -> bool:
        """Does the word stand behind "in", "at", "near" …? Then a capital is a town there, not a government."""
        c = self._covering.get((sentence, word))
        inside_phrase = range(c.first, c.last + 1) if c is not None else (word,)
        return any(preposition_of(self._sentences[sentence], w) in _LOCATIVE for w in inside_phrase)

    def named_in(self, sentence: int, first: int, last: int) -> list[tuple[int, str]]:
        """Names of places behind a locative preposition among words first..last: (word, place id), in text order."""
        found = []
        for c, place in self._of.items():
            if (
                c.sentence == sentence
                and first <= c.head <= last
                and c.form == "name"
                and self.is_where(sentence, c.head)
            ):
                found.append((c.head, place))
        return sorted(found)

    def country_of(self, place: str) -> str | None:
        return self._places[place].country

    def _resolve(self, c: Candidate) -> None:
        choice = choose_place(c.name, countries=self._countries, near=self._near(c), country_hint=self._hint(c))
        if choice is None:
            return
        self._of[c] = self._add(choice, c.span)
        if choice.place.feature in _TOWN:
            self._towns.append((c.at, choice.place))

    def _structure(self, c: Candidate) -> str | None:
        """ "the Liberation Monument": not in the gazetteer, but in the town that the text has just named."""
        is_named = self._sentences[c.sentence].words[c.head].text[0].isupper()
        if structure_feature(c.name) is None or not is_named:
            return None
        near = self._near(c)
        choice = inside(c.name, near) if near is not None else None
        if choice is None:
            return None
        self._of[c] = self._add(choice, c.span)
        return self._of[c]

    def _near(self, c: Candidate) -> GazetteerPlace | None:
        """The town named in the same sentence, else the last one named before it."""
        same = [town for (sentence, _), town in self._towns if sentence == c.sentence]
        before = [town for at, town in self._towns if at < c.at]
        found = same or before
        return found[-1] if found else None

    def _hint(self, c: Candidate) -> str | None:
        """ "Springfield, Illinois": the name that follows behind a comma."""
        words = self._sentences[c.sentence].words
        if c.last + 2 < len(words) and words[c.last + 1].text == ",":
            after = self._covering.get((c.sentence, c.last + 2))
            if after is not None and after.form == "name" and after.sort in ("place", "state"):
                return after.name
        return None

    def _add(self, choice: PlaceChoice, span: Span) -> str:
        found = choice.place
        key = content_id(
            "p", self._report.id, found.name, found.geonames_id, found.country, found.feature, choice.inside
        )
        held = self._places.get(key)
        mentions = tuple(sorted({*(held.mentions if held else ()), span}))
        self._places[key] = Place(
            id=key,
            name=found.name if found.feature == "PCLI" else held.name if held else " ".join(span.text.split()),
            mentions=mentions,
            country=found.country,
            geonames_id=found.geonames_id,
            lat=found.lat,
            lon=found.lon,
            feature=found.feature,
            inside=choice.inside,
        )
        return key

    def all(self) -> tuple[Place, ...]:
        return tuple(sorted(self._places.values(), key=lambda p: (p.mentions[0], p.id)))


def _weights(candidates: Sequence[Candidate]) -> Mapping[str, float]:
    """How much the report speaks of each country: shares of its country words."""
    counts = Counter(word.iso3 for c in candidates for word in c.countries if len(word.iso3) == 3)
    total = sum(counts.values())
    return {iso3: n / total for iso3, n in counts.items()}
