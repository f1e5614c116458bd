"""The places of a report: names resolved by the gazetteer in the light of what else it speaks of, buildings by their town."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from dateline.grammar.arguments import preposition_of
from dateline.language import lexicon
from dateline.mentions.candidate import Candidate
from dateline.model import Abstention, Because, Place, Report, Span, content_id
from dateline.reader.sentence import Sentence
from dateline.resolve.covering import Covering
from dateline.resolve.places.choice import (
    PlaceChoice,
    choose_place,
    inside,
    structure_feature,
)
from dateline.resolve.places.here import Here
from dateline.resolve.places.inner import InnerPlaces
from dateline.resolve.places.senses import Senses
from dateline.resolve.places.toponyms import DATELINE, words_of_people
from dateline.world.countries import country, find_country
from dateline.world.gazetteer import GazetteerPlace

A = TypeVar("A")

_WORDS = lexicon("places")
_LOCATIVE = _WORDS.words("locative_prepositions")
_THERE = _WORDS.words("back_there")
_EVENT = 0.5  # what the reader takes for something that happens: "in a Turkish offensive"
_SCENIC = _LOCATIVE | _WORDS.words("scene_prepositions")
_OWNS = _WORDS.words("possessive_markers")
_TOWN_PARTS = _WORDS.words("town_parts")
_GENITIVE = _WORDS.words("part_prepositions")
_AREAS = ("PCLI", "PCLD", "ADM1", "RGN")
_TOWN = ("PPL", "PPLC", "PPLA", "PPLX")
_LOOK_BACK = 8  # towns
_ANYWHERE = -2  # no sentence: in the report
_STATE = 5  # words from the comma behind a town to the end of its state's name
_SCENE = 5  # sentences that a scene lasts if no other place is named
_DATELINE, _HOME = 2.0, 1.0  # what a dateline and the publisher's country count, in namings of a country


class PlaceResolver:
    """The places of one report by the words that name them. Settled when made; asking changes nothing.

    ``settled`` gives the named ones and those where something took place, ``unknown`` the names that no place was found for.
    """

    def __init__(self, report: Report, sentences: Sequence[Sentence], covering: Covering) -> None:
        self._report, self._sentences, self._covering = report, sentences, covering
        candidates = covering.candidates
        self._senses = Senses(report, sentences, covering)
        self._places: dict[str, Place] = {}
        self._mentions: dict[str, dict[Span, None]] = {}
        self._of: dict[Candidate, str] = {}
        self._hints = {t.candidate: t.hint for t in self._senses.toponyms if t.candidate is not None}
        self._town: str | None = None  # of the dateline
        for t, choice in self._senses.choices.items():
            key = self._add(choice, t.span)
            if t.at == DATELINE:
                self._town = key
            if t.candidate is not None:
                self._of[t.candidate] = key
        inner = InnerPlaces(report, self._senses.countries, self._senses.by_name, words_of_people(covering.chains))
        for span, choice in inner.find(sentences, candidates, self._of):
            self._add(choice, span)
        self._buildings = {c: b for c in candidates if c not in self._of and (b := self._structure(c)) is not None}
        self._country = {key: place.country for key, place in self._places.items()}
        self._country |= {_id(report, b): b.place.country for b in self._buildings.values()}
        self._here = Here(report, sentences)
        self._lands: dict[str, PlaceChoice] = {}
        self._land_of: dict[str, str | None] = {}
        self._where: dict[tuple[int, int], bool] = {}
        self._scenes: dict[int, tuple[str, Span] | None] = {}
        self._near: dict[int, list[tuple[int, str]]] = {}
        self._named: dict[int, list[Candidate]] = defaultdict(list)
        for c in sorted(self._of, key=lambda c: c.head):
            self._named[c.sentence].append(c)

    def at(self, sentence: int, word: int) -> str | None:
        """The id of the place that a word names, or of the building it speaks of; None if it is no place."""
        c = self._covering.at(sentence, word)
        if c is None:
            return self._part_at(sentence, word) or self._here_at(sentence, word)
        if c in self._of:
            return self._of.get(self._town_before(c) or c, self._of[c])
        if c.sort == "place" and (inner := self._named_inside(c)) is not None:
            return inner
        building = self._buildings.get(c)
        return _id(self._report, building) if building is not None else None

    def _part_at(self, sentence: int, word: int) -> str | None:
        """The town of "the heart of N'Djamena"."""
        s = self._sentences[sentence]
        if s.words[word].lemma not in _TOWN_PARTS:
            return None
        of_it = (w for w in s.dependents(word, "nmod") if preposition_of(s, w.index) in _GENITIVE)
        return next((place for w in of_it if (place := self.at(sentence, w.index)) is not None), None)

    def _here_at(self, sentence: int, word: int) -> str | None:
        return self._town if self._town is not None and self._here.span_at(sentence, word) is not None else None

    def here(self, sentence: int, word: int) -> int | None:
        """The word that says that an act was done in the town of the dateline."""
        return self._here.beside(sentence, word) if self._town is not None else None

    def span_at(self, sentence: int, word: int) -> Span | None:
        """The words through which :meth:`at` finds a place there: a name, or the name inside a phrase."""
        c = self._covering.at(sentence, word)
        if c is None:
            if self._here_at(sentence, word) is not None:
                return self._here.span_at(sentence, word)
            below = [w.index for w in self._sentences[sentence].dependents(word, "nmod")]
            return next((span for w in below if (span := self.span_at(sentence, w)) is not None), None)
        if c not in self._of and c.sort == "place":
            inner = self._inner(c)
            c = inner[-1] if inner else c
        return c.span

    def land_of(self, sentence: int, word: int) -> tuple[str, Span] | None:
        """The country of the town or region that a word names or stands for ("the city"), inside the name of an office too, with
        the words that name it."""
        named = [c for c in self._named.get(sentence, ()) if c.head == word]
        if not named and (meant := self._covering.at(sentence, word)) is not None and meant.sort == "place":
            named = [c for c in self._covering.chain_of(meant).candidates if c in self._of]
        for c in named:
            if not c.countries and (country := self._places[self._of[c]].country) is not None:
                return country, c.span
        return None

    def land_within(self, span: Span) -> tuple[str, Span] | None:
        """The only country of the regions and towns that are named within a stretch of text, with the first words that do."""
        inner = [
            (self._places[key].country, at)
            for key, spans in self._mentions.items()
            for at in spans
            if span.start <= at.start and at.end <= span.end
        ]
        found = sorted(((land, at) for land, at in inner if land is not None), key=lambda item: item[1])
        return found[0] if len({land for land, _ in found}) == 1 else None

    @property
    def countries_named(self) -> Sequence[str]:
        """The countries of all towns and regions named, once for every naming; states themselves are none."""
        found = (self._places[key] for c, key in self._of.items() if not c.countries)
        return [place.country for place in found if place.country is not None]

    def scene(self, sentence: int) -> tuple[str, Span] | None:
        """The country in which a sentence is set, with the words that say so: "In Erbil, …", in it or shortly before."""
        scenes = (self._scene_of(s) for s in range(sentence, max(-1, sentence - _SCENE - 1), -1))
        return next((scene for scene in scenes if scene is not None), None)

    def _scene_of(self, sentence: int) -> tuple[str, Span] | None:
        if sentence not in self._scenes:
            behind = (c for c in self._named.get(sentence, ()) if self._is_locative(c))
            set_in = ((country, c.span) for c in behind if (country := self._places[self._of[c]].country) is not None)
            self._scenes[sentence] = next(set_in, None)
        return self._scenes[sentence]

    def _is_locative(self, c: Candidate) -> bool:
        s = self._sentences[c.sentence]
        return preposition_of(s, c.head) in _SCENIC or is_heading(s, c)

    def _town_before(self, c: Candidate) -> Candidate | None:
        """The town of "Tura, Meghalaya", asked for Meghalaya."""
        words = self._sentences[c.sentence].words
        if c.first < 2 or words[c.first - 1].text != ",":
            return None
        before = self._covering.at(c.sentence, c.first - 2)
        hint = self._hints.get(before) if before is not None else None
        return before if hint is not None and hint.word == c.head else None

    def _named_inside(self, c: Candidate) -> str | None:
        """ "the Iraqi city of Baquba", "the port of Nampo": the last name inside the phrase."""
        inner = self._inner(c)
        return self._of[inner[-1]] if inner else None

    def _inner(self, c: Candidate) -> list[Candidate]:
        return [o for o in self._named.get(c.sentence, ()) if c.first <= o.head <= c.last and o.head > c.head]

    def is_where(self, sentence: int, word: int) -> bool:
        """Does the word stand behind "in", "at", "near" …? Then a capital is a town there, not a government."""
        c = self._covering.at(sentence, word)
        at = (sentence, c.head if c is not None else word)
        if at not in self._where:
            s = self._sentences[sentence]
            inside_phrase = list(range(c.first, c.last + 1) if c is not None else (word,))
            of_place = [s.words[w] for w in inside_phrase if s.words[w].relation == "compound"]
            inside_phrase += [w.head for w in of_place]  # "at Kiev station"
            behind = any(preposition_of(s, w) in _LOCATIVE for w in inside_phrase)
            self._where[at] = behind or (c is not None and is_heading(s, c))
        return self._where[at]

    def is_town(self, sentence: int, word: int) -> bool:
        """Does the word name a place that stands for no state: no country, no capital? Such a place takes no part in anything."""
        c = self._covering.at(sentence, word)
        return c is not None and not c.countries

    def names_town(self, sentence: int, word: int) -> bool:
        """Is the word the name of a town that is no capital, or of a building?"""
        c = self._covering.at(sentence, word)
        if c is None or c.countries:
            return False
        return c in self._buildings or (c in self._of and (self._places[self._of[c]].feature or "").startswith("PPL"))

    def is_town_in(self, place: str, area: str) -> bool:
        """Whether a named place is a town and another the country or region that it lies in, as far as their countries tell."""
        town = self._places.get(place)
        land = self._places.get(area) or (self._lands[area].place if area in self._lands else None)
        if town is None or land is None or town.country is None or town.country != land.country:
            return False
        return (town.feature or "").startswith("PPL") and land.feature in _AREAS

    def named_in(self, sentence: int, first: int, last: int) -> list[tuple[int, str]]:
        """Names of places behind a locative preposition among words first..last: (word, place id), in text order."""
        if sentence not in self._near:
            names = (c for c in self._named.get(sentence, ()) if c.form == "name")
            self._near[sentence] = [(c.head, self._of[c]) for c in names if self.is_where(sentence, c.head)]
        return [(word, place) for word, place in self._near[sentence] if first <= word <= last]

    def back_there(self, sentence: int, word: int) -> tuple[int, int] | None:
        """The last name of a place before the "there" that an act is said to be done at, states too: its sentence and head."""
        s = self._sentences[sentence]
        there = next((w for w in s.dependents(word, "advmod") if w.lemma in _THERE), None)
        if there is None:
            return None
        for i in (sentence, sentence - 1):
            names = [c for c in self._named.get(i, ()) if i < sentence or c.last < there.index]
            if names:
                return i, max(c.head for c in names)
        return None

    def nation_of(self, sentence: int, word: int) -> str | None:
        """The country that a nationality gives a phrase behind "in", "at" …: "in the Iraqi capital", "in Turkish custody"."""
        s = self._sentences[sentence]
        if not self.is_where(sentence, word) or s.words[word].event_noun >= _EVENT:
            return None
        matches = (find_country(w.text) for w in s.dependents(word, "amod"))
        found = next((m for m in matches if m is not None and m.form == "adjective"), None)
        return self.land(found.iso3) if found is not None else None

    def country_of(self, place: str) -> str | None:
        """The country of a named place; of a building that of its town."""
        return self._country[place] if place in self._country else self._lands[place].place.country

    def land(self, iso3: str) -> str | None:
        """The id of a country as a place, whether or not the report names it as one; None if the gazetteer has none such."""
        if iso3 not in self._land_of:
            known = country(iso3)
            choice = choose_place(known.name, countries={iso3: 1.0}) if known is not None else None
            self._land_of[iso3] = key = _id(self._report, choice) if choice is not None else None
            if choice is not None and key is not None:
                self._lands[key] = choice
        return self._land_of[iso3]

    def name_in(self, place: str, sentence: int) -> Span:
        """The words that name a place in a sentence, else where they first do."""
        found = self._names.get((place, sentence))
        return found if found is not None else self._names[place, _ANYWHERE]

    @cached_property
    def _names(self) -> Mapping[tuple[str, int], Span]:
        """The first words that name each place, of each sentence and of the report."""
        starts = [s.start for s in self._sentences]
        named = [(place, span) for place, spans in self._mentions.items() for span in spans]
        built = ((_id(self._report, b), c.span) for c, b in self._buildings.items())
        named += [(place, span) for place, span in built if place not in self._mentions]
        found: dict[tuple[str, int], Span] = {}
        for place, span in named:
            for sentence in (_ANYWHERE, bisect_right(starts, span.start) - 1):
                found.setdefault((place, sentence), span)
        return found

    def settled(self, used: Mapping[str, Span]) -> tuple[Place, ...]:
        """Every named place, and of the buildings and the participants' countries those in ``used`` (place id -> the words that
        it was read from), in order of first mention."""
        named = {key: dict(spans) for key, spans in self._mentions.items()}
        places, asked = dict(self._places), set(used)
        for key in asked & self._lands.keys() - places.keys():
            named[key] = {used[key]: None}
            places[key] = _place(key, self._lands[key], (used[key],))
        for c, building in sorted(self._buildings.items(), key=lambda item: item[0].span):
            if (key := _id(self._report, building)) in asked:
                named.setdefault(key, {})[c.span] = None
                places.setdefault(key, _place(key, building, (c.span,)))
        whole = [replace(place, mentions=tuple(sorted(named[key]))) for key, place in places.items()]
        return tuple(sorted(whole, key=lambda p: (p.mentions[0], p.id)))

    def unknown(self) -> Iterator[Abstention]:
        """The names of places that the gazetteer does not know or cannot tell apart, with the reason."""
        for t in self._senses.toponyms:
            if t in self._senses.choices or t.candidate in self._buildings:
                continue
            reason = self._senses.why_none(t)
            if reason is not None:
                yield Abstention(t.span, "place", reason)

    def _structure(self, c: Candidate) -> PlaceChoice | None:
        """ "the Liberation Monument": not in the gazetteer, but in the town that the text has just named."""
        if c.form == "pronoun" or c.sort == "person" or not self._sentences[c.sentence].words[c.head].text[0].isupper():
            return None
        if structure_feature(c.name) is None:
            return None
        near = self._senses.towns.near(self._owner(c) or c.at)
        return inside(c.name, near) if near is not None else None

    def _owner(self, c: Candidate) -> tuple[int, int] | None:
        """The word before "'s", as in "Cairo's Nasser Hospital"."""
        words = self._sentences[c.sentence].words
        return (c.sentence, c.first - 2) if c.first > 1 and words[c.first - 1].text in _OWNS else None

    def _add(self, choice: PlaceChoice, span: Span) -> str:
        key = _id(self._report, choice)
        self._mentions.setdefault(key, {})[span] = None
        if key not in self._places:
            self._places[key] = _place(key, choice, (span,))
        return key


def _id(report: Report, choice: PlaceChoice) -> str:
    found = choice.place
    return content_id("p", report.id, found.name, found.geonames_id, found.country, found.feature, choice.inside)


def _place(key: str, choice: PlaceChoice, mentions: tuple[Span, ...]) -> Place:
    found, first = choice.place, mentions[0]
    return Place(
        id=key,
        name=found.name if _is_shortened(first.text, found) else " ".join(first.text.split()),
        mentions=mentions,
        country=found.country,
        geonames_id=found.geonames_id,
        lat=found.lat,
        lon=found.lon,
        feature=found.feature,
        inside=choice.inside,
        because=(Because("geonames_id" if found.geonames_id is not None else "inside", first, choice.reason),),
    )


def is_heading(sentence: Sentence, c: Candidate) -> bool:
    """The name stands before the colon that the sentence opens with: "Syria: …", "Lebanon, Pa.: …"."""
    words = sentence.words
    if c.first > 0 or c.sort not in ("place", "state"):
        return False
    end = c.last + 1
    if end + 2 < len(words) and words[end].text == ",":
        end = next((w.index for w in words[end : end + _STATE] if w.text == ":"), end)
    return end < len(words) and words[end].text == ":"


def _is_shortened(text: str, place: GazetteerPlace) -> bool:
    """The gazetteer's name tells more than "U.S.", "Ky." or a dateline's capitals."""
    return place.feature == "PCLI" or (place.geonames_id is not None and (text.isupper() or text.endswith(".")))
