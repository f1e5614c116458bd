"""The gazetteer: populated places, countries, regions, seas and known sites by name, with coordinates.

Read from one compressed table on first use (about 60 ms, 30 MB), searched by bisection. Names in lower case find nothing.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.world.names import fold

_DROPPED = re.compile(r"['\u2019\u2018\u02bb\u02bc\u02be\u02bf`\u00b4\"]")
_SPACES = re.compile(r"[\s,/()_\u2010-\u2014-]+")
_ARTICLES = ("al", "el", "ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az", "")
_ABBREVIATIONS = {"st": "saint", "saint": "st", "mt": "mount", "mount": "mt", "ft": "fort", "fort": "ft"}


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place: Pyongyang, PRK, 39.034, 125.754, 2,870,000 people, GeoNames id 1871859, PPLC.

    ``country`` is a PLOVER code, None for seas and what lies in several states; ``admin1`` the first-level division
    ("US.TX"); ``feature`` a GeoNames code. Regions and sites of our own tables have no ``geonames_id``.
    """

    name: str
    country: str | None
    lat: float
    lon: float
    population: int
    geonames_id: int | None
    feature: str
    admin1: str | None = None

    def distance_km(self, other: GazetteerPlace) -> float:
        """Great-circle distance in kilometres."""
        a, b = math.radians(self.lat), math.radians(other.lat)
        dlon = math.radians(other.lon - self.lon)
        h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(dlon / 2) ** 2
        return 12742.0 * math.asin(math.sqrt(min(1.0, h)))


def place_key(name: str) -> str:
    """Return ``name`` as the gazetteer compares it.

    >>> place_key("Sana'a"), place_key("Deir ez-Zor")
    ('sanaa', 'deir ez zor')
    """
    return _SPACES.sub(" ", _DROPPED.sub("", fold(name))).strip()


@lru_cache(maxsize=8192)
def lookup(name: str) -> tuple[GazetteerPlace, ...]:
    """Every place with this name, the most populous first.

    A name that is not found as written is tried with other articles (El Fasher, Al Fashir) and abbreviations
    (St., Saint).
    """
    if name == name.lower():
        return ()
    table = _table()
    for key in _keys(place_key(name)):
        found = table.find(key)
        if found:
            return tuple(sorted(found, key=lambda place: (-place.population, place.name, place.lat)))
    return ()


@lru_cache(maxsize=8192)
def is_name(name: str) -> bool:
    """Whether some place has exactly this name; quicker than :func:`lookup` where most names are none."""
    return name != name.lower() and _table().has(place_key(name))


def lookup_key(key: str) -> list[GazetteerPlace]:
    """The places whose name has exactly this key, in the order of the table."""
    return _table().find(key)


@lru_cache(maxsize=65536)
def has_prefix(key: str) -> bool:
    """Whether the key of some name begins so."""
    return _table().has_prefix(key)


def _keys(key: str) -> Iterator[str]:
    """The key as written, then its other spellings."""
    yield key
    bare = key.removeprefix("the ")
    if bare != key:
        yield bare
    first, _, rest = bare.partition(" ")
    if rest and first in _ABBREVIATIONS:
        yield f"{_ABBREVIATIONS[first]} {rest}"
    stem = rest if rest and first in _ARTICLES else bare
    if len(stem) > 3:
        for article in _ARTICLES:
            yield f"{article} {stem}".strip()


class _Table:
    """The gazetteer's columns. Keys are sorted lines of bytes; the places of key i are the next ``counts[i]`` postings."""

    def __init__(self, columns: Any) -> None:
        # Every access to a column of the file decompresses it, so each is read once.
        keys, names = columns["keys"], columns["names"]
        self.keys: bytes = keys.tobytes()
        # Bisection reads single numbers, which a memoryview gives three times as fast as an array.
        self.key_ends = np.flatnonzero(keys == 10).astype(np.int32).data
        self.posting_ends = np.cumsum(columns["counts"], dtype=np.int32)
        self.postings: NDArray[np.int32] = columns["postings"]
        self.names: bytes = names.tobytes()
        self.name_ends = np.flatnonzero(names == 10).astype(np.int32)
        self.lat, self.lon = columns["lat"], columns["lon"]
        self.population, self.geonames_id = columns["population"], columns["geonames_id"]
        self.country, self.feature, self.admin1 = columns["country"], columns["feature"], columns["admin1"]
        self.countries, self.features, self.divisions = (
            _lines(columns[name]) for name in ("countries", "features", "divisions")
        )

    def find(self, key: str) -> list[GazetteerPlace]:
        """The places with exactly this key."""
        at = self._index(key)
        if at is None:
            return []
        start = int(self.posting_ends[at - 1]) if at else 0
        return [self.place(int(i)) for i in self.postings[start : int(self.posting_ends[at])]]

    def by_key(self) -> Iterator[tuple[str, NDArray[np.int32]]]:
        """Every key with the numbers of its places."""
        first = 0
        for i, last in enumerate(self.posting_ends):
            yield self._key(i).decode(), self.postings[first:last]
            first = int(last)

    def has(self, key: str) -> bool:
        return self._index(key) is not None

    def has_prefix(self, key: str) -> bool:
        wanted = key.encode()
        at = bisect_left(range(len(self.key_ends)), wanted, key=self._key)
        return at < len(self.key_ends) and self._key(at).startswith(wanted)

    def _index(self, key: str) -> int | None:
        wanted = key.encode()
        at = bisect_left(range(len(self.key_ends)), wanted, key=self._key)
        return at if wanted and at < len(self.key_ends) and self._key(at) == wanted else None

    def place(self, i: int) -> GazetteerPlace:
        start = int(self.name_ends[i - 1]) + 1 if i else 0
        return GazetteerPlace(
            name=self.names[start : int(self.name_ends[i])].decode(),
            country=self.countries[int(self.country[i])] or None,
            lat=int(self.lat[i]) / 1000,
            lon=int(self.lon[i]) / 1000,
            population=int(self.population[i]),
            geonames_id=int(self.geonames_id[i]) or None,
            feature=self.features[int(self.feature[i])],
            admin1=self.divisions[int(self.admin1[i])] or None,
        )

    def _key(self, i: int) -> bytes:
        start = self.key_ends[i - 1] + 1 if i else 0
        return self.keys[start : self.key_ends[i]]


def _lines(column: NDArray[np.uint8]) -> list[str]:
    return column.tobytes().decode().split("\n")[:-1]


@cache
def _table() -> _Table:
    path = files("dateline.world") / "data" / "gazetteer.npz"
    with path.open("rb") as source, np.load(source, allow_pickle=False) as columns:
        return _Table(columns)
