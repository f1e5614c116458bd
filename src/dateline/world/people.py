"""Who held which office of which country when. Takes a name as a report has it and the report's year, gives the person.

The table is old and holds many namesakes, so a name alone is never enough: the years must fit, and whoever led no state
must be of a country that the report speaks of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from dateline.language import lexicon
from dateline.world.names import fold, name_parts, shortens, words_of
from dateline.world.sorted_rows import rows_of

_WORDS = lexicon("offices")
_LEADERS = frozenset(frozenset(fold(title).split()) for title in _WORDS.ordered("leaders"))
_SORTS = _WORDS.words("sorts")
_GOVERNMENT = _WORDS.words("government")
_PAST = _WORDS.words("past")
_BESIDE = _WORDS.words("beside")
_ARTICLES = lexicon("names").words("articles")
_COARSE = "government"  # of the table: in the executive, in which office it does not say
_LEADER = "leader"  # of the table: at the head of the state or its government, whatever that is called
_BEFORE, _AFTER = 5, 15  # years in which whoever will be in office or was is news by the full name
_JUST_BEFORE, _JUST_AFTER = 1, 2  # … and by title and family name


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office and the years in which it was held; None: since ever, or to this day."""

    title: str
    first: int | None = None
    last: int | None = None

    @property
    def years(self) -> str:
        """ "2003-2014"; "2014-" for what is not known to have ended."""
        return f"{self.first or ''}-{self.last or ''}"

    def away(self, year: int) -> int:
        """Years from ``year`` back to its end (positive) or on to its beginning (negative); 0 while it is held."""
        if self.last is not None and year > self.last:
            return year - self.last
        return year - self.first if self.first is not None and year < self.first else 0

    @property
    def leads(self) -> bool:
        return self.title == _LEADER or frozenset(self.title.split()) in _LEADERS


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in public office; ``families`` are the words that the name is found by, ``given``: by a user's own file."""

    name: str
    names: tuple[tuple[str, ...], ...]
    families: frozenset[str]
    country: str
    tenures: tuple[Tenure, ...]
    sources: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    given: bool = False

    @property
    def leads(self) -> bool:
        """Has this person ever led a state?"""
        return self.given or any(tenure.leads for tenure in self.tenures)

    def is_news(self, year: int) -> bool:
        """In office that year, or some years before or after; of a user's own file just as it says."""
        before, after = (0, 0) if self.given else (_BEFORE, _AFTER)
        return not self.tenures or any(-before <= tenure.away(year) <= after for tenure in self.tenures)

    def nearest(self, year: int) -> Tenure | None:
        """The office held in this year, those of leaders first; else the one that is the least away."""
        return min(
            self.tenures, key=lambda t: (abs(t.away(year)), not t.leads, t.title in (_LEADER, _COARSE)), default=None
        )

    def is_called(self, parts: tuple[str, ...]) -> bool:
        """Is this, without articles and initials, one of the full names or one of them shortened? The family name may be in any
        spelling that the table has for this person. One word is enough where a user's own file has it."""
        if len(parts) < 2:
            return self.given and parts in self.names
        spelt = [parts, *((*parts[:-1], name[-1]) for name in self.names if parts[-1] in self.families)]
        return any(spelling == name or shortens(spelling, name) for spelling in spelt for name in self.names)


def bare_name(name: str) -> tuple[str, ...]:
    """The parts of a name without articles and initials.

    >>> bare_name("Bashar al-Assad"), bare_name("Donald J. Trump")
    (('bashar', 'assad'), ('donald', 'trump'))
    """
    parts = name_parts(name)
    return tuple(p for p in parts[:-1] if len(p) > 1 and p not in _ARTICLES) + parts[-1:]


class People:
    """A table of people, asked by name. ``found`` gives those with a word as a family name or at the end of a name."""

    def __init__(self, found: Callable[[str], Collection[Person]]) -> None:
        self._found = found

    def known(
        self, name: str, year: int | None, named: Collection[str] = (), titles: Collection[frozenset[str]] = ()
    ) -> Person | None:
        """Whom a report of this year means by ``name``; None if nobody is known, or those known are of several countries.

        ``named`` are the countries that the report speaks of: who never led a state must be of one of them. ``titles`` are the
        words of the offices that the report gives the person: without one a family name alone means nobody.
        """
        parts = bare_name(name)
        called = [p for p in self._named(parts) if p.is_called(parts)]
        if called:
            return _one(_of_year(called, year, named), year)
        for title in titles:
            known = _one(_in_office(self._named(parts), title, year, named), year)
            if known is not None:
                return known
        return None

    def _named(self, parts: tuple[str, ...]) -> list[Person]:
        keys = dict.fromkeys((parts[-1], parts[0])) if parts else ()
        return list(dict.fromkeys(person for key in keys for person in self._found(key)))


