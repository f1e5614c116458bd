"""Less known bodies by name: which names tell enough by themselves, and which need the report's country."""

from __future__ import annotations

import pytest

from dateline.world.known import Known
from dateline.world.listed_groups import Group, listed_group
from dateline.world.organizations import Organization
from dateline.world.sorted_rows import rows_of


@pytest.mark.parametrize(
    ("name", "named", "country"),
    [
        ("Northrop Grumman", "", "USA"),
        ("Croatian Democratic Union", "", "HRV"),
        ("Armed Islamic Group", "", None),
        ("Armed Islamic Group", "DZA", "DZA"),
        ("Armed Islamic Group", "FRA", None),
        ("armed islamic group", "DZA", None),
        ("Kurdish militias", "TUR SYR IRQ", None),
    ],
)
def test_a_body_whose_name_may_be_anothers_needs_the_reports_country(
    name: str, named: str, country: str | None
) -> None:
    found = listed_group(name, named.split())
    assert (found.country if found is not None else None) == country


def test_a_well_known_body_comes_before_one_of_the_list_and_ones_own_before_both() -> None:
    ours = Known().body("Boko Haram", 2015)
    theirs = Known(groups=[Group(Organization("Boko Haram", ("Boko Haram",), "TCD", ("REB",)))]).body(
        "Boko Haram", 2015
    )
    assert ours is not None
    assert theirs is not None
    assert (ours.country, theirs.country) == ("NGA", "TCD")


def test_ones_own_group_counts_in_its_years_and_two_of_a_name_stay_unknown() -> None:
    front = Group(Organization("Harbour Front", ("Harbour Front", "HFR"), "NOR", ("REB",)), 2001, 2005)
    known = Known(groups=[front])
    assert [known.body("HFR", year) is not None for year in (2000, 2003, 2006)] == [False, True, False]
    other = Group(Organization("Harbour Front", ("Harbour Front",), "SWE", ()))
    assert Known(groups=[front, other]).body("Harbour Front", 2003) is None


@pytest.mark.parametrize("table", ["people.tsv", "groups.tsv"])
def test_a_key_that_no_row_has_finds_nothing(table: str) -> None:
    assert [rows_of(table, key) for key in ("", "zzzz", "\t", "a" * 10_000)] == [[], [], [], []]
