"""Build world/data/people.tsv: who held which office of which country when.

    python training/build_people.py FACTS_FOLDER OUTPUT.tsv

One row a person and word that the person is found by: that word, the names (the first is the one shown), all such
words, the country, the offices with their years, the sources. Several sources' accounts of one person are put
together where country, name and years agree.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from rapidfuzz import fuzz

from dateline.world.countries import country, find_country
from dateline.world.names import SURNAME, agreement, fold, name_parts
from training.office_holders import Holding, cia, factbook, reign, wikidata
from training.phoenix import Entry, read_phoenix

#: What the sectors of the Phoenix dictionaries mean as an office.
OFFICES = {
    "GOV": "government", "MIL": "military", "OPP": "opposition", "REB": "rebel", "INS": "rebel", "LEG": "legislature",
    "JUD": "court", "COP": "police", "SPY": "intelligence",
}  # fmt: skip
CODES = {"KSV": "KOS"}
#: The family name stands first.
FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "VNM"})
_TITLES = re.compile(
    r"^.*\b(?:PRESIDENT|PREMIER|MINISTER|CHANCELLOR|SECRETARY|SENATOR|GENERAL|COLONEL|KING|QUEEN|SULTAN|EMIR|MR|MR\.|MRS|MS"
    r"|PRESIDENT-ELECT|LEADER|AMBASSADOR|SPEAKER|GOVERNOR|CONGRESSMAN|DICTATOR|CHAIRMAN|GEN\.|LT\.|AYATOLLAH|SHEIKH|CROWN PRINCE"
    r"|PRINCE|GOV\.|PM|STRONGMAN|JUNTA|SPOKESMAN|SPOKESWOMAN|ENVOY|CHIEF|COMMANDER|DR\.?|SIR|HRH) "
)
_NO_PERSON = frozenset(
    "OF THE FOR AND ADMINISTRATION GOVERNMENT REGIME PARTY ARMY MINISTRY COUNCIL FRONT MOVEMENT COALITION FORCES NATIONAL STATE"
    " REPUBLIC COURT CABINET UNION DEMOCRATIC ISLAMIC PRESIDENT MINISTER TROOPS MILITARY LOYALISTS SUPPORTERS ALLIANCE"
    " COMMITTEE OFFICE AGENCY POLICE GUARD GROUP PEOPLE COMMISSION ORGANIZATION PRIME JUNTA PALACE FEDERAL SECRETARY OFFICIAL"
    " OFFICIALS GENERAL LEADER MR MRS SENATOR GOVERNOR KING QUEEN EX FORMER".split()
)
_NEAR = 8  # years between two accounts of one person
_ALIKE = (
    60.0  # "Qaddafi" and "Kadafi" 77; what a dictionary files under a person and is another's name is mostly below 50
)


@dataclass
class Known:
    """A person while the accounts are put together."""

    names: list[str]
    country: str
    families: set[str] = field(default_factory=set)
    offices: set[tuple[str, int | None, int | None]] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)

    def years(self) -> tuple[int, int]:
        years = [y for _, first, last in self.offices for y in (first, last) if y is not None]
        return (min(years), max(years)) if years else (0, 0)

    def add(self, held: Holding) -> None:
        self.names.append(held.name)
        self.families.update(fold(word) for word in held.family)
        self.offices.add((held.title, held.first, held.last))
        self.sources.add(held.source)


def people(facts: Path) -> list[Known]:
    """All persons, each once."""
    found: dict[str, list[Known]] = defaultdict(list)
    for known in _of_phoenix(read_phoenix(facts / "people" / "Phoenix.Countries.actors.txt")):
        twin = next((k for k in found[known.country] if name_parts(k.names[0]) == name_parts(known.names[0])), None)
        if twin is None:
            found[known.country].append(known)
        else:
            twin.names += known.names
            twin.offices |= known.offices
    full = chain(
        cia(facts / "people" / "cia-world-leaders-2019.csv"),
        wikidata(facts / "people" / "wikidata-world-leaders-2022.csv"),
        factbook(facts / "factbook", fips_codes(facts)),
    )
    for held in full:
        _put(held, found[held.country])
    for held in reign(facts / "people" / "reign-leaders-2021-03.csv"):
        if country(held.country) is not None:
            _put_leader(held, found[held.country])
    return [known for iso3 in sorted(found) for known in found[iso3]]


def fips_codes(facts: Path) -> dict[str, str]:
    """The country of each two letters that the Factbook's pages are named by."""
    with (facts / "country-codes" / "country-codes.csv").open(encoding="utf-8", newline="") as lines:
        pairs = [(row["FIPS"], row["ISO3166-1-Alpha-3"]) for row in csv.DictReader(lines)]
    return {fips: iso3 for fips, iso3 in [*pairs, ("KV", "KOS")] if fips and country(iso3) is not None}