def bundled_people() -> People:
    """The table that comes with Dateline, read when a first name is asked for."""
    return People(_bundled)


def people_of(persons: Iterable[Person]) -> People:
    """A table of these people, a user's own."""
    index: dict[str, list[Person]] = defaultdict(list)
    for person in persons:
        for key in person.families:
            index[key].append(person)
    return People(lambda key: index.get(key, ()))


def keys_of(names: Iterable[str]) -> frozenset[str]:
    """The words that people with these names are found by: the last of each."""
    return frozenset(parts[-1] for name in names if (parts := name_parts(name)))


def _of_year(called: list[Person], year: int | None, named: Collection[str]) -> list[Person]:
    """Those of a full name whom a report of this year may mean. Without a year nothing tells namesakes apart."""
    if year is None:
        return called if len({p.country for p in called}) == 1 and any(_fits_report(p, named) for p in called) else []
    return [p for p in called if _fits_report(p, named) and p.is_news(year)]


def _in_office(bearers: list[Person], title: frozenset[str], year: int | None, named: Collection[str]) -> list[Person]:
    """Those of a family name who held such an office then. Of the leaders, if any did; else of the others."""
    if year is None:
        return []
    after = _AFTER if title & _PAST else _JUST_AFTER
    words = title - _PAST - _BESIDE
    bearers = [p for p in bearers if _fits_report(p, named)]
    for fits in (_is_title, _is_sort, _is_government):
        held = [p for p in bearers if any(fits(t, words) and -_JUST_BEFORE <= t.away(year) <= after for t in p.tenures)]
        if held:
            return held
    return []


def _fits_report(person: Person, named: Collection[str]) -> bool:
    return person.leads or person.country in named


def _is_title(tenure: Tenure, words: frozenset[str]) -> bool:
    title = frozenset(tenure.title.split()) - _BESIDE
    return title == words or (tenure.title == _LEADER and words in _LEADERS)


def _is_sort(tenure: Tenure, words: frozenset[str]) -> bool:
    """A leader's title is of no sort: a minister is no prime minister."""
    return words not in _LEADERS and not tenure.leads and bool(_SORTS & words & set(tenure.title.split()))


def _is_government(tenure: Tenure, words: frozenset[str]) -> bool:
    return tenure.title == _COARSE and bool(words & _GOVERNMENT)


def _one(persons: list[Person], year: int | None) -> Person | None:
    """The one in office the nearest to the year, if all are of one country."""
    if len({person.country for person in persons}) != 1:
        return None
    return min(persons, key=lambda p: (abs(t.away(year)) if year and (t := p.nearest(year)) else 0, not p.leads))


@lru_cache(maxsize=4096)
def is_family_name(word: str) -> bool:
    """Whether somebody of the table that comes with Dateline is found by this word, folded as names are compared."""
    return bool(rows_of("people.tsv", word))


@lru_cache(maxsize=4096)
def _bundled(key: str) -> tuple[Person, ...]:
    return tuple(map(_person, rows_of("people.tsv", key)))


def _person(line: str) -> Person:
    _, names, families, country, tenures, sources = line.split("\t")
    shown = names.split("|")
    return Person(
        name=shown[0],
        names=tuple(map(bare_name, shown)),
        families=frozenset(families.split(" ")),
        country=country,
        tenures=tuple(map(_tenure, tenures.split(";"))),
        sources=tuple(sources.split(" ")),
    )


def _tenure(text: str) -> Tenure:
    title, years = text.rsplit(" ", 1)
    first, last = years.split("-")
    return Tenure(title, int(first) if first else None, int(last) if last else None)


def title_words(title: str) -> frozenset[str]:
    """A title as titles are compared."""
    return frozenset(word.folded for word in words_of(title))
