"""Who is known by name, persons and bodies: a user's own tables before those that come with Dateline."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from dateline.world.listed_groups import Group, OwnGroups, listed_group
from dateline.world.organizations import Organization, organization
from dateline.world.people import Person, bundled_people, people_of


class Known:
    """Asked with what a report tells of a name: its year, the countries that it speaks of, the titles that it gives."""

    def __init__(self, people: Iterable[Person] = (), groups: Iterable[Group] = ()) -> None:
        self._people = (people_of(people), bundled_people())
        self._groups = OwnGroups(groups)

    def person(
        self, name: str, year: int | None, named: Collection[str] = (), titles: Collection[frozenset[str]] = ()
    ) -> Person | None:
        """The person meant, as far as name, year and report agree on one.

        >>> Known().person("Tayyip Erdogan", 2015).country, Known().person("Francisco Franco", 2020)
        ('TUR', None)
        """
        asked = (people.known(name, year, named, titles) for people in self._people)
        return next((person for person in asked if person is not None), None)

    def body(self, name: str, year: int | None, named: Mapping[str, float] | None = None) -> Organization | None:
        """The body meant: a user's own, a well-known one, or one of the long list. ``named``: how much the report speaks of each
        country, by which bodies of one name are told apart.

        >>> Known().body("Congress", 2024, {"PER": 3}).country, Known().body("Congress", 2024).country
        ('PER', 'USA')
        """
        known = self._groups.known(name, year) or organization(name, countries=named)
        return known or listed_group(name, named or ())
