"""Which two mentions can mean the same one, as far as their words tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.mentions.candidate import Candidate, CountryWord, Office, Sort
from dateline.mentions.links import (
    fits_description,
    is_part_of_name,
    same_name,
    sorts_agree,
)
from dateline.mentions.profile import Profile
from dateline.model import Form, Span


def mention(
    text: str, sort: Sort = "person", form: Form = "name", *, iso3: str | None = None, title: str = ""
) -> Candidate:
    span = Span(0, len(text), text)
    lemmas = text.lower().split()
    words = frozenset(lemmas) | ({iso3} if iso3 else frozenset())
    return Candidate(
        sentence=0,
        head=0,
        first=0,
        last=0,
        span=span,
        form=form,
        sort=sort,
        name=text,
        head_lemma=lemmas[-1],
        key=words,
        definite=form == "nominal",
        countries=(CountryWord(iso3, span, "adjective"),) if iso3 else (),
        offices=(Office(span, ("GOV",), "person", frozenset(title.split())),) if title else (),
    )


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Orlovich", "Pavel Orlovich", True),
        ("Pavel", "Pavel Orlovich", True),
        ("Pavel Orlovich", "Pavel Ivanovich Orlovich", True),
        ("Ivanov", "Pavel Ivanovich Orlovich", False),
        ("Anwar Siddiqi", "Leila Siddiqi", False),
        ("Pavel Orlovich", "Pavel Orlovich", False),
    ],
)
def test_a_person_may_be_told_of_by_a_part_of_the_name(short: str, full: str, expected: bool) -> None:
    assert is_part_of_name(mention(short), mention(full)) is expected


def test_a_body_may_lose_its_country_but_not_what_it_is_of() -> None:
    ministry = mention("Defense Ministry", "organization")
    assert is_part_of_name(ministry, mention("Russian Defense Ministry", "organization", iso3="RUS"))
    assert not is_part_of_name(mention("Sudan", "organization"), mention("Bank of Sudan", "organization"))
    assert not is_part_of_name(
        mention("Defense Ministry", "organization", iso3="PRK"),
        mention("Russian Defense Ministry", "organization", iso3="RUS"),
    )


def test_a_persons_name_is_never_a_bodys() -> None:
    assert not same_name(mention("Ford"), mention("Ford", "organization"))
    assert not is_part_of_name(mention("Ford"), mention("Henry Ford", "organization"))


def test_bodies_groups_and_unknown_names_agree_but_people_only_with_people() -> None:
    assert sorts_agree(mention("army", "organization"), mention("forces", "group"))
    assert sorts_agree(mention("Belta", "other"), mention("agency", "organization"))
    assert not sorts_agree(mention("Belta", "other"), mention("Olga Belta", "person"))
    assert not sorts_agree(mention("minister", "person"), mention("ministry", "organization"))


@pytest.mark.parametrize(
    ("description", "iso3", "expected"),
    [
        ("minister", None, True),
        ("energy minister", None, True),
        ("outgoing minister", None, True),
        ("minister", "RUS", True),
        ("minister", "PRK", False),
        ("deputy minister", None, False),
        ("foreign minister", None, False),
        ("ministry", None, False),
    ],
)
def test_a_description_says_nothing_that_a_title_does_not(description: str, iso3: str | None, expected: bool) -> None:
    minister = mention("Pavel Orlovich", iso3="RUS", title="energy minister")
    said = mention(description, "person", "nominal", iso3=iso3)
    assert fits_description(said, Profile(said), Profile(minister)) is expected


def test_the_army_is_not_what_the_report_calls_a_rebel_group() -> None:
    front = mention("Liberation Army", "organization")
    span = Span(0, 6, "rebels")
    rebels = mention("rebel group", "organization", "nominal")
    rebels = replace(rebels, offices=(Office(span, ("REB",), "group", frozenset({"rebel"})),))
    army = mention("army", "organization", "nominal")
    army = replace(army, offices=(Office(span, ("MIL",), "organization", frozenset({"army"})),))
    both = Profile(front)
    assert fits_description(army, Profile(army), both)
    both.take(Profile(rebels))
    assert not fits_description(army, Profile(army), both)
