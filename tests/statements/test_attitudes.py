"""What people think, want and take a stand on, with the real reader: apart from what they say."""

from __future__ import annotations

import pytest

from dateline.reader.reader import Reader
from dateline.statements.attribution import Attribution
from dateline.statements.extraction import StatementFinder

Row = tuple[str | None, str, str]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def held(reader: Reader, text: str) -> list[Attribution]:
    finder = StatementFinder(text, 0)
    return [s for sentence in reader.read(text) for s in finder.find(sentence) if not s.said]


def rows(found: list[Attribution]) -> list[Row]:
    return [(s.source.text if s.source is not None else None, s.cue.text, s.content.text) for s in found]


ATTITUDES = [
    ("The president urged the rebels to lay down their arms.", "The president", "urged"),
    ("The council condemned the attack on the market.", "The council", "condemned"),
    ("The group threatened to attack the port.", "The group", "threatened"),
    ("Marta Oduya supports the new harbor law.", "Marta Oduya", "supports"),
    ("The ministry wants to close the old bridge.", "The ministry", "wants"),
    ("The minister refused to sign the treaty.", "The minister", "refused"),
    ("The union called for a strike on Monday.", "The union", "called for"),
    ("The mayor is worried about the state of the dam.", "The mayor", "is worried about"),
    ("The opposition is against the new tax.", "The opposition", "against"),
    ("Ivo Lund is a critic of the harbor law.", "Ivo Lund", "critic of"),
    ("The government's plan to close the port angered many.", "The government's", "plan"),
    ("The bill was backed by the farmers' party.", "the farmers' party", "was backed"),
    ("Lund has doubts about the census.", "Lund", "has doubts about"),
    ("The treaty requires both states to disarm.", "The treaty", "requires"),
    ("The ministry did not say whether the talks had failed.", "The ministry", "did not say"),
    ("He went on to praise the engineers.", "He", "praise"),
]


@pytest.mark.parametrize(("text", "source", "cue"), ATTITUDES)
def test_an_attitude_has_its_holder_and_its_cue(reader: Reader, text: str, source: str, cue: str) -> None:
    assert (source, cue) in [r[:2] for r in rows(held(reader, text))]


def test_what_an_attitude_is_about_is_all_that_its_cue_governs(reader: Reader) -> None:
    found = rows(held(reader, "The ministry wants to close the old bridge."))
    assert found == [("The ministry", "wants", "to close the old bridge")]


@pytest.mark.parametrize(
    "text",
    [
        "The general is expected to resign.",
        "The mayor was accused of fraud.",
        "Allegations that the vote was bought grew.",
    ],
)
def test_what_nobody_in_particular_thinks_has_no_source(reader: Reader, text: str) -> None:
    assert [s.source for s in held(reader, text)] == [None]
    assert [s.speaker for s in held(reader, text)] == [None]


def test_the_wish_inside_a_wish_is_not_told_twice(reader: Reader) -> None:
    assert [r[1] for r in rows(held(reader, "The minister plans to support the bill."))] == ["plans"]


def test_an_attitude_told_inside_speech_is_the_speakers_matter(reader: Reader) -> None:
    assert held(reader, "The minister said the rebels want to disarm.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The army attacked the village for three days.",
        "Two ships left the port on Monday.",
        "The company assumed control of the mine.",
        "A truck committed to the depot burned.",
        "The bridge supports two lanes.",
    ],
)
def test_deeds_are_no_attitudes(reader: Reader, text: str) -> None:
    assert held(reader, text) == []
