"""Whom "the two", "both" and hyphened names mean, in real text; and where they mean nobody."""

from __future__ import annotations

from functools import cache

import pytest

from dateline.coder import DatelineCoder, load


@cache
def coder() -> DatelineCoder:
    return load()


def actors(text: str, kind: str) -> set[str]:
    """Who acts in the one event of a type."""
    coding = coder().code(text, published="2024-05-06")
    (event,) = [event for event in coding.events if event.type == kind]
    return set(coding.names(event.actors))


@pytest.mark.parametrize(
    ("text", "kind", "two"),
    [
        ("Kenya met with Norway in Geneva. The two signed a pact on Friday.", "SUPPORT", {"Kenya", "Norway"}),
        ("Kenya met with Norway in Geneva. The two countries signed a pact on Friday.", "SUPPORT", {"Kenya", "Norway"}),
        ("Kenya attacked Norway. The two agreed to a ceasefire on Friday.", "AGREE", {"Kenya", "Norway"}),
        (
            "Kenyan President Amina Wanjala met Norwegian Prime Minister Lars Brekke in Geneva. The two leaders signed a pact.",
            "SUPPORT",
            {"Amina Wanjala", "Lars Brekke"},
        ),
    ],
)
def test_the_only_two_who_take_part_before_are_meant(text: str, kind: str, two: set[str]) -> None:
    assert actors(text, kind) == two


def test_of_three_nobody_is_meant() -> None:
    text = "Kenya accused Norway and Ghana of espionage. The two countries then held talks in Geneva on Friday."
    assert not actors(text, "CONSULT")


def test_two_states_are_no_two_leaders() -> None:
    text = "Kenya met with Norway in Geneva. The two presidents signed a pact on Friday."
    assert "Norway" not in actors(text, "SUPPORT")


def test_two_of_some_others_are_not_those_before() -> None:
    text = "Kenya attacked Norway. Two of the rebels signed a pact on Friday."
    assert not actors(text, "SUPPORT") & {"Kenya", "Norway"}


def test_names_that_a_hyphen_joins_are_both_meant() -> None:
    assert actors("Kenya-Norway talks were held in Geneva on Friday.", "CONSULT") == {"Kenya", "Norway"}
