"""Texts that have lost their capitals: where they have, what they are read as, and all others as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coder import DatelineCoder, load
from dateline.model import from_json, to_json
from dateline.reports.lost_case import in_case, lost_case, opens_sentence
from dateline.reports.wire import read_wire
from tests.timing import fastest

RESTORED = [
    "Police in Oslo arrested three Norwegian protesters on Sunday.",
    "The United Nations Security Council met in New York on Tuesday, and Russia and China abstained.",
    "President Vladimir Putin met Chinese President Xi Jinping in Beijing.",
    "The government of Chad accused Sudan of attacking a village. The army denied it.",
    "Turkey may close its border with Syria, a minister said in Ankara.",
    "Troops will march through the town in May.",
    "NATO ministers told reporters in Brussels that talks would go on, and the EU agreed.",
    "Hundreds of people demonstrated in Nairobi. Police fired tear gas, witnesses say.",
    "German Chancellor Angela Merkel visited Kyiv on March 3.",
    "The U.S. Embassy in Baghdad was hit by two rockets, the U.S. military said.",
]
# What a text that is not all in small letters says is not touched, and neither is what is no sentence.
KEPT = [
    "Police in Oslo arrested three protesters.",
    "The iPhone was sold in the bazaar of Herat, said a trader from iran.",
    "UN: TWO DEAD\n\nTwo people were killed in Gao on Monday, the United Nations said.",
    "ABC BBC CNN NBC CBS FOX RTL\n\nStations were closed in Minsk on Monday, the ministry said.",
    "MOGADISHU, Somalia (AP) — Gunmen killed two people on Monday.",
    "EU, US, UK\nMinisters met in Oslo.",
    "1 + 1 = 2",
    "中文",
]


@pytest.mark.parametrize("text", RESTORED)
def test_names_and_sentences_have_their_capitals_again(text: str) -> None:
    assert in_case(text.lower()) == text
    assert in_case(text.upper()) == text


@pytest.mark.parametrize("text", KEPT)
def test_what_has_capitals_stays_the_very_text(text: str) -> None:
    assert in_case(text) is text
    assert lost_case(text) == []


@given(st.text(alphabet=st.sampled_from("abc İıßŉǆéΣσς中 .,\n-'“”()/123"), max_size=80))
def test_a_restored_text_differs_in_capitals_alone(text: str) -> None:
    found = in_case(text)
    assert len(found) == len(text)
    assert all(a == b or a.upper() == b or a.lower() == b for a, b in zip(text, found, strict=True))


def test_a_first_sentence_in_capitals_is_restored_and_the_rest_is_not_touched() -> None:
    loud, rest = "GUNMEN KILLED TWO SOLDIERS IN THE TOWN OF GAO ON MONDAY.\n", "the Army said so. It blamed Rebels.\n"
    assert in_case(loud + rest) == "Gunmen killed two soldiers in the town of Gao on Monday.\n" + rest
    assert lost_case(loud + rest) == [(0, len(loud))]


def test_lines_that_are_wrapped_begin_no_sentences_and_paragraphs_do() -> None:
    text = (
        "the foreign minister of norway arrived in the capital of kenya on sunday\n"
        "for two days of talks with the government about trade and the drought in\n"
        "the north.\n\nopposition leaders stayed away.\n"
    )
    found = in_case(text)
    assert "\nfor two days" in found
    assert "\n\nOpposition" in found


@pytest.mark.parametrize(
    ("word", "gap", "opens"),
    [
        ("left", ". ", True),
        ("left", ".” ", True),
        ("left", "?\n", True),
        ("left", ", ", False),
        ("left", ".", False),
        ("gen", ". ", False),
        ("s", ". ", False),
        ("gen", ".) ", False),
    ],
)
def test_a_sentence_begins_behind_a_stop_that_shortens_no_word(word: str, gap: str, opens: bool) -> None:
    assert opens_sentence(word, gap) == opens


@pytest.mark.parametrize(
    ("text", "place", "agency", "body"),
    [
        ("moscow, november 8. /tass/. the minister left.", "Moscow", "TASS", "the minister left."),
        ("nairobi (reuters) - police shot two men.", "Nairobi", "Reuters", "police shot two men."),
        ("NAIROBI (REUTERS) - POLICE SHOT TWO MEN ON MONDAY.", "Nairobi", "Reuters", "POLICE SHOT TWO MEN ON MONDAY."),
        ("nairobi — police shot two men in the town.", "NAIROBI", None, "police shot two men in the town."),
        ("two men — police among them — were shot.", None, None, "two men — police among them — were shot."),
    ],
)
def test_a_dateline_is_read_without_its_capitals(text: str, place: str | None, agency: str | None, body: str) -> None:
    wire = read_wire(text)
    assert (wire.dateline.place if wire.dateline else None) == place
    assert (wire.dateline.agency if wire.dateline else None) == agency
    assert text[wire.body_start :] == body


def test_a_title_stays_as_it_is_written() -> None:
    body = "the government of norway said on sunday that it would not sign the agreement."
    assert read_wire(f"ministers meet in oslo\n\n{body}").title == "ministers meet in oslo"


@pytest.fixture(scope="module")
def coder() -> DatelineCoder:
    return load()


@pytest.mark.parametrize("dress", [str.lower, str.upper])
def test_a_coding_speaks_of_the_text_as_it_is(coder: DatelineCoder, dress: type[str]) -> None:
    text = dress("Police arrested three protesters in Oslo on Sunday, Interior Minister Kari Lund said.")
    coding = coder.code(text, published="2024-05-06")
    assert from_json(to_json(coding)) == coding  # every span is checked where it is read back
    assert coding.report.text == text
    assert coding.coverage.recased == len(text)
    assert [(e.type, coding.name(e.place)) for e in coding.events] == [("COERCE", "Oslo")]
    assert {m.span.text for a in coding.actors for m in a.mentions} >= {dress("three protesters")}
    assert "Kari Lund" in [a.name for a in coding.actors]


def test_the_time_grows_with_the_text() -> None:
    text = "the minister of norway met the president of kenya in nairobi - said a. b. - and left. "
    in_case(text)
    assert fastest(lambda: in_case(text * 400)) < 4 * fastest(lambda: in_case(text * 200))