def _of_phoenix(entries: Iterable[Entry]) -> Iterator[Known]:
    for entry in entries:
        names = _names(entry)
        if not names or find_country(names[0]) is not None:
            continue
        offices: dict[str, set[tuple[str, int | None, int | None]]] = defaultdict(set)
        for code, first, last in entry.codes:
            iso3, title = CODES.get(code[:3], code[:3]), OFFICES.get(code[3:6])
            if title and country(iso3) is not None and last is not None and (first is None or first <= last):
                offices[iso3].add((title, first, last))
        if len(offices) == 1:
            ((iso3, held),) = offices.items()
            families = {fold(names[0].split()[0])} if iso3 in FAMILY_FIRST else set()
            yield Known(names, iso3, families, held, {"phoenix-2014"})


def _names(entry: Entry) -> list[str]:
    """A person's names, the fullest sort first; none if the entry is of a body or has but one word."""
    first = entry.names[0]
    if " " not in first or _NO_PERSON & set(first.split()) or re.search(r"\d|[/&'\"]S?\b\s", first):
        return []
    parts = [fold(word) for word in re.split(r"[ -]", first)]
    names = [_shown(first)]
    for name in entry.names[1:]:
        bare = _TITLES.sub("", name.upper())
        words = bare.split()
        if _NO_PERSON & set(words) or not words or re.search(r"\d|/", bare) or len(words) > 6:
            continue
        last = fold(words[-1])
        if len(last) > 2 and max(fuzz.ratio(last, part) for part in (parts[-1], f"{parts[-2]}{parts[-1]}")) >= _ALIKE:
            names.append(_shown(bare))
    return names


def _shown(capitals: str) -> str:
    """ "Bashar al-Assad" of "BASHAR AL ASSAD"."""
    cased = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), capitals)
    return re.sub(r"(?<=.)\b(Al|El|Ul|Ad|Ar|As)[ -](?=[A-Z])", lambda m: m[1].lower() + "-", cased)


def _put(held: Holding, known: list[Known]) -> None:
    """Add an account of an office to the person that it is of, or as a new one."""
    for person in known:
        if _near(held, person) and any(_same(held.name, name) for name in person.names):
            person.add(held)
            return
    if " " in held.name:
        fresh = Known([], held.country)
        fresh.add(held)
        known.append(fresh)


def _near(held: Holding, person: Known) -> bool:
    first, last = person.years()
    years = [y for y in (held.first, held.last) if y is not None]
    return not first or not years or (min(years) - _NEAR <= last and first - _NEAR <= max(years))


def _same(a: str, b: str) -> bool:
    return " " in a and " " in b and agreement(a, b) not in (None, SURNAME)


