"""Actors made of chains: who they are, and what offices and countries they are given."""

from __future__ import annotations

from datetime import date
from functools import cache

from dateline.coder import DatelineCoder, load
from dateline.model import Actor


@cache
def coder() -> DatelineCoder:
    return load()


def actors(text: str, publisher: str | None = None) -> dict[str, Actor]:
    coding = coder().code(text, published=date(2025, 3, 4), publisher=publisher)
    return {a.name: a for a in coding.actors}


def test_a_son_holds_no_office() -> None:
    found = actors("Police arrested the son of the president. The minister met the president.")
    titles = {r.title for a in found.values() for r in a.roles}
    assert "minister" in {t.lower() for t in titles}
    assert not any("son" in t for t in titles)


def test_the_ministers_of_a_region_are_of_no_single_country() -> None:
    text = "BEIJING, March 4 (Xinhua) -- China hosted East African ministers. China said the ministers met in Beijing, China."
    assert actors(text)["East African ministers"].country is None


def test_people_named_for_what_they_have_in_common_act() -> None:
    found = actors("Moderate Democrats rejected the bill, and Christians protested.")
    assert {found["Moderate Democrats"].kind, found["Christians"].kind} == {"group"}


def test_the_united_nations_keeps_its_united() -> None:
    assert actors("The United Nations praised farmers in Malawi.")["United Nations"].country == "UNO"


def test_the_senate_that_somebody_has_is_theirs() -> None:
    assert actors("Pakistan's Senate rejected a bill. The Senate criticized India.")["Senate"].country == "PAK"
    assert actors("The Senate criticized Brazil.")["Senate"].country == "USA"
