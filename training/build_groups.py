"""Build world/data/groups.tsv: armed groups, parties, companies, agencies and other bodies beside those of organizations.yaml.

    python training/build_groups.py FACTS_FOLDER OUTPUT.tsv

One row a name: the name as it is compared, as it is written, the country (or the code of what belongs to no state), the
sectors, "sure" if the name alone tells which body is meant, the source. Of a name that several countries share none is kept.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from dateline.world.countries import country, find_countries_in, find_country
from dateline.world.gazetteer import is_name
from dateline.world.names import filed_name, fold, words_of
from dateline.world.organizations import organization
from training.build_people import fips_codes
from training.phoenix import Code, Entry, read_phoenix

SECTORS = {
    "REB": "REB", "INS": "REB", "GOV": "GOV", "MIL": "MIL", "OPP": "OPP", "LEG": "LEG", "JUD": "JUD", "COP": "COP",
    "SPY": "SPY", "PTY": "PTY", "BUS": "BUS", "MED": "JRN", "EDU": "EDU", "CVL": "CVL", "LAB": "LAB", "HLH": "MED",
}  # fmt: skip
#: What the Phoenix dictionaries call a body of no single state, and PLOVER's code.
BEYOND = {"IGO": "IGO", "NGO": "NGO", "IMG": "IMG"}
CODES = {"KSV": "KOS"}
#: A name of several words is of a body if it holds one of these.
BODIES = frozenset(
    "army front movement party organization brigade brigades liberation forces force council union league committee group"
    " guard guards command coalition alliance congress assembly federation association institute foundation agency bureau"
    " department administration ministry commission authority corps militia resistance revolutionary jihad islamic martyrs"
    " cell cells faction squad squads battalion battalions unit units network nucleus nuclei bank corporation corp inc"
    " company group holdings airlines airways international fund trust society center centre office service services office"
    " tigers lions hawks falcons eagles harakat jaish jaysh lashkar ansar jamaat hizb hezb kata'ib katibat liwa fronte frente"
    " ejercito movimiento partido brigate parti partei organisation rights watch parliament senate court police".split()
)
_LEGAL = re.compile(
    r",? (?:Inc|Incorporated|Corp|Corporation|Company|Co|Limited|Ltd|Plc|Llc|Lp|Sa|Ag|Nv|Holdings|Holding|Group)\.?$"
)
_PARTY = re.compile(r"\s+(?:or|\()\s*([^\W\d_][\w.'-]{1,11})\)?\s*$")
_ACRONYM = re.compile(r"[A-Z]{4,10}")


class Body(NamedTuple):
    """One name of one body."""

    name: str
    country: str
    sectors: tuple[str, ...]
    source: str


def bodies(facts: Path) -> Iterator[Body]:
    for name in ("MilNonState", "International", "Countries"):
        for entry in read_phoenix(facts / "people" / f"Phoenix.{name}.actors.txt"):
            yield from _of_entry(entry, armed=name == "MilNonState")
    yield from _parties(facts / "factbook", fips_codes(facts))


def _of_entry(entry: Entry, *, armed: bool) -> Iterator[Body]:
    """The names of an entry that are a body's. In the file of ``armed`` groups every first name is one."""
    found = [what for code in entry.codes if (what := _what(code)) is not None]
    if len({iso3 for iso3, _ in found}) != 1 or any(c.first or c.last for c in entry.codes):
        return
    iso3, sectors = found[0]
    first = _shown(entry.names[0])
    if sectors == ("BUS",):
        while (bare := _LEGAL.sub("", first)) != first:
            yield from ([Body(bare, iso3, sectors, "phoenix-2014")] if " " in bare else [])
            first = bare
        yield Body(_shown(entry.names[0]), iso3, sectors, "phoenix-2014")
        return
    own = {fold(word) for word in first.split() if len(word) > 3}
    for name in map(_shown, entry.names):
        words = {fold(word) for word in name.split()}
        if words & BODIES or (name != first and words & own) or (name == first and armed):
            yield Body(name, iso3, sectors, "phoenix-2014")