def _put_leader(held: Holding, known: list[Known]) -> None:
    """A head of government told by a family name is whoever of that name was in an office of the country just then."""
    words = held.name.split()
    initials = [word[0].casefold() for word in words if "." in word]
    parts = name_parts(" ".join(word for word in words if "." not in word))
    if not parts:
        return
    best: tuple[float, Known] | None = None
    for person in known:
        overlap = max((_overlap(held, first, last) for _, first, last in person.offices), default=0.0)
        named = [full for name in person.names if _named(parts, full := name_parts(name))]
        if overlap and any(not initials or full[0][0] == initials[0] for full in named):
            ranked = overlap + (
                any(title != "candidate" for title, _, _ in person.offices) and len(person.offices) / 100
            )
            if best is None or ranked > best[0]:
                best = ranked, person
    if best is not None:
        best[1].offices.add((held.title, held.first, held.last))
        best[1].sources.add(held.source)
        if len(parts) == 1:
            best[1].families.add(parts[0])
        return
    name = " ".join(word for word in words if "." not in word)
    again = next((p for p in known if p.names[0] == name), None)
    if again is None:
        again = Known([name], held.country)
        known.append(again)
    again.offices.add((held.title, held.first, held.last))
    again.sources.add(held.source)


def _overlap(held: Holding, first: int | None, last: int | None) -> float:
    start, end = held.first or 0, held.last or 0
    return max(0.0, min(end, last or end) - max(start, first or start) + 1.0)


def _named(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Is a leader's name as REIGN has it this one, or its end, or its beginning?"""
    alike = lambda a, b: a == b or (min(len(a), len(b)) > 3 and fuzz.ratio(a, b) >= 75)  # noqa: E731
    if len(short) > len(full):
        return False
    if len(short) == 1:
        return any(alike(short[0], part) for part in full)
    return all(map(alike, short, full[-len(short) :])) or (alike(short[0], full[0]) and alike(short[-1], full[-1]))


def keys_of(person: Known) -> list[str]:
    """The words that a row is found by: every family name, and the last word of every name."""
    last = [parts[-1] for name in person.names if (parts := name_parts(name))]
    families = [part for family in sorted(person.families) for part in name_parts(family)[-1:]]
    return [key for key in dict.fromkeys([*families, *last]) if len(key) > 1]


def _told_apart(names: Iterable[str]) -> list[str]:
    """Each name once, and no family name beside a full one: the row is found by it."""
    first: dict[tuple[str, ...], str] = {}
    for name in names:
        first.setdefault(name_parts(name), name)
    return [name for parts, name in first.items() if len(parts) > 1] or list(first.values())


def _period(office: tuple[str, int | None, int | None]) -> str:
    title, first, last = office
    return f"{title} {first or ''}-{last or ''}"


def _joined(offices: Iterable[tuple[str, int | None, int | None]]) -> list[tuple[str, int | None, int | None]]:
    """Periods of one title that touch are one."""
    made: list[tuple[str, int | None, int | None]] = []
    for title, first, last in sorted(offices, key=lambda o: (o[0], o[1] or 0, o[2] or 9999)):
        if made and made[-1][0] == title and first is not None and (made[-1][2] or 9999) >= first - 1:
            made[-1] = title, made[-1][1], max(made[-1][2] or 9999, last or 9999)
        else:
            made.append((title, first, last))
    return sorted(made, key=lambda o: (o[1] or 0, o[0]))


def rows(found: Iterable[Known]) -> Iterator[str]:
    """The lines of the table, in the order of their keys."""
    made = []
    for person in found:
        keys = keys_of(person)
        if keys:
            offices = ";".join(map(_period, _joined(person.offices)))
            names, sources = "|".join(_told_apart(person.names)), " ".join(sorted(person.sources))
            columns = (names, " ".join(keys), person.country, offices, sources)
            made += ["\t".join(column.replace("\t", " ") for column in (key, *columns)) for key in keys]
    return iter(sorted(set(made), key=str.encode))


def main(facts: Path, output: Path) -> None:
    with output.open("w", encoding="utf-8", newline="\n") as target:
        target.writelines(f"{row}\n" for row in rows(people(facts)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
