"""Speech that only its place on the page shows."""

from __future__ import annotations

import pytest

from dateline.reader.reader import Reader
from dateline.statements.extraction import StatementFinder

TRANSCRIPT = (
    "ODUYA: The port is closed. It will stay closed.\nLUND: Nobody has told us so.\nODUYA: We told everyone in May."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def turns(reader: Reader, text: str) -> list[tuple[str, str, str]]:
    finder = StatementFinder(text, 0)
    found = [s for sentence in reader.read(text) for s in finder.find(sentence)]
    return [(s.source.text, s.cue.text, s.content.text) for s in found if s.source is not None and s.said]


def test_a_transcript_gives_each_turn_to_its_name(reader: Reader) -> None:
    found = turns(reader, TRANSCRIPT)
    assert ("ODUYA", ":", "The port is closed. It will stay closed") in found
    assert ("ODUYA", ":", "We told everyone in May") in found


def test_a_headline_gives_its_words_to_whoever_stands_before_the_colon(reader: Reader) -> None:
    assert turns(reader, "Poll: Most voters want the port to stay open\n\nRain fell.") == [
        ("Poll", ":", "Most voters want the port to stay open")
    ]


def test_a_name_behind_a_dash_owns_the_quotation_before_it(reader: Reader) -> None:
    text = '"We have lived by this river all our lives." — Marta Oduya\n\nRain fell.'
    assert turns(reader, text) == [("Marta Oduya", "—", "We have lived by this river all our lives")]


@pytest.mark.parametrize(
    "text", ["UPDATE: The port was closed on Monday.", "The result was clear: nobody came to the harbor."]
)
def test_a_colon_alone_makes_no_speaker(reader: Reader, text: str) -> None:
    assert turns(reader, text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ('"We will not go," thundered Marta Oduya in the hall.', "Marta Oduya", "We will not go"),
        ("'Our wells are dry,' wheezed his aunt, Grace Lund.", "Grace Lund", "Our wells are dry"),
    ],
)
def test_a_quotation_is_said_by_whoever_does_what_the_verb_behind_it_tells(
    reader: Reader, text: str, speaker: str, content: str
) -> None:
    assert [(who, said) for who, _, said in turns(reader, text)] == [(speaker, content)]


def test_a_title_is_not_said_by_whom_its_verb_tells_of(reader: Reader) -> None:
    assert turns(reader, 'His play, "The Long Road," opened Monday in Oslo.') == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Syria: Rebels shelled Hama on Monday.", None),
        ("Lebanon, Pa.: Police shot a man on Monday.", None),
        ("Syrian minister: Rebels shelled Hama on Monday.", "Syrian minister"),
        ("Moscow: We will respond to the shelling of Hama.", "Moscow"),
    ],
)
def test_a_heading_that_names_a_place_does_not_speak(reader: Reader, text: str, speaker: str | None) -> None:
    assert [who for who, cue, _ in turns(reader, text) if cue == ":"] == ([speaker] if speaker else [])
