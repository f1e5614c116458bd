"""What a name that the gazetteer lacks is likely to mean: a place that it has under another spelling, or a base, camp or airport
by the name of its town."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from dateline.language import lexicon, rows
from dateline.world.gazetteer import GazetteerPlace
from dateline.world.transliteration import spelled_otherwise

_SIZES = lexicon("places").words("sizes_of_structures")
#: Airports, air bases, bases, camps, border crossings, prisons, ports and passes bear the name of the place that they are at;
#: hospitals, schools and hotels that of somebody.
_NAMED_BY_TOWN = frozenset("AIRP AIRB AIRF MILB NVB INSM CMP CMPRF PSTB PSTP PRN PRT PASS".split())
#: Where names are written in other letters and reach English by more ways than one. Elsewhere what is spelled almost alike is
#: another town.
_OTHER_LETTERS = frozenset(
    "AFG ARE ARM AZE BGD BGR BHR BLR BTN CYP DJI DZA EGY ERI ETH GEO GRC IND IRN IRQ ISR JOR KAZ KGZ KHM KOS KWT LAO LBN LBY LKA "
    "MAR MKD MLI MMR MNE MNG MRT NER NPL OMN PAK PSE QAT RUS SAU SDN SOM SRB SSD SYR TCD THA TJK TKM TUN TUR UKR UZB YEM".split()
)
#: Where so many towns bear people's names that a small one names no base or airport.
_NAMED_LIKE_PEOPLE = frozenset("USA CAN GBR IRL AUS NZL".split())
_KNOWN_TOWN = 100_000
_SAME_PLACE_KM = 100.0


def other_spelling(name: str, countries: Collection[str]) -> tuple[GazetteerPlace, ...]:
    """The places in ``countries`` that a name may be another spelling of, by the fewest changes; none if they are not all about
    the same spot."""
    for level in spelled_otherwise(name):
        found = tuple(p for p in level if p.country in countries and p.country in _OTHER_LETTERS)
        if found:
            return found if all(p.distance_km(found[0]) < _SAME_PLACE_KM for p in found) else ()
    return ()


def is_likely_town(place: GazetteerPlace) -> bool:
    """Whether a base or an airport may be named after it: "Bagram air base", not "Kennedy airport"."""
    return place.feature.startswith("PPL") and (
        place.country not in _NAMED_LIKE_PEOPLE or place.population >= _KNOWN_TOWN
    )


def named_after_town(name: str) -> tuple[str, str] | None:
    """The name without the word for what stands there, and that word's feature.

    >>> named_after_town("Kandahar air base"), named_after_town("Baghdad International Airport")
    (('Kandahar', 'AIRB'), ('Baghdad', 'AIRP'))
    """
    words = name.split()
    for size in (3, 2, 1):
        feature = _structures().get(" ".join(words[-size:]).casefold())
        if feature is not None and len(words) > size:
            stem = words[:-size]
            if len(stem) > 1 and stem[-1].casefold() in _SIZES:
                stem = stem[:-1]
            return " ".join(stem), feature
    return None


@cache
def _structures() -> dict[str, str]:
    found = ((row["word"], row["kind"], row["feature"]) for row in rows("place_words.csv"))
    return {word: feature for word, kind, feature in found if kind == "structure" and feature in _NAMED_BY_TOWN}
