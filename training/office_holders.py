"""Who held which office when, by four tables: World Leaders of the CIA, REIGN, Wikidata, the World Factbook."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from dateline.world.countries import find_country
from dateline.world.names import fold

#: REIGN's states, where the code is not that of ISO and the name of the state not the country's.
COW_TO_ISO = """
    AAB:ATG ALG:DZA ANG:AGO AUL:AUS AUS:AUT BAH:BHR BAR:BRB BFO:BFA BHM:BHS BHU:BTN BLZ:BLZ BNG:BGD BOS:BIH
    BOT:BWA BRU:BRN BUI:BDI BUL:BGR CAM:KHM CAO:CMR CAP:CPV CDI:CIV CEN:CAF CHA:TCD CON:COG COS:CRI CRO:HRV
    CZR:CZE DEN:DNK DRC:COD DRV:VNM EQG:GNQ ETM:TLS FRN:FRA GAM:GMB GFR:DEU GMY:DEU GRG:GEO GRN:GRD GUA:GTM
    GUI:GIN HAI:HTI HON:HND ICE:ISL INS:IDN IRE:IRL KUW:KWT KYR:KGZ KZK:KAZ LAT:LVA LEB:LBN LES:LSO LIB:LBY
    LIT:LTU MAA:MRT MAC:MKD MAD:MDV MAG:MDG MAL:MYS MAS:MUS MAW:MWI MLD:MDA MNC:MCO MNG:MNE MON:MNG MOR:MAR
    MSI:MHL MYA:MMR MZM:MOZ NAU:NRU NEP:NPL NEW:NZL NIG:NGA NIR:NER NTH:NLD OMA:OMN PAL:PLW PAR:PRY PHI:PHL
    POR:PRT ROK:KOR ROM:ROU SAF:ZAF SAL:SLV SEY:SYC SIE:SLE SIN:SGP SKN:KNA SLO:SVK SLU:LCA SLV:SVN SNM:SMR
    SOL:SLB SPN:ESP SRI:LKA SUD:SDN SVG:VCT SWA:SWZ SWD:SWE SWZ:CHE TAJ:TJK TAZ:TZA THI:THA TOG:TGO TRI:TTO
    UAE:ARE UKG:GBR URU:URY VAN:VUT YAR:YEM YEM:YEM ZAM:ZMB ZIM:ZWE
"""
COW = dict(pair.split(":") for pair in COW_TO_ISO.split())
#: States that are no more, and whose people are of more than one country today.
GONE = frozenset({"GDR", "YUG", "CZE", "RVN", "YPR"})
#: Who reigns over many states and is of one.
CROWNED = frozenset({"Charles III", "Elizabeth II"})
#: Occupiers, whom REIGN lists with the country that they occupied.
OCCUPIERS = frozenset({("Saddam Hussein", "KUW"), ("MacArthur", "JPN"), ("Paul Bremer", "IRQ"), ("Bremer", "IRQ")})
_TITLES = frozenset(
    """
    acting ambassador amir and archbishop ayatollah cap. capt. captain chairman chairperson chairwoman chancellor
    chief co-prince col. colonel council counsellor dame deputy dr. duke emir executive federal field first fmr.
    gen. general government governor grand head interim king leader lord lt. maj. marshal minister of paramount
    pope premier president prime prince queen regent sheikh sir state sultan supreme taoiseach the transitional
    vice
    """.split()
)
_SINCE = re.compile(r"\(since ([^)]*)\)")
_FAMILY = re.compile(r"[^\W\d_][\w'’-]*[^\W\d_]")
_GENERATION = re.compile(r",? (?:Jr|Sr|I{1,3}|IV|V|VI{0,3}|XIV)\.?$")
_CANDIDATE = re.compile(r"((?:[^\W\d_][\w.'’-]*[ ,]+){1,5}?)\(([^()]{2,80})\) \d")


class Holding(NamedTuple):
    """One office of one person; ``family`` are those words of the name that the source says are the family's."""

    name: str
    family: tuple[str, ...]
    country: str
    title: str
    first: int | None
    last: int | None
    source: str


def iso3_of(name: str) -> str | None:
    """The code of a country as a table names it, if Dateline knows the name."""
    flipped = " ".join(reversed(name.split(", "))) if ", " in name else name
    known = find_country(
        flipped.replace("Kingdom of the ", "the ").replace("Kingdom of ", "").removeprefix("People's Republic of ")
    )
    return known.iso3 if known is not None and known.form == "name" and known.entity is None else None