def _what(code: Code) -> tuple[str, tuple[str, ...]] | None:
    """Country and sectors of ``COLREB``, ``NGOUSAHRI``, ``MNCKOR``; a body of one country is of that country."""
    start, rest = CODES.get(code.code[:3], code.code[:3]), code.code[3:]
    inner = CODES.get(rest[:3], rest[:3])
    if start in ("MNC", "NGO"):
        sectors = ("BUS",) if start == "MNC" else ("SOC",)
        if country(inner) is not None:
            return inner, sectors
        return ("NGO", sectors) if start == "NGO" and not inner else None
    if start == "IGO":
        return ("UNO" if inner == "UNO" else "IGO", ()) if inner != "EUR" else ("EUR", ())
    if start == "IMG":
        return "IMG", ("REB",)
    if country(start) is None or inner not in SECTORS:
        return None
    finer = SECTORS.get(rest[3:6])
    if inner == "GOV" and finer in ("LEG", "JUD", "COP", "SPY"):
        return start, (finer,)
    return start, tuple(dict.fromkeys((SECTORS[inner], *([finer] if finer else []))))


def _shown(capitals: str) -> str:
    """ "Front for the Liberation of Oman" of its capitals; what has four letters or fewer and no vowel stays."""
    small = {"OF", "THE", "FOR", "AND", "IN", "DE", "DU", "LA", "DEL", "Y", "E", "ON", "TO"}
    words = capitals.split()
    shown = [w.lower() if i and w in small else w if _is_acronym(w) else _cased(w) for i, w in enumerate(words)]
    return " ".join(shown).removeprefix("The ")


def _is_acronym(word: str) -> bool:
    return 1 < len(word) <= 5 and not re.search(r"[AEIOUY]", word)


def _cased(word: str) -> str:
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", lambda m: m[0].capitalize(), word)


def _parties(folder: Path, codes: Mapping[str, str]) -> Iterator[Body]:
    """Each party of the Factbook's lists, with its acronym if that is long enough to be no other word."""
    for path in sorted(folder.glob("*/*.json")):
        iso3 = codes.get(path.stem.upper())
        if iso3 is None:
            continue
        government = json.loads(path.read_text(encoding="utf-8")).get("Government", {})
        text = html.unescape(government.get("Political parties", {}).get("text", ""))
        for line in re.split(r"<br ?/?>|;", text):
            plain = re.sub(r"<[^>]*>|\[[^]]*\]|\(\w* ?(?:electoral|alliance|coalition)[^)]*\)", " ", line).replace(
                "\xa0", " "
            )
            short = _PARTY.search(plain)
            name = re.sub(r"\(.*| or .*", "", plain[: short.start()] if short else plain).strip(" ,")
            if 1 < len(name.split()) < 9 and name[0].isupper() and not re.search(r"\d|note|:", name):
                yield Body(name, iso3, ("PTY",), "factbook-2026")
                if short and _ACRONYM.fullmatch(short[1]):
                    yield Body(short[1], iso3, ("PTY",), "factbook-2026")


def is_plain(name: str, common: frozenset[str]) -> bool:
    """Is a name made of nothing but words that many bodies have?"""
    return all(fold(word.text) in common for word in words_of(name))


def common_words(names: list[Body]) -> frozenset[str]:
    """The words that names of bodies of three countries or more have."""
    where: dict[str, set[str]] = defaultdict(set)
    for body in names:
        for word in words_of(body.name):
            where[word.folded].add(body.country)
    return frozenset(word for word, found in where.items() if len(found) > 2)


def rows(facts: Path) -> Iterator[str]:
    """The lines of the table in the order of their first column."""
    kept = [body for body in bodies(facts) if _is_fit(body.name)]
    common = common_words(kept)
    found: dict[str, list[Body]] = defaultdict(list)
    for body in kept:
        found[filed_name(body.name)].append(body)
    made = []
    for key, same in found.items():
        body = same[0]
        if len({b.country for b in same}) > 1 or (" " not in key and key in common):
            continue
        sure = "sure" if not is_plain(body.name, common) or find_countries_in(body.name) else ""
        made.append(
            "\t".join((key, body.name.replace("-", " "), body.country, " ".join(body.sectors), sure, body.source))
        )
    return iter(sorted(made, key=str.encode))


def _is_fit(name: str) -> bool:
    """No country, no town, nothing known already, no single short word."""
    if find_country(name) is not None or organization(name) is not None or is_name(name):
        return False
    if re.search(r"[/\"\t=|]|\d{3}", name) or not 1 <= len(name.split()) <= 10:
        return False
    return " " in name or (len(name) > 4 and name.upper() == name) or (len(name) > 6 and "-" in name)


def main(facts: Path, output: Path) -> None:
    with output.open("w", encoding="utf-8", newline="\n") as target:
        target.writelines(f"{row}\n" for row in rows(facts))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
