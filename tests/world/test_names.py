"""How names are compared: folding, words, parts, short forms, and when two may be of one person."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.world import names
from dateline.world.names import (
    acronyms_of,
    agreement,
    family_name,
    filed_name,
    fold,
    folded_words,
    name_parts,
    shortens,
    without_accents,
    words_of,
)


def test_its_examples_hold() -> None:
    assert doctest.testmod(names).failed == 0


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Élysée", "elysee"),
        ("U.S.", "us"),
        ("Łódź", "lodz"),
        ("Ağrı", "agri"),
        ("Tromsø", "tromso"),
        ("Ægir", "aegir"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
    ],
)
def test_folding_leaves_neither_case_nor_accents_nor_dots(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(max_size=20))
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_accents_go_and_case_stays() -> None:
    assert without_accents("Chargé d'Élysée") == "Charge d'Elysee"


def test_words_say_where_they_stand() -> None:
    text = "the U.S. of Guinea-Bissau"
    assert [w.folded for w in words_of(text)] == ["the", "us", "of", "guinea", "bissau"]
    assert all(text[w.start : w.end] == w.text for w in words_of(text))


def test_a_sentence_is_folded_into_the_same_words_as_its_names() -> None:
    assert folded_words("Ħal Għaxaq's mayor met U.S. envoys.") == [
        "hal",
        "ghaxaq",
        "s",
        "mayor",
        "met",
        "u",
        "s",
        "envoys",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Recep Erdoğan", "Recep Erdogan"),
        ("the Knesset", "Knesset"),
        ("Al-Shabaab", "al Shabaab"),
        ("John Ode Jr.", "John Ode"),
    ],
)
def test_names_are_compared_without_accents_articles_and_generations(one: str, other: str) -> None:
    assert name_parts(one) == name_parts(other)


def test_an_article_that_is_the_whole_name_stays() -> None:
    assert name_parts("The") == ("the",)
    assert name_parts("An") == ("an",)


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Orlovich", "Pavel Orlovich", True),
        ("Pavel", "Pavel Orlovich", True),
        ("Pavel Orlovich", "Pavel Ivanovich Orlovich", True),
        ("Ivanovich Orlovich", "Pavel Ivanovich Orlovich", True),
        ("Ivanovich", "Pavel Ivanovich Orlovich", False),
        ("Ivanov", "Pavel Ivanovich Orlovich", False),
        ("Pavel Orlovich", "Pavel Orlovich", False),
        ("Pavel Orlovich", "Orlovich", False),
        ("", "Orlovich", False),
    ],
)
def test_a_name_is_shortened_by_leaving_out_what_stands_first_last_or_between(
    short: str, full: str, expected: bool
) -> None:
    assert shortens(name_parts(short), name_parts(full)) is expected


@pytest.mark.parametrize(("name", "last"), [("Sami al-Hadid", "hadid"), ("Ann Ray Jr", "ray"), ("...", "")])
def test_the_family_name_stands_last(name: str, last: str) -> None:
    assert family_name(name) == last


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jean-Luc Moreau", "JEAN LUC MOREAU", True),
        ("the Élan Bank", "Elan Bank", True),
        ("the president's", "president", True),
        ("Ash Mirza", "Mirza", False),
        ("?", "!", False),
    ],
)
def test_a_filed_name_forgives_how_it_is_written_and_no_more(one: str, other: str, same: bool) -> None:
    assert (filed_name(one) == filed_name(other)) is same


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hill Farmers' Front", ("HFF",)),
        ("Joint Chiefs of Staff", ("JCS", "JCOS")),
        ("the Palestinian Authority", ("PA",)),
        ("Congress", ()),
    ],
)
def test_a_name_of_several_words_has_acronyms(name: str, expected: tuple[str, ...]) -> None:
    assert acronyms_of(name) == expected


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("Viktor Goremykin", "Viktor Goremykin", "same name"),
        ("VIKTOR GOREMYKIN", "Viktor Goremykin", "same name"),
        ("José Muñoz", "Jose Munoz", "same name"),
        ("the Foreign Ministry", "Foreign Ministry", "same name"),
        ("No Kwang-chol", "No Kwang Chol", "same name"),
        ("Sami al-Hadid", "Sami Hadid", "same name"),
        ("Viktor Goremykin", "Viktor Goremikin", "other spelling"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "other spelling"),
        ("V. Goremykin", "Viktor Goremykin", "initials"),
        ("Donald J. Trump", "Donald Trump", "middle name left out"),
        ("Marie-Louise Dupuis", "Marie Dupuis", "middle name left out"),
        ("Goremykin", "Viktor Goremykin", "surname alone"),
        ("al-Hadid", "Sami al-Hadid", "surname alone"),
        ("Kwang-chol", "No Kwang-chol", "surname alone"),
        ("bin Rashid", "Omar bin Rashid", "surname alone"),
        ("Kim Jong Un", "Jong Un Kim", "other order"),
        ("Omar Rashid", "Sami Omar Rashid", None),
        ("Viktor Goremykin", "Pavel Goremykin", None),
        ("Viktor Goremykin", "Viktor Orban", None),
        ("Viktor", "Viktor Goremykin", None),
        ("Kim", "Kit", None),
        ("", "Kim", None),
    ],
)
def test_names_agree_for_a_reason(a: str, b: str, why: str | None) -> None:
    assert agreement(a, b) == why
    assert agreement(b, a) == why


@given(st.text(max_size=12), st.text(max_size=12))
def test_agreement_does_not_ask_which_comes_first(a: str, b: str) -> None:
    assert agreement(a, b) == agreement(b, a)
