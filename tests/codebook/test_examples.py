"""The codebook's examples, each a test of its own: it is coded as it says, unless ``known_failing.txt`` lists it.

What is listed and coded as it says has to leave the list, and MOST_FAILING goes down with it: neither ever grows, but with a new reader, for which
the list is drawn up anew.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dateline.codebook import Codebook, load_codebook
from dateline.coder import load
from dateline.examples import Outcome, check_examples

KNOWN_FAILING = Path(__file__).with_name("known_failing.txt")
MOST_FAILING = 51

Key = tuple[str, str]  # the name of a frame or operator, the text of its example


@cache
def book() -> Codebook:
    return load_codebook()


def every_example() -> list[Key]:
    return [(rule.name, e.text) for rule in (*book().frames, *book().operators) for e in rule.examples]


@cache
def outcomes() -> dict[Key, Outcome]:
    """All examples, coded once for all tests."""
    return {(outcome.rule, outcome.example.text): outcome for outcome in check_examples(load())}


@cache
def known_failing() -> frozenset[Key]:
    lines = KNOWN_FAILING.read_text(encoding="utf-8").splitlines()
    rows = [line.partition(": ") for line in lines if line and not line.startswith("#")]
    return frozenset((rule, text) for rule, _, text in rows)


def verdict(key: Key, outcome: Outcome, listed: frozenset[Key]) -> str | None:
    """What is to be done; None if the example and the list agree."""
    if key in listed and not outcome.wrong:
        return f"coded as it says: remove it from {KNOWN_FAILING.name}\n{key[0]}: {key[1]}"
    return str(outcome) if outcome.wrong and key not in listed else None


def name_of(key: Key) -> str:
    return f"{key[0]}: {key[1]}".encode("ascii", "replace").decode()


@pytest.mark.parametrize("key", every_example(), ids=name_of)
def test_an_example_is_coded_as_it_says(key: Key) -> None:
    assert (todo := verdict(key, outcomes()[key], known_failing())) is None, todo


def test_the_list_of_failing_examples_only_shrinks() -> None:
    assert len(known_failing()) == MOST_FAILING, "the number may only go down, and with each line that leaves the list"
    assert known_failing() - set(every_example()) == set(), "no example of the codebook: remove it from the list"


def test_both_an_example_that_fails_and_one_that_passes_though_listed_are_told() -> None:
    (right, good), (wrong, bad) = (
        next((key, outcome) for key, outcome in outcomes().items() if bool(outcome.wrong) is fails)
        for fails in (False, True)
    )
    assert verdict(right, good, frozenset()) is verdict(wrong, bad, frozenset({wrong})) is None
    assert str(bad) == verdict(wrong, bad, frozenset())
    assert "remove it from known_failing.txt" in (verdict(right, good, frozenset({right})) or "")


def test_every_frame_and_operator_has_an_example() -> None:
    rules = {rule.name for rule in (*book().frames, *book().operators)}
    assert rules - {rule for rule, _ in every_example()} == set()


def test_no_rule_has_the_same_example_twice() -> None:
    assert len(set(every_example())) == len(every_example())


def test_every_outcome_names_its_file_and_line() -> None:
    for outcome in outcomes().values():
        assert outcome.file.endswith(".yaml")
        assert outcome.line > 0
        assert str(outcome).startswith(f"{outcome.file}:{outcome.line}: {outcome.rule}: ")