def cia(path: Path) -> Iterator[Holding]:
    """The cabinets of 2019."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            iso3 = iso3_of(row["country"])
            if iso3 and row["name"].strip() and "co-prince" not in row["office"].casefold():
                name, family = with_family(row["name"])
                yield Holding(name, family, iso3, _plain_title(row["office"]), 2019, 2019, "cia-2019")


def reign(path: Path) -> Iterator[Holding]:
    """The heads of government since 1945, most by their family names alone; one still in office in 2021 was so until then."""
    for row in csv.DictReader(map(_decoded, path.read_bytes().splitlines())):
        if (row["leader"], row["stateabb"]) not in OCCUPIERS and row["stateabb"] not in GONE and row["syear"].isdigit():
            iso3 = COW.get(row["stateabb"], row["stateabb"])
            name = re.sub(r"\s*[(\[].*", "", row["leader"]).strip()
            if ", " in name:
                name = " ".join(reversed(name.split(", ", 1)))
            last = int(row["eyear"]) if row["eyear"].isdigit() else 2021
            words = [w for w in name.split() if w.casefold() not in _TITLES]
            if words:
                yield Holding(" ".join(words), (), iso3, "leader", int(row["syear"]), last, "reign-2021")


def _decoded(line: bytes) -> str:
    """Most lines are UTF-8, a few are older."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def wikidata(path: Path) -> Iterator[Holding]:
    """Heads of state and government of 2022 and shortly before."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            iso3 = iso3_of(row["country"])
            title = row["positionLabel"].split(" of ")[0].casefold()
            if iso3 and (title != "monarch" or iso3 == iso3_of(row["positionLabel"].partition(" of ")[2])):
                first, last = row["start_year"], row["end_year"]
                name = row["officeholderLabel"]
                if re.match(r"Q\d+$", name) or "co-prince" in title or (name in CROWNED and iso3 != "GBR"):
                    continue
                yield Holding(
                    name, (), iso3, title, int(first) if first else None, int(last) if last else 2022, "wikidata-2022"
                )


def factbook(folder: Path, codes: Mapping[str, str]) -> Iterator[Holding]:
    """Who heads each state and government in 2026, who stood for these offices, and its ambassadors in Washington.

    ``codes``: the country of each two letters that the Factbook's pages are named by.
    """
    for path in sorted(folder.glob("*/*.json")):
        iso3 = codes.get(path.stem.upper())
        if iso3 is None:
            continue
        government = json.loads(path.read_text(encoding="utf-8")).get("Government", {})
        branch = government.get("Executive branch", {})
        for part in ("chief of state", "head of government"):
            yield from _in_office(_text(branch, part), iso3)
        yield from _in_office(
            _text(government.get("Diplomatic representation in the US", {}), "chief of mission"), iso3
        )
        yield from _candidates(_text(branch, "election results"), iso3)


def _text(page: Mapping[str, Any], key: str) -> str:
    return re.sub(r"<[^>]*>", " ", html.unescape(page.get(key, {}).get("text", ""))).replace("\xa0", " ")


def _in_office(text: str, iso3: str) -> Iterator[Holding]:
    """ "President Recep Tayyip ERDOGAN (since 28 August 2014)"."""
    for part in re.split(r";|\band (?=First|Deputy|Vice)", text):
        since = _SINCE.search(part)
        words = part[: since.start()].replace(",", " ").split() if since else []
        at = next((i for i, word in enumerate(words) if word.casefold() not in _TITLES or word == "of"), len(words))
        if since is None or at == 0 or "of" in words or "represented" in part or (iso3 != "GBR" and "CHARLES" in words):
            continue
        years = re.findall(r"\d{4}", since[1])
        if "co-prince" in part.casefold() or any(word.casefold() in _TITLES for word in words[at:]):
            continue
        name, family = with_family(" ".join(words[at:]))
        if family and years:
            title = _plain_title(" ".join(w for w in words[:at] if not w.endswith(".")))
            yield Holding(name, family, iso3, title, int(years[-1]), 2026, "factbook-2026")


def _candidates(text: str, iso3: str) -> Iterator[Holding]:
    """ "Kemal KILICDAROGLU (CHP) 47.8%": those who stood, in the year of the election."""
    year = None
    for part in re.split(r"(\d{4}(?=:))", text):
        if re.fullmatch(r"\d{4}", part):
            year = int(part)
            continue
        for match in _CANDIDATE.finditer(part):
            name, family = with_family(match[1].strip(" ,"))
            words = name.split()
            if year and family and 1 < len(words) < 6 and words[0][0].isupper():
                yield Holding(name, family, iso3, "candidate", year, year, "factbook-2026")


def with_family(written: str) -> tuple[str, tuple[str, ...]]:
    """A name with its family's words in capitals as it is usually written, and these words.

    >>> with_family("Recep Tayyip ERDOGAN"), with_family("XI Jinping")
    (('Recep Tayyip Erdogan', ('Erdogan',)), ('Xi Jinping', ('Xi',)))
    """
    plain = re.sub(r"\([^)]*\)|\"[^\"]*\"|“[^”]*”|, (?:Dr|Gen|Col|Maj|Lt)\.?.*", "", _GENERATION.sub("", written))
    words = [w.strip(",") for w in plain.split() if w.casefold() not in _TITLES]
    while words and words[0].endswith(".") and len(words[0]) > 2:  # "Dr.", "Brig."
        words = words[1:]
    family = [w for w in words if w.upper() == w and _FAMILY.fullmatch(w)]
    shown = [_cased(w) if w in family else w for w in words]
    return " ".join(shown), tuple(_cased(w) for w in family)


def _cased(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)


def _plain_title(office: str) -> str:
    """ "minister of foreign affairs" of "Minister of Foreign Affairs & Trade"."""
    return " ".join(fold(re.split(r",| & ", office)[0]).split())[:60]
