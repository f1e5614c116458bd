"""Armed groups, parties, companies and agencies by name: a long list of less known bodies, beside the organizations that every
report may mean by their names alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline.world.countries import written_alike
from dateline.world.names import filed_name, name_words, words_of
from dateline.world.organizations import Organization
from dateline.world.sorted_rows import rows_of


@dataclass(frozen=True, slots=True)
class Group:
    """A body with the years in which it existed, as far as they are known."""

    body: Organization
    first: int | None = None
    last: int | None = None

    def existed(self, year: int | None) -> bool:
        """Could a report of this year mean it? Reports speak of what is no more for some years."""
        return year is None or ((self.first or year) <= year <= (self.last or year))


def listed_group(name: str, named: Collection[str]) -> Organization | None:
    """The body of the list with this name. One whose name might be another's must be of a country that the report speaks of:
    ``named``.

    >>> listed_group("Peshmerga", ()) is None, listed_group("Revolutionary Leninist Brigades", ()).country
    (True, 'ITA')
    """
    found = _listed(name)
    return found[0] if found is not None and (found[1] or found[0].country in named) else None


@lru_cache(maxsize=4096)
def _listed(name: str) -> tuple[Organization, bool] | None:
    words = name_words(name)
    for row in rows_of("groups.tsv", filed_name(name)):
        _, written, country, sectors, sure, _ = row.split("\t")
        spelling = [word.text for word in words_of(written)]
        if len(spelling) == len(words) and written_alike(spelling, words):
            return Organization(written, (written,), country, tuple(sectors.split())), bool(sure)
    return None


class OwnGroups:
    """A user's own bodies, asked by name and year."""

    def __init__(self, groups: Iterable[Group] = ()) -> None:
        index: dict[str, list[Group]] = {}
        for group in groups:
            for name in group.body.names:
                index.setdefault(filed_name(name), []).append(group)
        self._index: Mapping[str, list[Group]] = index

    def known(self, name: str, year: int | None) -> Organization | None:
        """The body that a report of this year means by a name; None if it is none of them, or may be several."""
        found = {group.body: None for group in self._index.get(filed_name(name), ()) if group.existed(year)}
        return next(iter(found)) if len(found) == 1 else None
