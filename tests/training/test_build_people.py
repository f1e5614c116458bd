"""The tables of people and groups: how sources are read and put together, on small ones made here, and that ours are sound."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from dateline.world.countries import country
from dateline.world.organizations import BODY_CODES
from training.build_groups import rows as group_rows
from training.build_people import people
from training.build_people import rows as person_rows
from training.office_holders import with_family
from training.phoenix import Code, read_phoenix

PHOENIX = """# A dictionary.
NORWAY_  [NOR]
+NORWEGIAN_
KARI_LUND_  ; CountryInfo.txt
+PRIME_MINISTER_LUND_
+KARI_LUNDH_
+OLA_KRAG_
\t[NORELI 700101-030909]
\t[NORGOV 030910-071231] ; first term
\t[NORGOV >091001]
NORWEGIAN_HARBOUR_AGENCY_
\t[NORGOV]
"""
ARMED = """HARBOUR_LIBERATION_FRONT_
+KARI_LUND
+HARBOUR_FRONT_(HFR)_
\t[NORREB]

NORWEGIAN_STREET_
\t[XXXREB]
"""
COMPANIES = """KRAG_SHIPPING_INC_
\t[MNCNOR]\t; Shipping\t$1,000
NAUTIC_AID_
\t[NGONOR] ;MleH
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    texts = {
        "people/Phoenix.Countries.actors.txt": PHOENIX,
        "people/Phoenix.MilNonState.actors.txt": ARMED,
        "people/Phoenix.International.actors.txt": COMPANIES,
        "people/cia-world-leaders-2019.csv": (
            "country,office,name,first,last\nNorway,Minister of Fisheries & Ports,Ola KRAG,Ola,KRAG\n"
        ),
        "people/wikidata-world-leaders-2022.csv": (
            "countryid,country,position,positionLabel,officeholder,officeholderLabel,start_year,end_year\n"
            "Q20,Norway,Q1,Prime Minister of Norway,Q2,Kari Lund,2019,\n"
        ),
        "people/reign-leaders-2021-03.csv": (
            "stateabb,leader,syear,eyear\nNOR,Lund,2003,2007\nNOR,Quisten,1950,1951\nGDR,Honecker,1976,1989\n"
        ),
        "country-codes/country-codes.csv": "FIPS,ISO3166-1-Alpha-3\nNO,NOR\n",
        "factbook/europe/no.json": json.dumps(
            {
                "Government": {
                    "Executive branch": {
                        "head of government": {"text": "Prime Minister Ola KRAG (since 14 October 2024)"},
                        "election results": {"text": "2023: Per BERGLI (Harbour Party) 31.2%"},
                    },
                    "Political parties": {"text": "Norwegian Harbour Party or NOHAP<br>Green Party or G (note)"},
                }
            }
        ),
    }
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_dictionary_is_read_with_other_names_and_years(facts: Path) -> None:
    lund = list(read_phoenix(facts / "people" / "Phoenix.Countries.actors.txt"))[1]
    assert lund.names == ("KARI LUND", "PRIME MINISTER LUND", "KARI LUNDH", "OLA KRAG")
    assert lund.codes == (Code("NORELI", 1970, 2003), Code("NORGOV", 2003, 2007), Code("NORGOV", 2009, 2014))


def test_the_accounts_of_one_person_are_put_together(facts: Path) -> None:
    found = {person.names[0]: person for person in people(facts)}
    assert set(found) == {"Kari Lund", "Ola Krag", "Per Bergli", "Quisten"}
    assert found["Kari Lund"].offices == {
        ("government", 2003, 2007), ("government", 2009, 2014), ("leader", 2003, 2007), ("prime minister", 2019, 2022),
    }  # fmt: skip
    assert found["Kari Lund"].sources == {"phoenix-2014", "reign-2021", "wikidata-2022"}


def test_another_persons_name_among_the_aliases_is_left_out(facts: Path) -> None:
    assert not any("Krag" in row and "Lund" in row for row in person_rows(people(facts)))


def test_a_row_stands_under_every_family_name(facts: Path) -> None:
    keys = [row.split("\t")[0] for row in person_rows(people(facts)) if "Kari Lund" in row]
    assert keys == ["lund", "lundh"]


def test_bodies_are_listed_and_people_among_their_names_are_not(facts: Path) -> None:
    found = {tuple(row.split("\t")[1:4]) for row in group_rows(facts)}
    assert found == {
        ("Harbour Liberation Front", "NOR", "REB"),
        ("Harbour Front", "NOR", "REB"),
        ("Krag Shipping", "NOR", "BUS"),
        ("Krag Shipping Inc", "NOR", "BUS"),
        ("Norwegian Harbour Agency", "NOR", "GOV"),
        ("Norwegian Harbour Party", "NOR", "PTY"),
        ("Green Party", "NOR", "PTY"),
        ("NOHAP", "NOR", "PTY"),
    }


@pytest.mark.parametrize(
    ("written", "name", "family"),
    [
        ("Recep Tayyip ERDOGAN", "Recep Tayyip Erdogan", ("Erdogan",)),
        ("XI Jinping", "Xi Jinping", ("Xi",)),
        ("Joseph R. BIDEN, Jr.", "Joseph R. Biden", ("Biden",)),
        ("Gladys BEJERANO Portela", "Gladys Bejerano Portela", ("Bejerano",)),
        ("Thelma PHILLIP-BROWNE", "Thelma Phillip-Browne", ("Phillip-Browne",)),
    ],
)
def test_capitals_tell_the_family_name(written: str, name: str, family: tuple[str, ...]) -> None:
    assert with_family(written) == (name, family)


@pytest.mark.parametrize(("table", "columns", "at"), [("people.tsv", 6, 3), ("groups.tsv", 6, 2)])
def test_our_table_is_in_order_whole_and_of_countries_that_are_known(table: str, columns: int, at: int) -> None:
    lines = (files("dateline.world") / "data" / table).read_bytes().splitlines()
    rows = [line.decode().split("\t") for line in lines]
    assert lines == sorted(lines)
    assert {len(row) for row in rows} == {columns}
    assert [row for row in rows if country(row[at]) is None and row[at] not in BODY_CODES] == []
    assert [row for row in rows if not (row[0] and row[1] and row[-1])] == []
