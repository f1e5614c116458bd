"""A user's own people and groups: what may be wrong with an entry of people.yaml or groups.yaml, and what it means."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.codebook.entries import Problem
from dateline.codebook.fields import KNOWN, field_problems
from dateline.codebook.files import CodebookFiles, Item, suggestion
from dateline.world.countries import country, find_country
from dateline.world.listed_groups import Group
from dateline.world.names import filed_name
from dateline.world.organizations import BODY_CODES, Organization
from dateline.world.people import Person, Tenure, bare_name, keys_of

_LONGEST = 120  # characters of a name


def known_problems(item: Item, what: str, sources: CodebookFiles) -> Iterator[Problem]:
    """What is wrong with one person or group; ``what`` begins the message."""
    what = f'{what} "{item.name}"'
    yield from field_problems(item.entry, KNOWN, ("country",), item.file, what)
    for key, name in (("name", item.name), *(("aliases", alias) for alias in item.entry.texts("aliases"))):
        if len(name) > _LONGEST or not filed_name(name).strip():
            yield item.problem(key, f"{what}: {key} must be names of up to {_LONGEST} characters")
    yield from _country_problems(item, what)
    known = sources.sectors()
    for sector in item.entry.texts("sector"):
        if sector not in known:
            message = f'{what}: sector "{sector}" is not among the sectors of roles.yaml{suggestion(sector, known)}'
            yield item.problem("sector", message)
    yield from _year_problems(item, what)


def _country_problems(item: Item, what: str) -> Iterator[Problem]:
    code = item.entry.text("country")
    if code is None or country(code) is not None or code in BODY_CODES:
        return
    named = find_country(code)
    hint = f'; did you mean "{named.iso3}"?' if named is not None else f"; or one of {', '.join(BODY_CODES)}"
    yield item.problem("country", f'{what}: country "{code}" is no code of three capitals as in ISO 3166{hint}')


def _year_problems(item: Item, what: str) -> Iterator[Problem]:
    first, last = item.entry.number("from"), item.entry.number("to")
    if first is not None and last is not None and first > last:
        yield item.problem("to", f'{what}: "to" lies before "from"; exchange them')


def own_person(item: Item) -> Person:
    """The person that an entry without problems describes."""
    names = (item.name, *item.entry.texts("aliases"))
    first, last = _years(item)
    return Person(
        name=item.name,
        names=tuple(map(bare_name, names)),
        families=keys_of(names),
        country=item.entry.text("country") or "",
        tenures=(Tenure("", first, last),) if first or last else (),
        sources=(item.file,),
        sectors=item.entry.texts("sector"),
        given=True,
    )


def own_group(item: Item) -> Group:
    """The body that an entry without problems describes."""
    names = (item.name, *item.entry.texts("aliases"))
    body = Organization(item.name, names, item.entry.text("country") or "", item.entry.texts("sector"))
    return Group(body, *_years(item))


def _years(item: Item) -> tuple[int | None, int | None]:
    first, last = item.entry.number("from"), item.entry.number("to")
    return int(first) if first is not None else None, int(last) if last is not None else None
