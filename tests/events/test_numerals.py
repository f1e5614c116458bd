"""Numbers of people as words give them."""

from __future__ import annotations

import pytest

from dateline.events.numerals import count_of, number, numeral_of
from tests.parsed import parsed

MANY = """
Shells shell NOUN NNS 2 nsubj
killed kill VERB VBD 0 root
{first} {first} {tag} {xpos} 4 {relation}
{second} {second} NUM CD 5 nummod
people person NOUN NNS 2 obj
"""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1,200", 1200),
        ("twelve", 12),
        ("Fifty", 50),
        ("ninety", 90),
        ("hundred", 100),
        ("dozens", None),
        ("hundreds", None),
        ("99999999999999", None),
        ("2.5", None),
    ],
)
def test_only_plain_numbers_count(text: str, value: int | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("first", "tag", "xpos", "relation", "second", "killed"),
    [
        ("twenty", "NUM", "CD", "compound", "five", 25),
        ("3", "NUM", "CD", "compound", "million", 3_000_000),
        ("1.5", "NUM", "CD", "compound", "million", 1_500_000),
        ("a", "DET", "DT", "det", "hundred", 100),
        ("several", "ADJ", "JJ", "amod", "hundred", None),
        ("two", "NUM", "CD", "compound", "dozens", None),
    ],
)
def test_numbers_of_several_words(
    first: str, tag: str, xpos: str, relation: str, second: str, killed: int | None
) -> None:
    lines = MANY.format(first=first, tag=tag, xpos=xpos, relation=relation, second=second)
    sentence, _ = parsed(lines)
    counted = numeral_of(sentence, 4)
    assert (counted.number if counted is not None else None) == killed


def row(word: str, head: int, relation: str) -> str:
    return f"{word} {word.lower()} {'NUM CD' if word.isdigit() else 'ADP IN'} {head} {relation}"


@pytest.mark.parametrize(
    ("words", "low", "least"),
    [
        ("at least 12", 12, True),
        ("more than 12", 12, True),
        ("up to 12", 12, False),
        ("12 to 15", 12, True),
        ("12 or 15", 12, True),
        ("between 12 and 15", 12, True),
        ("with 12 and 15", 15, False),
        ("from 12 to 15", 15, False),
        ("15 to 12", 12, False),
    ],
)
def test_of_a_range_the_first_is_the_least(words: str, low: int, least: bool) -> None:
    told = words.split()
    people = len(told) + 1
    last = max(n for n, word in enumerate(told, 1) if word.isdigit())
    lines = [row(word, people, "nummod" if n == last else "dep") for n, word in enumerate(told, 1)]
    sentence, _ = parsed("\n".join([*lines, "people people NOUN NNS 0 root"]))
    counted = count_of(sentence, people - 1)
    assert counted is not None
    assert (counted.number, counted.least) == (low, least)


@pytest.mark.parametrize(
    ("before", "after", "more"), [("another", "people", True), ("the", "more", True), ("the", "people", False)]
)
def test_more_of_them_are_on_top(before: str, after: str, more: bool) -> None:
    lines = (
        f"{before} {before} DET DT 4 det\n3 3 NUM CD 4 nummod\n{after} {after} ADJ JJ 4 amod\nmen man NOUN NNS 0 root"
    )
    sentence, _ = parsed(lines)
    counted = count_of(sentence, 3)
    assert counted is not None
    assert counted.more is more
