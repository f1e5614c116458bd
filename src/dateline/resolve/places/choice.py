"""Which of several namesakes a report means. Takes a place name and what the report speaks of, gives one place of the gazetteer.

Every choice says why it was made and how many others there were. Where nothing fits it gives None, and `why_no_place`
the reason: a small namesake in a country that the report never mentions is not a find.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from dateline.language import lexicon, rows
from dateline.resolve.places.likely import is_likely_town, named_after_town, other_spelling
from dateline.world.countries import country, find_country
from dateline.world.divisions import division_code, written_short
from dateline.world.gazetteer import GazetteerPlace, lookup, place_key

_WORDS = lexicon("places")
# Weights in powers of ten of population. A town in the country the report speaks of beats a namesake up to fifty times
# its size elsewhere, so that Birmingham is in Alabama for an American report while Paris stays in France. A sea or a
# region of several countries belongs to none and gets half.
IN_COUNTRY = 2.0
IN_DIVISION = 1.5
# Counties bear few names, and a report on one names the state.
COUNTY_IN_DIVISION = 3.0
SAME_DIVISION = 1.5
NEARBY = 1.5
NEARBY_KM = 100.0
OWN_NAME = 0.8
CAPITAL = 0.5
# A division is named by its bare name less often than a town with as many people.
DIVISION = -1.0
CLEAR = 1.0
SMALL = 5000
# A town is named like a state or province of its own country only by chance if it has so small a share of its people.
CHANCE = 1 / 5
# A town that small, in a country that the report never mentions, is a namesake of something that the gazetteer lacks.
STRAY = 20_000
# … unless it is not far from the middle of one and not so small: "Azerbaijan shelled Goris".
STRAY_NEARBY, NEXT_DOOR_KM = 5_000, 500.0
# What our own table lists without a population is known to readers; its villages less so.
KNOWN, VILLAGE, UNKNOWN = 5.5, 4.3, 2.7

_OF, _DIRECTION = (re.compile(_WORDS.pattern(name)) for name in ("kind_of_place", "part_of_place"))
_ARTICLE = _WORDS.word("definite_article")
_NO_NAMES = _WORDS.words("no_names")
_PHRASE_END = re.compile(_WORDS.pattern("head_noun_end"))
_LEADING_NOUNS = _WORDS.table("leading_nouns")
_DIVISIONS = frozenset({"ADM1", "ADM2", "RGN", "PCLD"})


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """The place chosen, why, and how many namesakes there were.

    "the Liberation Monument" in Pyongyang takes the city's coordinates: its ``place`` has no GeoNames id, the feature
    MNMT, and ``inside`` names Pyongyang.
    """

    place: GazetteerPlace
    reason: str
    alternatives: int
    inside: str | None = None


@dataclass(frozen=True, slots=True)
class _Report:
    """What the report says beside the name itself."""

    countries: Mapping[str, float]
    near: GazetteerPlace | None
    hint: str | None


def choose_place(
    name: str, *, countries: Mapping[str, float], near: GazetteerPlace | None = None, country_hint: str | None = None
) -> PlaceChoice | None:
    """The place that ``name`` means in a report.

    ``countries`` are weights of the PLOVER codes the report speaks of, and of divisions ("US.TX") if they are known,
    see :func:`countries_of_places`; ``near`` a place already known to be close by;
    ``country_hint`` what stands beside the name: a code, "Syria", "Texas", "Tex.", "Donetsk region".

    >>> choose_place("Paris", countries={"USA": 1.0}).place.country
    'FRA'
    >>> choose_place("Paris", countries={"USA": 1.0}, country_hint="Texas").place.admin1
    'US.TX'
    """
    choice = _decide(name, _Report(countries, near, country_hint))
    return choice if isinstance(choice, PlaceChoice) else None


def why_no_place(
    name: str, *, countries: Mapping[str, float], near: GazetteerPlace | None = None, country_hint: str | None = None
) -> str | None:
    """Why :func:`choose_place` gives None for the same arguments; None if it does not."""
    choice = _decide(name, _Report(countries, near, country_hint))
    return choice if isinstance(choice, str) else None


def countries_of_places(names: Iterable[str]) -> dict[str, float]:
    """How often each country, and each first-level division, has a place among ``names`` that cannot well be elsewhere.

    A report on Ohio need not say "United States": add these weights to those of the countries that it names before
    choosing. A name counts if all its places are in one country or division, or its best known is ten times as
    large as any other.

    >>> countries_of_places(["Ohio", "Springfield", "Kharkiv"])
    {'USA': 2.0, 'US.OH': 1.0, 'UKR': 1.0, 'UA.07': 1.0}
    """
    counts: Counter[str] = Counter()
    for name in names:
        places = _candidates(name)[0]
        counts.update(
            filter(None, (_clear(places, lambda place: place.country), _clear(places, lambda place: place.admin1)))
        )
    return {code: float(count) for code, count in counts.items()}


def _clear(places: Iterable[GazetteerPlace], area: Callable[[GazetteerPlace], str | None]) -> str | None:
    """The area that the best known of the places is in, if no other area has one nearly as well known."""
    best: dict[str | None, float] = {}
    for place in places:
        best[area(place)] = max(_prominence(place), best.get(area(place), 0.0))
    ranked = sorted(best.items(), key=lambda item: -item[1])
    is_clear = bool(ranked) and (len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= CLEAR)
    return ranked[0][0] if is_clear else None


def area_around(name: str, town: GazetteerPlace) -> PlaceChoice | None:
    """The country or division called ``name`` that a town is in: the Georgia of "Atlanta, Georgia"."""
    found, _ = _candidates(name)
    around = [
        p
        for p in found
        if (p.feature == "ADM1" and p.admin1 == town.admin1) or (p.feature == "PCLI" and p.country == town.country)
    ]
    return PlaceChoice(around[0], f"around {town.name}", len(found) - 1) if around else None


def inside(name: str, near: GazetteerPlace) -> PlaceChoice | None:
    """A monument, base or school that the gazetteer lacks, put where the town is that it stands in.

    None if the name has no head noun of place_words.csv: what is no building is not put anywhere.
    """
    feature = structure_feature(name)
    if feature is None:
        return None
    place = GazetteerPlace(name, near.country, near.lat, near.lon, 0, None, feature, near.admin1)
    return PlaceChoice(place, f"coordinates of {near.name}", 0, near.name)


def structure_feature(name: str) -> str | None:
    """The GeoNames feature code of a structure by its head noun.

    >>> structure_feature("the Kim Il Sung Military University"), structure_feature("Monument to the Heroes")
    ('UNIV', 'MNMT')
    """
    words = _PHRASE_END.split(f"{name.strip()} ", maxsplit=1)[0].casefold().removeprefix(f"{_ARTICLE} ").split()
    for size in (3, 2, 1):
        kind, feature = _words().get(" ".join(words[-size:]), ("", ""))
        if kind == "structure" and len(words) >= size:
            return feature
    return _LEADING_NOUNS.get(words[0]) if len(words) > 1 else None


def _decide(name: str, report: _Report) -> PlaceChoice | str:
    candidates, wanted = _candidates(name)
    if not candidates:
        return _not_as_written(name, report) or f"{name} is not in the gazetteer"
    kept = candidates
    fits = _hint_filter(report.hint) if report.hint else None
    if fits:
        kept = [place for place in candidates if fits(place)]
        if not kept:
            return f"the gazetteer has no {name} in {report.hint}"
    key = place_key(name)
    kept = _without_divisions(_without_chance(kept, key)) if wanted is None else kept
    best = max(kept, key=lambda place: (_score(place, key, report), -(place.geonames_id or 0)))
    if not fits and _is_stray(best, report):
        return f"the only places named {name} are small and in countries that the report does not mention"
    return PlaceChoice(best, _reason(best, candidates, report, bool(fits)), len(candidates) - 1)


def _not_as_written(name: str, report: _Report) -> PlaceChoice | None:
    """What the gazetteer has under another spelling, or by the town that a base, camp or airport is named after."""
    if name.casefold() in _NO_NAMES:
        return None
    fits = (_hint_filter(report.hint) if report.hint else None) or (lambda _: True)
    spoken_of = [code for code, weight in report.countries.items() if weight > 0]

    def best(places: Iterable[GazetteerPlace]) -> GazetteerPlace | None:
        kept = [p for p in places if p.country in spoken_of and fits(p)]
        return max(kept, key=lambda p: (_score(p, "", report), -(p.geonames_id or 0)), default=None)

    structure = named_after_town(name)
    if structure is not None:
        town, feature = structure
        at = best(p for p in lookup(town) if is_likely_town(p)) or best(other_spelling(town, spoken_of))
        return at_town(name, feature, at) if at is not None and at.feature.startswith("PPL") else None
    stem, _ = _without_generic_word(name)
    for asked in filter(None, (name, stem)):
        found = best(other_spelling(asked, spoken_of))
        if found is not None:
            return PlaceChoice(found, f"spelled {found.name} in the gazetteer", 0)
    return None


def at_town(name: str, feature: str, town: GazetteerPlace) -> PlaceChoice:
    """A structure that is put where the town is that it is named after."""
    place = GazetteerPlace(name, town.country, town.lat, town.lon, 0, None, feature, town.admin1)
    return PlaceChoice(place, f"coordinates of {town.name}, after which it is named", 0, town.name)


def _candidates(name: str) -> tuple[list[GazetteerPlace], str | None]:
    """The places a name may mean, and the kind of place that its generic word asks for: "Idlib province", "Homs city"."""
    if name.casefold() in _NO_NAMES:
        return [], None
    direction = _DIRECTION.fullmatch(name)
    if direction and name[0].islower():
        # "east London" is no town, "East London" is one.
        return list(lookup(direction[1])), None
    short = written_short(name)
    found = list(lookup(name if short is None else short.name))
    if short is not None:
        return [place for place in found if place.admin1 == short.code and place.feature == "ADM1"], "division"
    if found:
        return found, None
    stem, kind = _without_generic_word(name)
    if stem is None:
        # "Central Port" is a port, not what is central of a town named Port.
        is_part = direction is not None and _words().get(direction[1].casefold(), ("", ""))[0] != "structure"
        return (list(lookup(direction[1])) if direction is not None and is_part else []), None
    found = list(lookup(stem))
    asked = [p for p in found if (p.feature in _DIVISIONS) == (kind == "division") and p.feature != "PCLI"]
    return asked or found, kind


def _without_generic_word(name: str) -> tuple[str | None, str | None]:
    """The name without "province", "city of" …, and whether the word says a division or a settlement."""
    words = name.split()
    for size in (2, 1):
        kind = _words().get(" ".join(words[-size:]).casefold(), ("", ""))[0]
        if len(words) > size and kind in ("division", "settlement"):
            return " ".join(words[:-size]), kind
    of = _OF.fullmatch(name)
    kind = _words().get(of[1].casefold(), ("", ""))[0] if of else ""
    return (of[2], kind) if of and kind in ("division", "settlement") else (None, None)


def _without_chance(places: list[GazetteerPlace], key: str) -> list[GazetteerPlace]:
    """Leave out the small towns that bear the name of another division of their country: Florida in New York."""
    states = [p for p in places if p.feature == "ADM1" and p.admin1 and place_key(p.name) == key]

    def by_chance(town: GazetteerPlace) -> bool:
        return town.feature == "PPL" and any(
            town.country == state.country
            and town.admin1 != state.admin1
            and town.population < CHANCE * state.population
            for state in states
        )

    return [place for place in places if not by_chance(place)] if states else places


def _without_divisions(places: list[GazetteerPlace]) -> list[GazetteerPlace]:
    """Leave out divisions that bear the name of a town in them: a bare "Idlib" is the town."""
    towns = [place for place in places if place.feature in ("PPL", "PPLC") and place.population >= 2 * SMALL]

    def has_town(division: GazetteerPlace) -> bool:
        name = place_key(division.name)
        return any(
            town.country == division.country
            and (town.admin1 == division.admin1 if division.admin1 else town.distance_km(division) < 2 * NEARBY_KM)
            and (not division.geonames_id or place_key(town.name) == name)
            and place_key(town.name) != f"{name} city"
            for town in towns
        )

    return [place for place in places if place.feature not in _DIVISIONS or not has_town(place)] or places


def _score(place: GazetteerPlace, key: str, report: _Report) -> float:
    score = _prominence(place) + (IN_COUNTRY / 2 if place.country is None else 0.0)
    score += IN_COUNTRY * _weight(place.country, report) + _in_division(place) * _weight(place.admin1, report)
    if place_key(place.name) == key or place.geonames_id is None:
        score += OWN_NAME
    if place.feature == "PPLC":
        score += CAPITAL
    if report.near:
        score += SAME_DIVISION * (place.admin1 is not None and place.admin1 == report.near.admin1)
        score += NEARBY * (place.distance_km(report.near) < NEARBY_KM)
    return score


def _in_division(place: GazetteerPlace) -> float:
    return COUNTY_IN_DIVISION if place.feature == "ADM2" else IN_DIVISION


def _prominence(place: GazetteerPlace) -> float:
    if place.population:
        return math.log10(max(place.population, 500)) + (DIVISION if place.feature in _DIVISIONS else 0.0)
    if place.geonames_id is None:
        return VILLAGE if place.feature.startswith("PPL") else KNOWN
    return UNKNOWN


def _weight(area: str | None, report: _Report) -> float:
    """How much the report speaks of a country or division: 1 for the most mentioned of its kind."""
    if area is None or area not in report.countries:
        return 0.0
    most = max(weight for code, weight in report.countries.items() if ("." in code) == ("." in area))
    return report.countries[area] / most if most > 0 else 0.0


def _is_stray(place: GazetteerPlace, report: _Report) -> bool:
    named = any(report.countries.values())
    small = place.population < (STRAY if place.feature == "PPL" else 10 * STRAY if place.feature == "ADM2" else 0)
    near = report.near is not None and place.distance_km(report.near) < NEARBY_KM
    if not named or not small or place.country is None or near or report.countries.get(place.country):
        return False
    return place.population < STRAY_NEARBY or not any(map(_next_to(place), report.countries))


def _next_to(place: GazetteerPlace) -> Callable[[str], bool]:
    """Whether a place is not far from a country by its code: what is done across a border need not name the other side."""

    def is_near(code: str) -> bool:
        state = country(code)
        if state is None or state.lat is None or state.lon is None:
            return False
        middle = replace(place, lat=state.lat, lon=state.lon)
        return place.distance_km(middle) < NEXT_DOOR_KM

    return is_near


def _reason(place: GazetteerPlace, candidates: list[GazetteerPlace], report: _Report, hinted: bool) -> str:
    if len(candidates) == 1:
        return "the only place with this name"
    if hinted:
        return f"in {report.hint}, which stands beside the name"
    if report.near and place.distance_km(report.near) < NEARBY_KM:
        return f"near {report.near.name}"
    if report.near and place.admin1 and place.admin1 == report.near.admin1:
        return f"in the same division as {report.near.name}"
    if place.country and report.countries.get(place.country):
        return f"in {place.country}, which the report speaks of"
    return "the best known of its namesakes"


def _hint_filter(hint: str) -> Callable[[GazetteerPlace], bool] | None:
    """What a place must satisfy to lie in ``hint``; None if the hint names nothing. "Georgia" is satisfied twice."""
    division = division_code(hint)
    match = find_country(hint)
    iso3 = hint if country(hint) else match.iso3 if match else None
    if division or iso3:
        return lambda place: (
            (division is not None and place.admin1 == division) or (iso3 is not None and place.country == iso3)
        )
    regions = [
        place for place in _candidates(hint)[0] if place.feature in _DIVISIONS or place.feature in ("ISL", "ISLS")
    ]
    towns = _candidates(hint)[0] if not regions else []
    return (lambda place: any(_lies_in(place, region) for region in regions or towns)) if regions or towns else None


def _lies_in(place: GazetteerPlace, region: GazetteerPlace) -> bool:
    """Whether a place is in a region by its division; a region without one reaches 400 km, about a large oblast."""
    if region.country and place.country != region.country:
        return False
    if region.admin1 and place.admin1:
        return region.admin1 == place.admin1
    return place.distance_km(region) < 4 * NEARBY_KM


@cache
def _words() -> Mapping[str, tuple[str, str]]:
    return {row["word"]: (row["kind"], row["feature"]) for row in rows("place_words.csv")}
